"""A day named in running text. Today is Saturday 21 November 2026."""

from datetime import date

import pytest

from bot.forms.dates import read_day

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("brevet kom 2. november", date(2026, 11, 2)),
        ("brvet kom 2 november nar er frsiten", date(2026, 11, 2)),
        ("fikk vedtaket 02.11.2026", date(2026, 11, 2)),
        ("fikk det 2/11-26", date(2026, 11, 2)),
        ("2.11", date(2026, 11, 2)),
        ("vedtak 2026-11-02", date(2026, 11, 2)),
        ("det kom i går", date(2026, 11, 20)),
        ("i dag", TODAY),
        ("i forgårs", date(2026, 11, 19)),
        ("sist fredag", date(2026, 11, 20)),
        ("på måndag", date(2026, 11, 16)),
        ("for tre uker siden", date(2026, 10, 31)),
        ("fekk brevet for to veker sidan", date(2026, 11, 7)),
        ("for en uke siden", date(2026, 11, 14)),
        ("jeg fikk svar 31.12.2025", date(2025, 12, 31)),
        ("25. desember", date(2025, 12, 25)),  # the latest one that has been
        ("avslag måndag", date(2026, 11, 16)),
        ("fikk avslag mandag", date(2026, 11, 16)),
        ("brevet kom fredag", date(2026, 11, 20)),
        ("fikk brevet torsdag", date(2026, 11, 19)),
        ("for to måneder siden", date(2026, 9, 21)),
        ("for en måned siden", date(2026, 10, 21)),
        ("for ein månad sidan", date(2026, 10, 21)),
        ("for 3 mnd siden", date(2026, 8, 21)),
        ("1. nov. 2026", date(2026, 11, 1)),
        ("den 29. februar 2024 kom brevet", date(2024, 2, 29)),
    ],
)
def test_a_day_is_read(text, day):
    assert read_day(text, TODAY) == day


@pytest.mark.parametrize(
    "text",
    [
        "hva er fristen",
        "fristen er 4 uker",
        "30. februar",
        "kl 14.30",
        "5.000 kr",
        "31.11",
        "§ 7-5",
        "2-3 G",
        "brevet kom 2. november og 5. november",
        "",
        "november",
        "13/13",
        "fristen er fredag",
        "får svar fredag",
        "neste fredag",
        "for halvannen måned siden",
        "for noen måneder siden",
        "om en måned",
    ],
)
def test_what_names_no_single_day_that_exists_is_not_read(text):
    assert read_day(text, TODAY) is None
