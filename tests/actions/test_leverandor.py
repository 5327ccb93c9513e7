"""Whether one may choose a provider is the municipality's to say, in its own file."""

from dataclasses import replace

import actions.leverandor
from actions.leverandor import LeverandorVis
from bot.context import kommune
from tests.actions.saying import text


def test_fredrikstad_lets_people_choose():
    assert "kan du velge selv" in text(LeverandorVis(), "leverandor_velge")


def test_a_municipality_that_has_not_said_so_is_not_promised(monkeypatch):
    other = replace(kommune(), velge_leverandor=False)
    monkeypatch.setattr(actions.leverandor, "kommune", lambda: other)
    said = text(LeverandorVis(), "leverandor_velge")
    assert "kommunen som bestemmer" in said
    assert "Ja" not in said
