"""The readers on the texts that are hardest for them: `python -m benchmarks.reading`.

Each reads 4,000 characters, the longest message that the channel lets through. Baseline, in the same run: cutting the same
text into words with one regular expression. Prints the slowest text of each and exits 1 when it takes above the limit.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from functools import partial

from benchmarks.calculator import median_ms
from bot.channel.privacy import mask
from bot.forms.answers import read_facts
from bot.nlu.crisis import kinds_of_crisis
from bot.nlu.maalform import written_form

LONGEST = 4000
LIMIT_MS = 100.0
HARD = (
    "½", "1", "1 ", "1-", "en ", "hundre tusen ", "fem og ", "28 timer i uka ", "400 000 kr og ", "er 40 år ", "mellom 2 og 3 ",
    "kva ", "x_", "jeg ligger på gulvet ", "mannen min ", "12 34 56 ", "a@", "0l ", "\n",
)  # fmt: skip
READERS: dict[str, Callable[[str], object]] = {
    "facts (kroner, G, hours, ages)": read_facts,
    "written form": written_form,
    "cries for help": lambda text: list(kinds_of_crisis(text)),
    "personal data": mask,
}


def main() -> int:
    slow = []
    print(f"{'4,000 characters of the hardest text':<40}{'text':<26}{'ms':>8}{'baseline':>10}")
    for name, read in READERS.items():
        taken = {piece: median_ms(partial(read, _long(piece)), 5) for piece in HARD}
        worst = max(taken, key=taken.__getitem__)
        baseline = median_ms(partial(re.findall, r"\w+", _long(worst)), 20)
        print(f"{name:<40}{worst!r:<26}{taken[worst]:>8.1f}{baseline:>10.2f}")
        slow += [name] if taken[worst] > LIMIT_MS else []
    print(f"over {LIMIT_MS:.0f} ms: {', '.join(slow)}" if slow else f"all within {LIMIT_MS:.0f} ms")
    return 1 if slow else 0


def _long(piece: str) -> str:
    return (piece * LONGEST)[:LONGEST]


if __name__ == "__main__":
    sys.exit(main())
