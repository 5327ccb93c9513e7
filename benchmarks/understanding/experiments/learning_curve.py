"""Does more training text still help? Our classifier on a growing part of every topic's examples."""

from benchmarks.understanding.experiments.common import (
    Ours,
    markdown,
    mean,
    portion,
    readings,
    right_in_scope,
    right_out_of_scope,
)
from benchmarks.understanding.messages import SETS, message_set, training_examples
from benchmarks.understanding.report import TITLES, percent

SHARES = (0.25, 0.5, 0.75, 1.0)
SEEDS = (1, 2, 3)


def run(part: float) -> None:
    """Print the curve as a Markdown table; `part` of all examples is the whole of it. Takes twelve trainings."""
    examples = portion(training_examples(), part, seed=0)
    rows = []
    for share in SHARES:
        measured: dict[str, list[list[float]]] = {name: [] for name in SETS}
        for seed in SEEDS:
            drawn = portion(examples, share, seed)
            model = Ours(drawn)
            for name in SETS:
                found = readings(name, model.rankings([message["tekst"] for message in message_set(name)]))
                measured[name].append([right_in_scope(found), right_out_of_scope(found)])
        cells = [percent(mean(column)) for name in SETS for column in zip(*measured[name], strict=True)]
        rows.append([f"{share:.0%}".replace("%", " %"), str(len(drawn)), *cells])
        print(" | ".join(rows[-1]), flush=True)
    header = ["Andel", "Eksempler"]
    header += [f"{TITLES[name].capitalize()}: {what}" for name in SETS for what in ("innenfor", "utenfor")]
    print(f"\nRiktig svar uansett sikkerhet, snitt av {len(SEEDS)} trekninger (95 %)\n")
    print(markdown(header, rows))
