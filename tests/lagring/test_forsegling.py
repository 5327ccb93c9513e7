"""The file that a citizen keeps opens unchanged, in time, on any server with the same secret, and in no other case."""

import base64
import random
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.lagring import Kodelager, Lagringsfeil, aapne, forsegle, konvolutt
from bot.lagring.feil import ForStor, Tuklet, UkjentVersjon, Utlopt

from .tilstander import ANNEN_HEMMELIGHET, DOGN, HEMMELIGHET, HVISKET, NAA, SEKUND, TILSTAND, tilstander

FIL = forsegle(TILSTAND, HEMMELIGHET, NAA, 7 * DOGN)
LINJE = b"BPA-veilederen: kryptert fil, gyldig til 28.11.2026 kl. 14.03"


def refused(fil: bytes, hemmelighet: str = HEMMELIGHET, naa: datetime = NAA) -> Lagringsfeil:
    with pytest.raises(Lagringsfeil) as caught:
        aapne(fil, hemmelighet, naa)
    return caught.value


def test_a_file_gives_back_what_was_saved_in_it() -> None:
    assert aapne(FIL, HEMMELIGHET, NAA) == TILSTAND


@settings(max_examples=300, deadline=None)
@given(tilstander)
def test_every_state_that_json_can_hold_comes_back_the_same(tilstand: dict[str, Any]) -> None:
    # repr, because True == 1 and 0.0 == -0.0.
    assert repr(aapne(forsegle(tilstand, HEMMELIGHET, NAA, DOGN), HEMMELIGHET, NAA)) == repr(tilstand)


def test_its_first_line_says_what_it_is_and_until_when_in_norwegian_time() -> None:
    assert FIL.split(b"\n")[0] == LINJE
    summer = forsegle({}, HEMMELIGHET, datetime(2026, 6, 30, 22, 30, tzinfo=timezone.utc), DOGN)
    assert summer.split(b"\n")[0].endswith(b"gyldig til 02.07.2026 kl. 00.30")


def test_the_rest_is_base64_that_any_tool_reads_in_lines_of_at_most_76() -> None:
    rest = FIL.decode("ascii").split("\n")[1:]
    assert max(map(len, rest)) <= 76
    assert base64.b64decode("".join(rest), validate=True).startswith(b"BPAL")


def test_nothing_of_what_was_said_can_be_read_in_it() -> None:
    inside = FIL + base64.b64decode(FIL.partition(b"\n")[2])
    for word in (HVISKET, "klarer_selv", "situasjon", "arbeidsleder", HEMMELIGHET):
        assert word.encode() not in inside and word.encode("utf-16-le") not in inside
        assert base64.b64encode(word.encode())[:-4] not in FIL


def test_two_files_of_the_same_conversation_have_no_line_in_common_but_the_first() -> None:
    other = forsegle(TILSTAND, HEMMELIGHET, NAA, 7 * DOGN)
    assert set(FIL.split(b"\n")) & set(other.split(b"\n")) == {LINJE, b""}


def test_a_long_conversation_takes_less_room_than_its_words() -> None:
    told = {"situasjon": f"{HVISKET}. " * 1000}
    assert len(forsegle(told, HEMMELIGHET, NAA, DOGN)) < len(told["situasjon"]) / 10


@pytest.mark.parametrize(
    ("life", "after", "opens"),
    [
        (DOGN, DOGN - SEKUND, True),
        (DOGN, DOGN, False),
        (DOGN, DOGN + SEKUND, False),
        (7 * DOGN, 7 * DOGN - SEKUND, True),
        (7 * DOGN, 7 * DOGN, False),
        (SEKUND, 0 * SEKUND, True),
        (SEKUND, SEKUND, False),
    ],
)
def test_it_opens_until_the_second_of_expiry_and_not_in_it(life: timedelta, after: timedelta, opens: bool) -> None:
    fil = forsegle(TILSTAND, HEMMELIGHET, NAA, life)
    if opens:
        assert aapne(fil, HEMMELIGHET, NAA + after) == TILSTAND
    else:
        caught = refused(fil, naa=NAA + after)
        assert isinstance(caught, Utlopt) and caught.verdier == {"utloper": NAA + life}


def test_the_same_moment_in_another_zone_is_the_same_moment() -> None:
    east = timezone(timedelta(hours=9))
    fil = forsegle(TILSTAND, HEMMELIGHET, NAA.astimezone(east), DOGN)
    assert fil.split(b"\n")[0] == LINJE.replace(b"28.11", b"22.11")
    assert aapne(fil, HEMMELIGHET, (NAA + DOGN - SEKUND).astimezone(east)) == TILSTAND
    assert isinstance(refused(fil, naa=(NAA + DOGN).astimezone(east)), Utlopt)


def test_each_byte_changed_in_one_bit_or_to_any_neighbour_is_tampering() -> None:
    for place in range(len(FIL)):
        for bits in (1, 2, 32, 128):
            changed = bytearray(FIL)
            changed[place] ^= bits
            assert isinstance(refused(bytes(changed)), Tuklet), (place, bits)


@settings(max_examples=1000, deadline=None)
@given(st.integers(0, len(FIL) - 1), st.integers(1, 255))
def test_any_single_byte_changed_to_anything_is_tampering(place: int, difference: int) -> None:
    changed = bytearray(FIL)
    changed[place] ^= difference
    assert isinstance(refused(bytes(changed)), Tuklet)


@settings(max_examples=300, deadline=None)
@given(st.integers(0, len(FIL)), st.integers(0, len(FIL)), st.binary(max_size=4))
def test_whatever_is_cut_out_or_put_in_is_tampering(start: int, end: int, put_in: bytes) -> None:
    changed = FIL[: min(start, end)] + put_in + FIL[max(start, end) :]
    if changed != FIL:
        assert isinstance(refused(changed), Tuklet)


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=300))
def test_a_file_of_something_else_is_refused_without_a_crash(fil: bytes) -> None:
    assert isinstance(refused(fil), Tuklet)


def test_each_byte_inside_the_envelope_is_authenticated_also_where_base64_is_right() -> None:
    line, _, coded = FIL.partition(b"\n")
    inside = base64.b64decode(coded)
    for place in range(len(inside)):
        changed = bytearray(inside)
        changed[place] ^= 1
        assert isinstance(refused(line + b"\n" + base64.encodebytes(bytes(changed))), Tuklet), place


def test_a_later_date_written_on_the_first_line_is_tampering_not_a_longer_life() -> None:
    assert isinstance(refused(FIL.replace(b"28.11.2026", b"28.12.2026"), naa=NAA + 8 * DOGN), Tuklet)


def test_line_endings_made_over_by_a_mail_program_are_tampering() -> None:
    assert isinstance(refused(FIL.replace(b"\n", b"\r\n")), Tuklet)
    assert isinstance(refused(FIL + b"\n"), Tuklet)


def test_another_secret_looks_like_tampering_also_after_expiry() -> None:
    assert isinstance(refused(FIL, ANNEN_HEMMELIGHET), Tuklet)
    assert isinstance(refused(FIL, HEMMELIGHET[:-1] + "i"), Tuklet)
    assert isinstance(refused(FIL, ANNEN_HEMMELIGHET, NAA + 8 * DOGN), Tuklet)


def test_a_genuine_file_of_version_2_is_told_from_a_forged_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(konvolutt, "VERSJON", 2)
    later = forsegle(TILSTAND, HEMMELIGHET, NAA, DOGN)
    monkeypatch.undo()
    caught = refused(later)
    assert isinstance(caught, UkjentVersjon) and caught.verdier == {"versjon": 2}
    assert isinstance(refused(later, ANNEN_HEMMELIGHET), Tuklet)


def test_a_file_of_the_code_store_is_no_file_to_upload(tmp_path) -> None:
    Kodelager(tmp_path / "koder", HEMMELIGHET, DOGN).lagre(TILSTAND, NAA)
    (stored,) = (tmp_path / "koder").iterdir()
    assert isinstance(refused(stored.read_bytes()), Tuklet)
    assert isinstance(refused(LINJE + b"\n" + base64.encodebytes(stored.read_bytes())), Tuklet)


def test_above_256_kb_a_file_is_refused_before_the_secret_is_even_looked_at() -> None:
    assert isinstance(refused(b"A" * 256_000), Tuklet)
    caught = refused(b"A" * 256_001, hemmelighet="")
    assert isinstance(caught, ForStor) and caught.verdier == {"grense_kb": 256}


def test_what_would_be_a_file_above_256_kb_is_not_made() -> None:
    noise = random.Random(1).randbytes(220_000).hex()
    largest, smallest_refused = 0, len(noise)
    while smallest_refused - largest > 1:
        middle = (largest + smallest_refused) // 2
        try:
            assert len(forsegle({"situasjon": noise[:middle]}, HEMMELIGHET, NAA, DOGN)) <= 256_000
            largest = middle
        except ForStor:
            smallest_refused = middle
    assert len(forsegle({"situasjon": noise[:largest]}, HEMMELIGHET, NAA, DOGN)) > 255_000


def test_a_state_of_1_mb_opens_and_one_byte_more_is_not_packed_however_well_it_compresses() -> None:
    frame = len('{"t":""}')
    whole = {"t": "a" * (1_000_000 - frame)}
    assert aapne(forsegle(whole, HEMMELIGHET, NAA, DOGN), HEMMELIGHET, NAA) == whole
    with pytest.raises(ForStor) as caught:
        forsegle({"t": whole["t"] + "a"}, HEMMELIGHET, NAA, DOGN)
    assert caught.value.verdier == {"grense_kb": 1000}


def test_a_secret_of_31_characters_is_refused_and_of_32_taken() -> None:
    assert aapne(forsegle({}, "k" * 32, NAA, DOGN), "k" * 32, NAA) == {}
    for call in (lambda: forsegle({}, "k" * 31, NAA, DOGN), lambda: aapne(FIL, "k" * 31, NAA)):
        with pytest.raises(ValueError, match="has 31 characters, give at least 32"):
            call()


def test_a_moment_without_a_zone_is_refused_not_guessed() -> None:
    naive = NAA.replace(tzinfo=None)
    for call in (lambda: forsegle({}, HEMMELIGHET, naive, DOGN), lambda: aapne(FIL, HEMMELIGHET, naive)):
        with pytest.raises(ValueError, match="no time zone"):
            call()


def test_what_json_cannot_hold_is_refused_when_saved_not_when_opened() -> None:
    with pytest.raises(TypeError):
        forsegle({"mottatt": NAA}, HEMMELIGHET, NAA, DOGN)
    with pytest.raises(ValueError):
        forsegle({"timer": float("nan")}, HEMMELIGHET, NAA, DOGN)
