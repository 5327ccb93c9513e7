"""`bpa rett`: outcome, conditions, reasons, and every option."""

import re

import jsonschema
import pytest

from tests.cli.schemas import RETT

ALL_MET = ("--alder", "40", "--varighet-mnd", "36", "--timer", "40")


def statuses(right):
    return {vilkar["id"]: vilkar["status"] for vilkar in right["vilkar"]}


def test_28_hours_at_40_years_and_36_months_is_a_right_with_a_reservation(as_json):
    right = as_json("rett", "--alder", "40", "--timer", "28", "--varighet-mnd", "36")
    assert right["utfall"] == "rett_med_forbehold"
    assert statuses(right) == {
        "alder": "oppfylt",
        "varighet": "oppfylt",
        "timer_minst_25": "oppfylt",
        "timer_minst_32": "ikke_oppfylt",
    }


@pytest.mark.parametrize(
    ("options", "utfall"),
    [
        (("--timer", "32"), "rett"),
        (("--timer", "31,99"), "rett_med_forbehold"),
        (("--timer", "25"), "rett_med_forbehold"),
        (("--timer", "24,99"), "kommunen_vurderer"),
        (("--alder", "66"), "rett"),
        (("--alder", "67"), "uavklart"),
        (("--alder", "67", "--bpa-for-67"), "rett"),
        (("--alder", "67", "--ikke-bpa-for-67"), "kommunen_vurderer"),
        (("--varighet-mnd", "24"), "kommunen_vurderer"),
        (("--varighet-mnd", "24,5"), "rett"),
        (("--varighet-mnd", "6", "--varig"), "rett"),
        (("--natt", "10"), "uavklart"),
        (("--natt", "10", "--natt-alltid"), "rett"),
        (("--natt", "10", "--natt-iblant"), "rett_med_forbehold"),
        (("--to-hjelpere", "10"), "uavklart"),
        (("--to-hjelpere", "10", "--to-alltid"), "rett"),
        (("--to-hjelpere", "10", "--to-iblant"), "rett_med_forbehold"),
        (("--helse", "8"), "rett"),
        (("--helse", "8,5"), "rett_med_forbehold"),
        (("--timer", "30", "--avlastning", "2"), "uavklart"),
        (("--timer", "30", "--avlastning", "2", "--forelder"), "rett"),
        (("--timer", "30", "--avlastning", "2", "--ikke-forelder"), "rett_med_forbehold"),
        (("--tjenester",), "rett"),
        (("--ikke-tjenester",), "kommunen_vurderer"),
        (("--arbeidsleder", "selv"), "rett"),
        (("--arbeidsleder", "andre"), "rett"),
        (("--arbeidsleder", "ingen"), "kommunen_vurderer"),
    ],
)
def test_each_option_changes_40_hours_for_36_months_at_40_years(as_json, options, utfall):
    right = as_json("rett", *ALL_MET, *options)
    jsonschema.validate(right, RETT)
    assert right["utfall"] == utfall


def test_what_is_not_given_is_unknown_and_named_as_deciding(as_json):
    right = as_json("rett")
    jsonschema.validate(right, RETT)
    assert right["utfall"] == "uavklart"
    assert right["avgjorende"] == ["alder", "varighet_mnd", "timer_per_uke"]


@pytest.mark.parametrize(("dato", "status"), [("2020-06-30", "ikke_oppfylt"), ("2020-07-01", "oppfylt")])
def test_the_law_on_the_day_decides_whether_bpa_before_67_is_kept(as_json, dato, status):
    right = as_json("rett", *ALL_MET, "--alder", "70", "--bpa-for-67", "--dato", dato)
    assert statuses(right)["alder"] == status


def test_the_age_comes_back_as_it_was_typed(as_json):
    assert as_json("rett", "--alder", "40")["vilkar"][0]["tall"]["alder"] == 40


def test_each_condition_stands_with_status_reason_and_paragraph(said, columns):
    columns(100)
    shown = said("rett", "--alder", "40", "--timer", "28", "--varighet-mnd", "36")
    assert "Rett til BPA, hvis ikke kommunen kan dokumentere vesentlig økt kostnad." in shown
    for row in (
        "Alder oppfylt 40 år er under grensen på 67 år. § 2-1 d",
        "Varighet oppfylt 3 år er mer enn 2 år. § 2-1 d",
        "Minst 25 timer i uka oppfylt 28 timer teller, og grensen er 25 timer. § 2-1 d",
        "Minst 32 timer i uka ikke oppfylt 28 timer teller, og det er under 32 timer. § 2-1 d",
    ):
        assert row in shown


def test_31_999_hours_are_not_shown_as_32(said):
    shown = said("rett", "--timer", "31,999")
    assert "31,99 timer teller" in shown
    assert "32 timer teller" not in shown


def test_what_decides_is_said_in_words_with_the_option_that_settles_it(said):
    shown = said("rett", *ALL_MET, "--natt", "10")
    assert "Uavklart" in shown
    assert "Fra 30 timer til 40 timer i uka teller mot grensene." in shown
    assert "(--natt-alltid)" in shown


def test_the_same_in_nynorsk(said):
    shown = said("rett", "--alder", "40", "--timer", "28", "--varighet-mnd", "36", "--maalform", "nn")
    assert "dersom ikkje kommunen kan dokumentere vesentleg auka kostnad" in shown
    assert "ikkje oppfylt" in shown


@pytest.mark.parametrize("maalform", ["nb", "nn"])
@pytest.mark.parametrize("options", [("--timer", "10"), ("--alder", "80", "--ikke-bpa-for-67"), ("--ikke-tjenester",)])
def test_without_a_right_the_municipality_must_still_assess_and_no_one_is_told_not_to_apply(said, options, maalform):
    shown = said("rett", *ALL_MET, *options, "--maalform", maalform)
    assert re.search(r"kommunen må ha BPA som tilb[ou]d og vurdere", shown)
    assert not re.search(r"ikk?j?e? søk(e|je)\b|trenger ikke søke|treng ikkje søkje", shown)
