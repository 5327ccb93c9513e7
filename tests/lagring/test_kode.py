"""A code can be read aloud, written down and typed; a slip is told before anything is looked up."""

import math
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.lagring.feil import FeilKode
from bot.lagring.kode import ALFABET, LENGDE, les_kode, med_kontroll, ny_kode

codes = st.text(ALFABET, min_size=LENGDE - 1, max_size=LENGDE - 1).map(med_kontroll)


def test_17_symbols_of_29_are_more_than_80_random_bits() -> None:
    assert len(set(ALFABET)) == 29
    assert 80 < (LENGDE - 1) * math.log2(29) < 83


@pytest.mark.parametrize("pair", ["0O", "1I", "1L", "IL", "5S", "8B", "2Z", "VU"])
def test_of_two_that_look_alike_at_most_one_is_used(pair: str) -> None:
    assert len(set(pair) & set(ALFABET)) <= 1


def test_1000_new_codes_differ_use_every_symbol_and_read_back() -> None:
    shown = [ny_kode() for _ in range(1000)]
    assert len(set(shown)) == 1000
    assert set("".join(shown)) == {*ALFABET, "-"}
    assert all([len(group) for group in code.split("-")] == [3] * 6 for code in shown)
    assert [les_kode(code) for code in shown] == [code.replace("-", "") for code in shown]


@settings(max_examples=40, deadline=None)
@given(codes)
def test_every_one_of_504_single_mistypes_is_told(code: str) -> None:
    mistypes = [code[:i] + c + code[i + 1 :] for i in range(LENGDE) for c in ALFABET if c != code[i]]
    assert len(mistypes) == 18 * 28
    for typed in mistypes:
        with pytest.raises(FeilKode):
            les_kode(typed)


@settings(max_examples=100, deadline=None)
@given(codes)
def test_any_two_symbols_that_changed_places_are_told_neighbours_or_not(code: str) -> None:
    for i, j in combinations(range(LENGDE), 2):
        if code[i] != code[j]:
            swapped = list(code)
            swapped[i], swapped[j] = code[j], code[i]
            with pytest.raises(FeilKode):
                les_kode("".join(swapped))


@settings(max_examples=100, deadline=None)
@given(codes, st.integers(0, LENGDE - 1), st.sampled_from("ÆØÅÉñ中"))
def test_a_letter_that_is_in_no_code_is_told(code: str, place: int, letter: str) -> None:
    with pytest.raises(FeilKode):
        les_kode(code[:place] + letter + code[place + 1 :])


@pytest.mark.parametrize(("change", "antall"), [(lambda c: c[:-1], 17), (lambda c: c + c[0], 19), (lambda c: "", 0)])
def test_too_short_and_too_long_says_how_many_of_18_there_were(change, antall: int) -> None:
    with pytest.raises(FeilKode) as caught:
        les_kode(change(ny_kode()))
    assert caught.value.verdier == {"antall": antall, "skal": 18}


def test_case_spaces_and_all_kinds_of_dashes_make_no_difference() -> None:
    code = ny_kode()
    read = les_kode(code)
    ways = [code.lower(), code.replace("-", ""), code.replace("-", " "), f"  {code}\n", f"«{code}».", " ".join(code)]
    ways += [code.replace("-", dash) for dash in "\u2010\u2011\u2012\u2013\u2014\u2212\u00ad\u00a0\u200b_./"]
    ways += ["".join(chr(ord(c) + 0xFEE0) for c in code)]
    assert {les_kode(way) for way in ways} == {read}


@pytest.mark.parametrize(("typed", "meant"), ["O0", "o0", "I1", "i1", "L1", "l1", "Z2", "S5", "s5", "B8", "UV"])
def test_a_look_alike_is_read_as_the_one_that_codes_use(typed: str, meant: str) -> None:
    code = med_kontroll(meant * 17)
    assert les_kode(typed * 17 + code[-1]) == code


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_a_code_or_told_not_to_be(text: str) -> None:
    try:
        assert len(les_kode(text)) == LENGDE
    except FeilKode as error:
        assert error.kode == "lagring_feil_kode"


def test_a_code_in_200_characters_is_read_and_in_201_refused() -> None:
    code = ny_kode()
    assert les_kode(code.ljust(200)) == les_kode(code)
    with pytest.raises(FeilKode):
        les_kode(code.ljust(201))
