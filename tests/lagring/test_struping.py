"""Ten wrong codes at once, then one a minute; a thousand from everybody together, then one a second."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from bot.lagring import Struping, Takt
from bot.lagring.feil import ForMangeForsok

from .tilstander import NAA, SEKUND

MINUTT = timedelta(minutes=1)


def refused(struping: Struping, kaller: str, naa=NAA) -> int:
    with pytest.raises(ForMangeForsok) as caught:
        struping.bruk(kaller, naa)
    return caught.value.verdier["sekunder"]


def test_the_10th_try_is_allowed_and_the_11th_must_wait_60_seconds() -> None:
    struping = Struping()
    for _ in range(10):
        struping.bruk("a", NAA)
    assert refused(struping, "a") == 60
    assert refused(struping, "a", NAA + 20.5 * SEKUND) == 40
    struping.bruk("b", NAA)


def test_after_59_seconds_none_has_come_back_and_after_60_one() -> None:
    struping = Struping()
    for _ in range(10):
        struping.bruk("a", NAA)
    assert refused(struping, "a", NAA + 59 * SEKUND) == 1
    struping.bruk("a", NAA + MINUTT)
    assert refused(struping, "a", NAA + MINUTT) == 60


def test_after_a_year_there_are_10_tries_not_more() -> None:
    struping = Struping()
    struping.bruk("a", NAA)
    later = NAA + timedelta(days=365)
    for _ in range(10):
        struping.bruk("a", later)
    assert refused(struping, "a", later) == 60


def test_500_tries_that_are_given_back_leave_all_10() -> None:
    struping = Struping()
    for _ in range(500):
        struping.bruk("a", NAA)
        struping.gi_tilbake("a")
    for _ in range(10):
        struping.bruk("a", NAA)
    assert refused(struping, "a") == 60


def test_1000_tries_from_1000_addresses_stop_the_next_for_1_second() -> None:
    struping = Struping()
    for number in range(1000):
        struping.bruk(f"10.0.{number}", NAA)
    assert refused(struping, "192.0.2.1") == 1
    struping.bruk("192.0.2.1", NAA + SEKUND)
    assert refused(struping, "192.0.2.2", NAA + SEKUND) == 1


def test_a_refused_caller_takes_nothing_from_the_others() -> None:
    struping = Struping(per_kaller=Takt(1, MINUTT), samlet=Takt(2, MINUTT))
    struping.bruk("a", NAA)
    for _ in range(5):
        refused(struping, "a")
    struping.bruk("b", NAA)
    refused(struping, "c")


def test_a_clock_that_goes_back_an_hour_and_forth_again_gives_no_try_and_takes_none() -> None:
    struping = Struping()
    for _ in range(9):
        struping.bruk("a", NAA)
    struping.bruk("a", NAA - timedelta(hours=1))
    for _ in range(100):
        assert refused(struping, "a", NAA - timedelta(hours=1)) == 60
        assert refused(struping, "a", NAA) == 60
    struping.bruk("b", NAA - timedelta(hours=1))
    struping.bruk("a", NAA + MINUTT)


def test_asking_every_second_meanwhile_neither_shortens_nor_lengthens_the_minute() -> None:
    struping = Struping()
    for _ in range(10):
        struping.bruk("a", NAA)
    assert [refused(struping, "a", NAA + n * SEKUND) for n in range(1, 60)] == list(range(59, 0, -1))
    struping.bruk("a", NAA + MINUTT)


def test_callers_whose_tries_are_all_back_are_forgotten() -> None:
    struping = Struping(samlet=Takt(100, SEKUND))
    for number in range(5000):
        struping.bruk(f"a{number}", NAA + number * MINUTT)
    assert len(struping._botter) <= 102


def test_50_tries_at_the_same_moment_are_10_tries() -> None:
    struping = Struping()

    def attempt(_: int) -> bool:
        try:
            struping.bruk("a", NAA)
        except ForMangeForsok:
            return False
        return True

    with ThreadPoolExecutor(16) as threads:
        assert sum(threads.map(attempt, range(50))) == 10
