"""How well the assistant understands messages that nobody trained on: `make evaluate`.

A message counts as
  right       it is answered with the reply asked for, or one that holds the same answer (tests/nlu/svardekning.yml)
  wrong       it is answered with something else: the error that hurts
  clarifying  the assistant is not sure and asks again; *held* when the right answer is among the buttons it offers
  refused     it is taken for something outside BPA
Out of scope everything but «wrong» is honest.

Two sets: tests/nlu/utviklingssett.yml, which the model is chosen and tuned on, and tests/nlu/provesett.yml, by another hand,
which nobody tunes on. What they gave: docs/forstaaelse.md.
"""

from benchmarks.understanding.figures import share, summary
from benchmarks.understanding.messages import DEVELOPMENT, HELD_OUT, OUT_OF_SCOPE, SETS, development_set, held_out_set
from benchmarks.understanding.readings import Reading, read_all

__all__ = [
    "DEVELOPMENT",
    "HELD_OUT",
    "OUT_OF_SCOPE",
    "SETS",
    "Reading",
    "development_set",
    "held_out_set",
    "read_all",
    "share",
    "summary",
]
