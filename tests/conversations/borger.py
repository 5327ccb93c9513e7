"""A simulated citizen plays whole conversations through the real dialogue and reads what it says.

    python -m tests.conversations.borger --antall 2000 --fra 0      plays that many seeds and prints a table
    python -m tests.conversations.borger --fra 17 --antall 1 --vis  one conversation, told word by word

A seed decides everything: the person (simulert/person.py), the words (simulert/ytringer.yml) and what comes in between. What the
conversation must end with is reckoned apart from the flows (simulert/fasit.py).
"""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bot.engine import agent as engine
from tests.conversations.simulert.hendelser import HENDELSER
from tests.conversations.simulert.person import STILER
from tests.conversations.simulert.samtale import Samtale
from tests.conversations.simulert.tur import FLYTER


def dialogen(newest: bool = False) -> tuple[Callable[..., Any], Any]:
    """The runner and the agent. `newest`: the newest model there is with the present response files, for work on them."""
    if newest:
        from tests.responses import all_responses

        model = max((Path(engine.ROOT) / "models").glob("*.tar.gz"), key=lambda path: path.stat().st_mtime)
        engine.existing_model = lambda root=engine.ROOT: model
    run = engine.runner()
    agent = run(engine.load())
    if newest:
        agent.processor.nlg.responses = all_responses()
    return run, agent


def tabell(played: list[Samtale]) -> str:
    """Counts per flow and style: conversations, ended right, and each kind of fault."""
    kinds = (
        "tapt",
        "blandet",
        "tom",
        "spurt_igjen",
        "maalform",
        "galt_svar",
        "ikke_ferdig",
        "plassholder",
        "taus",
        "feil",
    )
    lines = [
        f"{'':22}{'antall':>8}{'rette':>8}"
        + "".join(f"{kind:>12}" for kind in kinds)
        + f"{'misforst.':>11}{'turer':>8}"
    ]
    groups = [("alle", played)]
    groups += [(flyt, [s for s in played if s.p.flyt == flyt]) for flyt in FLYTER]
    groups += [(stil, [s for s in played if s.p.stil == stil]) for stil in STILER]
    for name, some in groups:
        if some:
            counts = [sum(any(kind == k for k, _ in s.avvik) for s in some) for kind in kinds]
            right = sum(not s.avvik for s in some)
            more = f"{sum(s.misforstaatt for s in some):>11}{sum(s.turer for s in some):>8}"
            lines.append(f"{name:22}{len(some):>8}{right:>8}" + "".join(f"{n:>12}" for n in counts) + more)
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--antall", type=int, default=300, help="how many conversations")
    parser.add_argument("--fra", type=int, default=0, help="the first seed")
    parser.add_argument("--stadig", choices=HENDELSER, help="the same thing at every step")
    parser.add_argument("--vis", action="store_true", help="print every conversation")
    parser.add_argument("--nyeste", action="store_true", help="the newest model, trained on the present data or not")
    asked = parser.parse_args()
    run, agent = dialogen(asked.nyeste)
    played = []
    for fro in range(asked.fra, asked.fra + asked.antall):
        samtale = Samtale(run, agent, fro, asked.stadig)
        try:
            samtale.spill()
        except Exception as error:
            samtale.galt("feil", repr(error))
        played.append(samtale)
        if samtale.avvik or asked.vis:
            print(samtale.protokoll())
    print(tabell(played))


if __name__ == "__main__":
    main()
