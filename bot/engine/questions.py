"""Several questions in one message, taken apart so that each gets its answer.

«Vi tjener 400 000. Hva koster det? Og hvordan søker jeg?» -> «Vi tjener 400 000. Hva koster det?», «Og hvordan søker jeg?».
What stands before a question belongs to it.
"""

import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any

_ASKING = r"(?:hva|hvem|hvor|hvordan|åssen|når|hvorfor|hvilke[nt]?|ka|kem|kor|korsn|korsen|kordan|koffer|kva|kven|korleis|kvifor|kan|må|får|er)"
_BOUNDARY = re.compile(
    rf"(?<=\?)\s+|(?:,?\s+(?:og|samt)\s+)(?=(?:hva|hvem|hvordan|åssen|når|hvorfor|hvilke[nt]?|kva|kven|korleis|kvifor|korsn|korsen)\b)"
    rf"|(?<=[.!])\s+(?={_ASKING}\b)",
    re.IGNORECASE,
)
# Questions that share an answer; splitting them would only say it twice, with half the facts each.
_ONE_ANSWER = (
    {"pris_generelt", "pris_inntekt", "pris_makspris", "start_pris"},
    {"rett_hvem", "rett_timer", "start_rett"},
    {"soknad_hvordan", "start_soknad"},
    {"klage_avslag", "start_klage"},
)
CERTAIN = 0.6
CRISIS = "felles_krise"


@dataclass(frozen=True)
class Part:
    """A piece of a message and the intent it was read as."""

    text: str
    intent: str
    confidence: float


def pieces(text: str) -> list[str]:
    """The message cut where a new question begins; one piece when it holds one question."""
    return [piece.strip() for piece in _BOUNDARY.split(text) if piece and piece.strip()]


async def questions(text: str, parse: Callable[[str], Awaitable[Any]]) -> list[str]:
    """The questions to answer one by one: at least two certain ones with different answers, or else the whole message.

    A message with a cry for help anywhere in it is that cry, and nothing else is answered.

    `parse` gives Rasa's parse data of a text.
    """
    cut = pieces(text)
    if len(cut) < 2:
        return [text]
    if (await parse(text))["intent"]["name"] == CRISIS:
        return [text]
    parts = []
    for piece in cut:
        parsed = await parse(piece)
        parts.append(Part(piece, parsed["intent"]["name"], parsed["intent"]["confidence"]))
    cry = next((part.text for part in parts if part.intent == CRISIS), None)
    if cry is not None:
        return [cry]
    merged = _merge(parts)
    return [part.text for part in merged] if len(merged) > 1 else [text]


def _merge(parts: Sequence[Part]) -> list[Part]:
    """Neighbours joined when one is no certain question of its own, or both have the same answer."""
    merged: list[Part] = []
    waiting = ""
    for part in parts:
        part = Part(f"{waiting} {part.text}".strip(), part.intent, part.confidence)
        waiting = ""
        asks = part.confidence >= CERTAIN and not part.intent.startswith("felles_")
        if not asks and merged:
            merged[-1] = Part(f"{merged[-1].text} {part.text}", merged[-1].intent, merged[-1].confidence)
        elif not asks:
            waiting = part.text
        elif merged and _same_answer(merged[-1].intent, part.intent):
            merged[-1] = Part(f"{merged[-1].text} {part.text}", part.intent, part.confidence)
        else:
            merged.append(part)
    if waiting:
        merged.append(Part(waiting, "", 0.0))
    return merged


def _same_answer(one: str, other: str) -> bool:
    return one == other or any(one in group and other in group for group in _ONE_ANSWER)
