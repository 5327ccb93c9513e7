"""Simulated citizens (borger.py) through the real dialogue in one process: 300 of them, and everything at every step.

One that goes wrong prints its seed and the whole conversation; `python -m tests.conversations.borger --fra SEED --antall 1
--vis` plays it again.
"""

import pytest

from tests.conversations.simulert.hendelser import HENDELSER
from tests.conversations.simulert.person import STILER
from tests.conversations.simulert.samtale import Samtale
from tests.conversations.simulert.tur import FLYTER

pytestmark = pytest.mark.samtale
SEEDS = range(300)
_SEEDS_APART = 100_000  # the conversations where the same thing happens at every step have seeds of their own


@pytest.mark.parametrize("fro", SEEDS)
def test_a_conversation_with_everything_in_between_ends_with_what_was_told_and_what_the_calculator_says(fro, dialog):
    samtale = Samtale(*dialog, fro).spill()
    assert not samtale.avvik, samtale.protokoll()


@pytest.mark.parametrize("stadig", HENDELSER)
@pytest.mark.parametrize("nummer", range(len(FLYTER)), ids=FLYTER)
def test_the_same_thing_at_every_step_changes_nothing(nummer, stadig, dialog):
    # The seed's flow is its number modulo four; its style goes with the event.
    fro = _SEEDS_APART + nummer + len(FLYTER) * (HENDELSER.index(stadig) % len(STILER))
    samtale = Samtale(*dialog, fro, stadig).spill()
    assert not samtale.avvik, samtale.protokoll()
