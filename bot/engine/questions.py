"""Several questions in one message, taken apart so that each gets its answer.

«Vi tjener 400 000. Hva koster det? Og hvordan søker jeg?» -> «Vi tjener 400 000. Hva koster det?», «Og hvordan søker jeg?».
What stands before a question belongs to it.
"""

import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any

from bot.nlu.crisis import CRISIS_INTENT, kinds_of_crisis

# How a question begins, in any written form and with the commonest slips.
_ASKING = (
    r"(?:hva|hvr|hvem|hvor|hvordan|hvordn|åssen|assen|når|nar|hvorfor|hvilke[nt]?|ka|kæm|kem|kven|kva|kvar|kor|korsn|korsen|kossn|kossen|koss"
    r"|korleis|kordan|koffer|kvifor|kan|kann|må|ma|får|fær|er|e|blir|bi|blei|skal|ska|har|vil|tar|tek|gjelder|gjeld|koster|kostar|koste|trenger|treng|finnes|finst|teller|tel"
    r"|what|how|who|when|where|can|do|does|is|will)"
)
_BOUNDARY = re.compile(
    rf"(?<=\?)\s+|(?:,\s*|\s+)(?:og|samt|og så|and)\s+(?={_ASKING}\b)|(?<=[.!])\s+(?={_ASKING}\b)|(?<=\?)(?=\w)",
    re.IGNORECASE,
)
# A few key words side by side: «klagefrist og klageinstans», «TT-kort, ledsagerbevis»; «3,5 G» is one number.
_BETWEEN_KEYWORDS = re.compile(r"\s*(?:(?<!\d)[,/]|[,/](?!\d)|[+;])\s*|\s+(?:og|samt)\s+", re.IGNORECASE)
MOST_KEYWORDS = 6
# Questions that share an answer; splitting them would only say it twice, with half the facts each.
_ONE_ANSWER = (
    {"pris_generelt", "pris_inntekt", "pris_makspris", "start_pris"},
    {"rett_hvem", "rett_timer", "start_rett"},
    {"soknad_hvordan", "start_soknad"},
    {"klage_avslag", "start_klage"},
)
CERTAIN = 0.6
NO_QUESTIONS = ("felles_", "nlu_fallback")


@dataclass(frozen=True)
class Part:
    """A piece of a message and the intent it was read as."""

    text: str
    intent: str
    confidence: float


def pieces(text: str) -> list[str]:
    """The message cut where a new question begins; one piece when it holds one question."""
    cut = [piece.strip() for piece in _BOUNDARY.split(text) if piece and piece.strip()]
    if len(cut) == 1 and len(text.split()) <= MOST_KEYWORDS and "?" not in text:
        return [piece for piece in _BETWEEN_KEYWORDS.split(text) if piece]
    return cut


async def questions(text: str, parse: Callable[[str], Awaitable[Any]]) -> list[str]:
    """The questions to answer one by one: at least two certain ones with different answers, or else the whole message.

    A message with a cry for help anywhere in it is that cry, and nothing else is answered.

    `parse` gives Rasa's parse data of a text.
    """
    cut = pieces(text)
    if len(cut) < 2:
        return [text]
    if (await parse(text))["intent"]["name"] == CRISIS_INTENT:
        return [text]
    parts = []
    for piece in cut:
        parsed = await parse(piece)
        parts.append(Part(piece, parsed["intent"]["name"], parsed["intent"]["confidence"]))
    # The classifier hears danger in many a half sentence; a part is a cry when its words say so.
    cry = next((part.text for part in parts if part.intent == CRISIS_INTENT and any(kinds_of_crisis(part.text))), None)
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
        asks = part.confidence >= CERTAIN and not part.intent.startswith(NO_QUESTIONS)
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
