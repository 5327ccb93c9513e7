"""Who needs help, and who writes: «mora mi» is the one, «jeg er mora hans» says both."""

import pytest

from bot.forms.flyt.lesing import les
from bot.forms.flyt.sporsmaal import SPORSMAAL
from tests.forms.flyt.samtale import I_DAG, Samtale


def read(key: str, text: str) -> str | None:
    return les(SPORSMAAL[key], text, I_DAG)


@pytest.mark.parametrize(
    ("text", "whom"),
    [
        ("mora mi", "annen"), ("far min", "annen"), ("kona", "annen"), ("mannen min på 81", "annen"),
        ("sønnen min", "barn"), ("det er datteren min som trenger hjelp", "barn"), ("hain guten min", "barn"),
        ("jeg er datteren hennes", "annen"), ("eg er sonen", "annen"), ("æ e dattera", "annen"),
        ("jeg er mora hans", "barn"), ("jeg er faren", "barn"), ("ja jeg er mora og har foreldreansvaret", "barn"),
        ("meg sjøl", "meg"), ("jeg er mor til to og trenger hjelp selv", None), ("jeg er far", None),
    ],
)  # fmt: skip
def test_who_needs_help(text, whom):
    assert read("hvem", text) == whom


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("mora mi", None), ("far min", None), ("for mora mi", None), ("svigermor", None), ("bestefar", None),
        ("jeg er datter", None), ("sønnen", None), ("kona", None), ("æ e dattera", None),
        ("jeg er mora", "forelder"), ("mora hans", "forelder"), ("faren", "forelder"), ("vi er foreldrene", "forelder"),
        ("jeg er verge for mora mi", "verge"), ("fullmakt fra far min", "fullmakt"),
        ("jeg skriver for mora mi", "skrivehjelp"), ("skriv for ho", "skrivehjelp"), ("jeg hjelper henne", "skrivehjelp"),
        ("mora mi fyller ut selv", None), ("hun fyller ut selv", "selv"),
    ],
)  # fmt: skip
def test_which_role_the_one_has_who_writes(text, role):
    assert read("fyller_ut", text) == role


def test_mora_mi_twice_is_an_applicant_and_then_a_question_about_the_role():
    s = Samtale("soknad").si("mora mi", "mora mi")
    assert s.verdi("hvem") == "annen" and s.verdi("fyller_ut") is None
    assert s.koder == ["flyt_eksempel_fyller_ut"]
    assert s.si("jeg er datter uten fullmakt og hjelper til med å skrive").verdi("fyller_ut") == "skrivehjelp"


def test_the_mother_of_a_child_is_its_parent_in_both_answers():
    s = Samtale("soknad").si("jeg er mora hans", "jeg er mora")
    assert (s.verdi("hvem"), s.verdi("fyller_ut")) == ("barn", "forelder")
