"""`python -m benchmarks.understanding [rapport | laeringskurve | kandidater | diet] [--andel 0.1] [--epoker 100]`."""

import argparse
from pathlib import Path

from ruamel.yaml import YAML

from benchmarks.understanding.messages import DEVELOPMENT, SETS, message_set
from bot.settings import ROOT

LEVELS = Path(__file__).parent.parent / "level.yml"


def report() -> None:
    from benchmarks.understanding.conversation import conversations
    from benchmarks.understanding.readings import read_all, reading_times
    from benchmarks.understanding.report import sections
    from benchmarks.understanding.show import as_page, in_terminal, terminal

    levels = YAML(typ="safe").load(LEVELS.read_text(encoding="utf-8"))
    sets = {name: read_all(message_set(name)) for name in SETS}
    found = sections(sets, conversations(), reading_times(message_set(DEVELOPMENT)), levels)
    in_terminal(found)
    terminal().print(f"Med figurer: {as_page(found, sets).relative_to(ROOT)}")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.understanding", description=__doc__)
    parser.add_argument("hva", nargs="?", default="rapport", choices=["rapport", "laeringskurve", "kandidater", "diet"])
    parser.add_argument("--andel", type=float, default=1.0, help="andel av treningseksemplene, for en rask prøve")
    parser.add_argument("--epoker", type=int, default=100, help="bare diet: hvor mange ganger DIET ser eksemplene")
    chosen = parser.parse_args()
    if not 0 < chosen.andel <= 1:
        parser.error("--andel må være over 0 og høyst 1")
    if chosen.hva == "rapport":
        report()
    elif chosen.hva == "laeringskurve":
        from benchmarks.understanding.experiments import learning_curve

        learning_curve.run(chosen.andel)
    elif chosen.hva == "kandidater":
        from benchmarks.understanding.experiments import candidates, rejection

        candidates.run(chosen.andel)
        rejection.run(chosen.andel)
    else:
        from benchmarks.understanding.experiments import diet

        diet.run(chosen.andel, chosen.epoker)


if __name__ == "__main__":
    main()
