"""The process that trains one pipeline and asks it: `python -m ... <folder>` with config.yml, nlu.yml and meldinger.json.

Writes resultat.json there. By itself, so that the peak memory is that of one pipeline.
"""

import asyncio
import json
import os
import resource
import sys
import time
from pathlib import Path

from bot.engine.quiet import quiet
from bot.settings import ROOT

quiet()
WARM_UP = 20


def main(folder: Path) -> None:
    from rasa.core.agent import Agent
    from rasa.model_training import train_nlu

    os.chdir(ROOT)  # config.yml names the spaCy pipeline relative to the checkout
    os.environ["RASA_MAX_CACHE_SIZE"] = "0"
    started = time.perf_counter()
    model = train_nlu(str(folder / "config.yml"), str(folder / "nlu.yml"), str(folder))
    train_seconds = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    peak_mb = peak / (1e6 if sys.platform == "darwin" else 1e3)  # bytes there, kB here

    agent = Agent.load(model)
    texts = json.loads((folder / "meldinger.json").read_text(encoding="utf-8"))
    intents, seconds = asyncio.run(_ask(agent, texts))
    result = {
        "intents": intents,
        "train_seconds": train_seconds,
        "peak_mb": peak_mb,
        "size_mb": Path(model).stat().st_size / 1e6,
        "milliseconds": seconds * 1000 / sum(map(len, texts.values())),
    }
    (folder / "resultat.json").write_text(json.dumps(result), encoding="utf-8")


async def _ask(agent, texts: dict[str, list[str]]) -> tuple[dict[str, list[str]], float]:
    """Every message's likeliest intent, and the seconds they took together, the first few left out."""
    for text in next(iter(texts.values()))[:WARM_UP]:
        await agent.parse_message(text)
    started = time.perf_counter()
    intents: dict[str, list[str]] = {}
    for name, messages in texts.items():
        intents[name] = [(await agent.parse_message(text))["intent"]["name"] for text in messages]
    return intents, time.perf_counter() - started


if __name__ == "__main__":
    main(Path(sys.argv[1]))
