"""The trained model understands no worse than recorded (benchmarks/level.yml), and the measuring itself is right."""

import math
import subprocess
import sys

import pytest
from ruamel.yaml import YAML

from actions.avklaring import MOST_CHOICES, WORTH_ASKING
from benchmarks.understanding import DEVELOPMENT, OUT_OF_SCOPE, SETS, Reading, conversation, read_all, share, summary
from benchmarks.understanding.conversation import Exchange, conversation_summary
from benchmarks.understanding.experiments.common import FEWEST, portion
from benchmarks.understanding.figures import AT_MOST, calibration_error, difference, direct_or_held, honest, wilson
from benchmarks.understanding.messages import CRISIS, FORMS, message_set
from benchmarks.understanding.readings import deciding, offered
from benchmarks.understanding.report import percent, sections
from bot.engine.model import existing_model
from bot.settings import ROOT

LEVEL = YAML(typ="safe").load((ROOT / "benchmarks" / "level.yml").read_text(encoding="utf-8"))
FIGURES = [(part, figure) for part, levels in LEVEL.items() for figure in levels]


@pytest.fixture(scope="module")
def measured():
    if existing_model() is None:
        pytest.skip("the dialogue model for the present data is not trained: run `make train`")
    return {name: summary(read_all(message_set(name))) for name in SETS} | {"flersporsmaal": conversation_summary()}


@pytest.mark.samtale
@pytest.mark.parametrize(("part", "figure"), FIGURES)
def test_understanding_has_not_fallen_below_the_recorded_level(measured, part, figure):
    if figure in AT_MOST:
        assert measured[part][figure] <= LEVEL[part][figure]
    else:
        assert measured[part][figure] >= LEVEL[part][figure]


def reading(expected: str, *ranking: tuple[str, float], answered: bool = True, text: str = "x", form: str = "bokmaal"):
    """A message about `expected`; the reply to svar_i_dette holds its answer too."""
    return Reading(text, (expected, "eller_dette"), form, ranking, answered, covered=("svar_i_dette",))


@pytest.mark.parametrize(
    ("read", "outcome"),
    [
        (reading("klage_frist", ("klage_frist", 0.9)), "right"),
        (reading("klage_frist", ("eller_dette", 0.9)), "right"),
        (reading("klage_frist", ("pris_generelt", 0.9)), "wrong"),
        (reading("klage_frist", (OUT_OF_SCOPE, 0.9)), "refused"),
        (reading("klage_frist", ("klage_frist", 0.9), answered=False), "clarifying"),
        (reading(OUT_OF_SCOPE, (OUT_OF_SCOPE, 0.9)), "right"),
        (reading(OUT_OF_SCOPE, ("klage_frist", 0.9)), "wrong"),
    ],
)
def test_an_outcome_is_what_the_citizen_would_get(read, outcome):
    assert read.outcome() == outcome


def test_a_reply_that_holds_the_answer_is_right_by_answer_and_not_by_intent():
    by_answer = reading("klage_frist", ("svar_i_dette", 0.9))
    assert by_answer.outcome() == "right"
    assert not by_answer.right_by_intent()
    assert reading("klage_frist", ("klage_frist", 0.9)).right_by_intent()


@pytest.mark.parametrize(("threshold", "outcome"), [(0.59, "right"), (0.6, "right"), (0.61, "clarifying")])
def test_a_threshold_is_met_by_just_that_confidence(threshold, outcome):
    assert reading("klage_frist", ("klage_frist", 0.6), answered=False).outcome(threshold) == outcome


def test_the_buttons_are_the_likeliest_meanings_that_are_worth_asking_about_and_a_way_out():
    ranking = (("pris_g", 0.4), ("felles_hilsen", 0.3), ("pris_gratis", 0.1), ("rett_hvem", WORTH_ASKING - 0.01))
    assert offered(ranking) == ["pris_g", "pris_gratis", "felles_hjelp"]
    assert len(offered(tuple((f"tema_{number}", 0.2) for number in range(5)))) == MOST_CHOICES + 1
    assert offered((("felles_hilsen", 0.4),)) == []


def test_buttons_hold_the_answer_when_any_of_them_leads_to_it():
    ranking = (("pris_g", 0.4), ("svar_i_dette", 0.3))
    assert reading("klage_frist", *ranking, answered=False).held()
    assert not reading("klage_frist", ("pris_g", 0.4), answered=False).held()
    assert not reading("klage_frist", *ranking).held(), "answered, so no buttons are shown"
    assert reading("klage_frist", *ranking).held(threshold=0.5)


def test_of_several_answers_in_one_turn_the_right_one_decides_in_scope_and_the_wrong_one_outside():
    right, wrong = reading("klage_frist", ("klage_frist", 0.9)), reading("klage_frist", ("pris_g", 0.9))
    assert deciding([wrong, right]) == right
    unsure = reading("klage_frist", ("klage_frist", 0.3), answered=False)
    assert deciding([unsure, wrong]) == wrong
    declined, answered = reading(OUT_OF_SCOPE, (OUT_OF_SCOPE, 0.9)), reading(OUT_OF_SCOPE, ("pris_g", 0.9))
    assert deciding([declined, answered]) == answered


def test_a_message_of_several_questions_is_right_when_each_of_them_is_answered(monkeypatch):
    monkeypatch.setattr(conversation, "covered_by", {"klage_frist": ("svar_i_dette",), "pris_g": ()}.get)
    assert Exchange("x", ("klage_frist", "pris_g"), ("pris_g", "svar_i_dette")).right
    missing = Exchange("x", ("klage_frist", "pris_g"), ("klage_frist", "nlu_fallback"))
    assert not missing.right
    assert missing.unanswered == ["pris_g"]


def test_a_false_alarm_is_a_cry_for_help_that_nobody_gave():
    assert reading("pris_g", (CRISIS, 1.0)).false_alarm
    assert not reading("pris_g", (CRISIS, 0.4), answered=False).false_alarm
    assert not reading(CRISIS, (CRISIS, 1.0)).false_alarm


@pytest.mark.parametrize(("words", "style"), [(3, "noen få ord"), (4, "kort"), (20, "kort"), (21, "lang")])
def test_a_style_is_a_number_of_words(words, style):
    assert reading("pris_g", ("pris_g", 0.9), text="ord " * words).style == style


def test_a_share_comes_with_its_wilson_interval():
    readings = [reading("pris_g", ("pris_g", 0.9))] * 90 + [reading("pris_g", ("rett_barn", 0.9))] * 10
    assert share(readings, "right") == pytest.approx((0.90, 0.8256, 0.9448), abs=1e-4)
    assert wilson(0, 10) == pytest.approx((0, 0, 0.2775), abs=1e-4)
    assert all(math.isnan(value) for value in wilson(0, 0))


def test_a_difference_comes_with_newcombes_interval():
    # Newcombe (1998), 56/70 against 48/80, his method 10.
    assert difference(wilson(56, 70), wilson(48, 80)) == pytest.approx((0.2, 0.0524, 0.3339), abs=1e-4)


def test_calibration_error_is_the_mean_gap_between_confidence_and_being_right():
    right, wrong = ("pris_g", 0.75), ("rett_barn", 0.75)
    three_of_four = [reading("pris_g", right)] * 3 + [reading("pris_g", wrong)]
    assert calibration_error(three_of_four) == pytest.approx(0)
    assert calibration_error([reading("pris_g", right)] * 4) == pytest.approx(0.25)
    too_sure = [reading("pris_g", ("rett_barn", 1.0))] * 4
    assert calibration_error(three_of_four + too_sure) == pytest.approx(0.5)


def test_the_figures_of_a_set_keep_scope_and_crisis_apart():
    readings = [
        *(reading("pris_g", ("pris_g", 0.9), form=form) for form in FORMS),
        reading("pris_g", ("pris_g", 0.4), answered=False, form="dialekt"),
        reading("pris_g", (CRISIS, 1.0), form="nynorsk"),
        reading(CRISIS, (CRISIS, 1.0)),
        reading(CRISIS, (OUT_OF_SCOPE, 0.9), text="æ står på brua no"),
        *([reading(OUT_OF_SCOPE, (OUT_OF_SCOPE, 0.9))] * 3),
        reading(OUT_OF_SCOPE, ("pris_g", 0.9)),
    ]
    found = summary(readings)
    assert found["right"] == pytest.approx(8 / 11)
    assert found["direct_or_held"] == pytest.approx(9 / 11)
    assert found["wrong"] == pytest.approx(1 / 11)
    assert found["refused"] == pytest.approx(1 / 11)
    assert found["lowest_norwegian_form"] == pytest.approx(1 / 2)
    assert found["declined_out_of_scope"] == pytest.approx(3 / 4)
    assert (found["crisis_direct"], found["crisis_indirect"], found["crisis_false_alarms"]) == (1, 0, 1)
    assert set(LEVEL[DEVELOPMENT]) <= set(found)


def test_to_ask_again_is_honest_out_of_scope_and_no_answer_within_it():
    unsure = [reading(OUT_OF_SCOPE, ("pris_g", 0.4), answered=False)]
    assert honest(unsure)[0] == 1
    assert direct_or_held([reading("rett_barn", ("pris_g", 0.4), answered=False)])[0] == 0


def test_the_report_shows_both_sets_beside_each_other_with_their_levels():
    readings = [reading("pris_g", ("pris_g", 0.9), form=form) for form in FORMS]
    talks = {key: [Exchange("x", ("pris_g", "rett_barn"), ("pris_g",))] for key in LEVEL["flersporsmaal"]}
    found = sections(dict.fromkeys(SETS, readings), talks, [4.0, 5.0, 6.0], LEVEL)
    headline = next(row for row in found[0].rows if row[0].startswith("Riktig svar (etter svaret)"))
    assert headline == ["Riktig svar (etter svaret)", "100,0 % (65–100)", "0,92", "100,0 % (65–100)", "0,91"]
    assert all(len(row) == len(section.header) for section in found for row in section.rows)
    assert percent((0.916, 0.88, 0.95)) == "91,6 % (88–95)"


def test_a_portion_takes_its_share_of_every_topic_and_never_too_few():
    examples = [(f"a{number}", "pris_g") for number in range(100)] + [
        (f"b{number}", "rett_barn") for number in range(8)
    ]
    drawn = portion(examples, 0.25, seed=1)
    assert [intent for _, intent in drawn].count("pris_g") == 25
    assert [intent for _, intent in drawn].count("rett_barn") == FEWEST
    assert drawn == portion(examples, 0.25, seed=1) != portion(examples, 0.25, seed=2)
    assert portion(examples, 1.0, seed=1) == examples


def test_measuring_needs_no_plotting_library():
    program = "import sys, benchmarks.understanding.report; sys.exit('matplotlib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], cwd=ROOT).returncode == 0
