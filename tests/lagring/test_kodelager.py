"""A code brings back what was saved, in time; a wrong one tells nothing and cannot be guessed at."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from bot.lagring import Kodelager, Lagringsfeil, Struping, Takt, konvolutt
from bot.lagring.feil import FeilKode, ForMangeForsok, ForStor, IkkeFunnet, Tuklet, UkjentVersjon, Utlopt
from bot.lagring.kode import ny_kode

from .tilstander import ANNEN_HEMMELIGHET, DOGN, HEMMELIGHET, NAA, SEKUND, TILSTAND, tilstander


@pytest.fixture
def mappe(tmp_path: Path) -> Path:
    return tmp_path / "koder"


@pytest.fixture
def lager(mappe: Path) -> Kodelager:
    return Kodelager(mappe, HEMMELIGHET, DOGN)


def refused(call: Callable[..., object], *arguments: object) -> type[Lagringsfeil]:
    with pytest.raises(Lagringsfeil) as caught:
        call(*arguments)
    return type(caught.value)


def test_a_code_gives_back_what_was_saved_as_often_as_it_is_asked(lager: Kodelager) -> None:
    kode, _ = lager.lagre(TILSTAND, NAA)
    assert [lager.hent(kode, NAA) for _ in range(3)] == [TILSTAND] * 3


def test_it_works_after_a_restart_and_however_it_is_typed(lager: Kodelager, mappe: Path) -> None:
    kode, _ = lager.lagre(TILSTAND, NAA)
    restarted = Kodelager(mappe, HEMMELIGHET, timedelta(hours=1))
    assert restarted.hent(f" {kode.lower().replace('-', ' ')} ", NAA + 23 * timedelta(hours=1)) == TILSTAND


@settings(max_examples=100, deadline=None)
@given(tilstand=tilstander)
def test_every_state_that_json_can_hold_comes_back_the_same(
    tmp_path_factory: pytest.TempPathFactory, tilstand: dict[str, Any]
) -> None:
    lager = Kodelager(tmp_path_factory.getbasetemp() / "alle_tilstander", HEMMELIGHET, DOGN)
    kode, _ = lager.lagre(tilstand, NAA)
    assert repr(lager.hent(kode, NAA)) == repr(tilstand)


def test_it_states_its_expiry_and_opens_until_that_second_and_not_in_it(lager: Kodelager) -> None:
    kode, utloper = lager.lagre(TILSTAND, NAA + 0.7 * SEKUND)
    assert utloper == NAA + DOGN
    assert lager.hent(kode, utloper - SEKUND) == TILSTAND
    assert lager.hent(kode, utloper - timedelta(microseconds=1)) == TILSTAND
    assert refused(lager.hent, kode, utloper) is Utlopt
    assert refused(lager.hent, kode, utloper + SEKUND) is Utlopt


def test_two_people_have_two_codes_and_two_conversations(lager: Kodelager) -> None:
    (one, _), (other, _) = lager.lagre({"hvem": "meg"}, NAA), lager.lagre({"hvem": "barn"}, NAA)
    assert (lager.hent(one, NAA), lager.hent(other, NAA)) == ({"hvem": "meg"}, {"hvem": "barn"})


def test_a_possible_code_that_nobody_was_given_finds_nothing(lager: Kodelager) -> None:
    assert refused(lager.hent, ny_kode(), NAA) is IkkeFunnet
    lager.lagre(TILSTAND, NAA)
    assert refused(lager.hent, ny_kode(), NAA) is IkkeFunnet


def test_another_secret_finds_nothing_with_the_code_and_opens_nothing_with_the_file(
    lager: Kodelager, mappe: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kode, _ = lager.lagre(TILSTAND, NAA)
    (stored,) = mappe.iterdir()
    foreign = Kodelager(mappe, ANNEN_HEMMELIGHET, DOGN)
    assert refused(foreign.hent, kode, NAA) is IkkeFunnet
    monkeypatch.setattr("bot.lagring.kodelager.ny_kode", lambda: kode)
    foreign.lagre({}, NAA)
    (foreign_file,) = set(mappe.iterdir()) - {stored}
    stored.replace(foreign_file)
    assert refused(foreign.hent, kode, NAA) is Tuklet


def test_one_code_never_opens_the_file_of_another(lager: Kodelager, mappe: Path) -> None:
    lager.lagre(TILSTAND, NAA)
    (first,) = mappe.iterdir()
    other, _ = lager.lagre({}, NAA)
    (second,) = set(mappe.iterdir()) - {first}
    first.replace(second)
    assert refused(lager.hent, other, NAA) is Tuklet


def test_each_byte_changed_on_the_disk_is_tampering(mappe: Path) -> None:
    lager = Kodelager(mappe, HEMMELIGHET, DOGN)
    kode, _ = lager.lagre({"alder": 67}, NAA)
    (stored,) = mappe.iterdir()
    whole = stored.read_bytes()
    for place in range(len(whole)):
        stored.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        assert refused(lager.hent, kode, NAA) is Tuklet, place
    for damaged in (b"", whole[:-1], whole + b"x", whole + b"x" * 256_000):
        stored.write_bytes(damaged)
        assert refused(lager.hent, kode, NAA) is Tuklet


def test_a_file_of_version_2_is_told(lager: Kodelager, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(konvolutt, "VERSJON", 2)
    kode, _ = lager.lagre(TILSTAND, NAA)
    monkeypatch.undo()
    assert refused(lager.hent, kode, NAA) is UkjentVersjon


def test_more_than_256_kb_is_not_kept(lager: Kodelager, mappe: Path) -> None:
    numbers = {"t": [round(0.1 * n, 7) ** 0.5 for n in range(40_000)]}
    assert refused(lager.lagre, numbers, NAA) is ForStor
    assert not mappe.exists()


def test_a_mistyped_code_is_told_before_any_lookup_and_never_counted(lager: Kodelager) -> None:
    kode, _ = lager.lagre(TILSTAND, NAA)
    last = "A" if kode[-1] != "A" else "C"
    for _ in range(50):
        assert refused(lager.hent, kode[:-1] + last, NAA) is FeilKode
    assert refused(lager.slett, kode[:-1] + last, NAA) is FeilKode
    assert lager.hent(kode, NAA) == TILSTAND


def test_after_10_wrong_codes_even_the_right_one_must_wait_60_seconds(lager: Kodelager) -> None:
    kode, _ = lager.lagre(TILSTAND, NAA)
    assert [refused(lager.hent, ny_kode(), NAA, "a") for _ in range(11)] == [IkkeFunnet] * 10 + [ForMangeForsok]
    assert refused(lager.hent, kode, NAA + 59 * SEKUND, "a") is ForMangeForsok
    assert lager.hent(kode, NAA + 60 * SEKUND, "a") == TILSTAND
    assert lager.hent(kode, NAA, "b") == TILSTAND


def test_wrong_codes_count_together_whether_they_are_to_fetch_or_to_delete(lager: Kodelager) -> None:
    kode, _ = lager.lagre(TILSTAND, NAA)
    fetching = [refused(lager.hent, ny_kode(), NAA, "a") for _ in range(5)]
    deleting = [refused(lager.slett, ny_kode(), NAA, "a") for _ in range(6)]
    assert fetching + deleting == [IkkeFunnet] * 10 + [ForMangeForsok]
    assert refused(lager.slett, kode, NAA + 59 * SEKUND, "a") is ForMangeForsok
    assert lager.hent(kode, NAA, "b") == TILSTAND
    lager.slett(kode, NAA + 60 * SEKUND, "a")
    assert refused(lager.hent, kode, NAA, "b") is IkkeFunnet


def test_right_codes_are_never_counted_also_when_they_have_expired(lager: Kodelager) -> None:
    kode, utloper = lager.lagre(TILSTAND, NAA)
    assert [lager.hent(kode, NAA) for _ in range(100)] == [TILSTAND] * 100
    assert [refused(lager.hent, kode, utloper) for _ in range(100)] == [Utlopt] * 100


def test_50_guesses_at_the_same_moment_are_10_guesses(lager: Kodelager) -> None:
    with ThreadPoolExecutor(16) as threads:
        results = list(threads.map(lambda _: refused(lager.hent, ny_kode(), NAA, "a"), range(50)))
    assert (results.count(IkkeFunnet), results.count(ForMangeForsok)) == (10, 40)


def test_200_people_saving_reading_and_deleting_at_once_with_the_purge_running_lose_nothing(mappe: Path) -> None:
    # Two stores on one folder, as two processes have: their locks are the folder's, not Python's.
    roomy = Struping(per_kaller=Takt(1000, SEKUND))
    stores = [Kodelager(mappe, HEMMELIGHET, DOGN, roomy) for _ in range(2)]

    def one_person(number: int) -> bool:
        own, other = stores[number % 2], stores[(number + 1) % 2]
        expired, _ = own.lagre({"nummer": -number}, NAA - DOGN)
        kept, _ = own.lagre({"nummer": number}, NAA)
        removed, _ = own.lagre({"nummer": number}, NAA)
        other.slett(removed, NAA)
        other.rydd(NAA)
        gone = refused(own.hent, removed, NAA) is IkkeFunnet and refused(own.hent, expired, NAA) is IkkeFunnet
        return gone and other.hent(kept, NAA) == {"nummer": number}

    with ThreadPoolExecutor(8) as threads:
        assert all(threads.map(one_person, range(200)))
    assert len(list(mappe.iterdir())) == 200
