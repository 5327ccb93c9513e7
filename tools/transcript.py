"""Writes the conversation of README.md anew, from the real assistant on a fixed day: `python -m tools.transcript`.

tests/conversations/test_readme.py holds the README against it.
"""

import os
import re

from bot.settings import ROOT

DAY = "2026-11-21"
QUESTIONS = (
    "hva koster det i timen når vi har 400 000 i inntekt til sammen?",
    "kva er makspris under 2 G",
    "er 28 timer i uka nok?",
    "brevet med avslag kom 2. november, når går klagefristen ut?",
)
_PLACE = re.compile(r"(<!-- transcript:[^\n]*-->\n).*?(<!-- /transcript -->)", re.DOTALL)


def transcript() -> str:
    """The conversation as Markdown. Needs the trained model."""
    os.environ["BPA_DATO"] = DAY
    from bot.engine import agent as engine

    run = engine.runner()
    agent = run(engine.load())
    lines = [f"A real conversation, on {DAY}:", ""]
    for question in QUESTIONS:
        lines += [f"> **{question}**", ">"]
        for message in run(engine.talk(agent, question, "transcript")):
            lines += [f"> {line}".rstrip() for line in message["text"].split("\n")]
            lines += [">", f"> *{message['kilder'][0]['tittel']}*"]
        lines.append("")
    return "\n".join(lines)


def readme_with(conversation: str, readme: str) -> str:
    """`readme` with the conversation in its place."""
    return _PLACE.sub(lambda match: f"{match[1]}\n{conversation}\n{match[2]}", readme)


if __name__ == "__main__":
    path = ROOT / "README.md"
    path.write_text(readme_with(transcript(), path.read_text(encoding="utf-8")), encoding="utf-8")
