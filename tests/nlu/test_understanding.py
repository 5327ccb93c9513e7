"""The trained model understands the development set no worse than the recorded level (benchmarks/level.yml)."""

import pytest
from ruamel.yaml import YAML

from benchmarks.understanding import OUT_OF_SCOPE, Reading, development_set, read_all, share, summary
from bot.engine.model import existing_model
from bot.settings import ROOT

LEVEL = YAML(typ="safe").load((ROOT / "benchmarks" / "level.yml").read_text(encoding="utf-8"))
AT_MOST = {"wrong", "refused"}


@pytest.fixture(scope="module")
def measured():
    if existing_model() is None:
        pytest.skip("the dialogue model for the present data is not trained: run `make train`")
    return summary(read_all(development_set()))


@pytest.mark.samtale
@pytest.mark.parametrize("figure", sorted(LEVEL))
def test_understanding_has_not_fallen_below_the_recorded_level(measured, figure):
    if figure in AT_MOST:
        assert measured[figure] <= LEVEL[figure]
    else:
        assert measured[figure] >= LEVEL[figure]


def reading(expected: str, intent: str, confidence: float = 0.9, answered: bool = True) -> Reading:
    return Reading("x", (expected, "eller_dette"), "bokmaal", intent, confidence, answered)


@pytest.mark.parametrize(
    ("read", "outcome"),
    [
        (reading("klage_frist", "klage_frist"), "right"),
        (reading("klage_frist", "eller_dette"), "right"),
        (reading("klage_frist", "pris_generelt"), "wrong"),
        (reading("klage_frist", OUT_OF_SCOPE), "refused"),
        (reading("klage_frist", "klage_frist", answered=False), "clarifying"),
        (reading("klage_frist", "pris_generelt", confidence=0.3), "clarifying"),
    ],
)
def test_an_outcome_is_what_the_citizen_would_get(read, outcome):
    assert read.outcome(threshold=0.5) == outcome


def test_a_share_comes_with_its_wilson_interval():
    readings = [reading("a", "a")] * 90 + [reading("a", "b")] * 10
    assert share(readings, "right") == pytest.approx((0.90, 0.8256, 0.9448), abs=1e-3)
