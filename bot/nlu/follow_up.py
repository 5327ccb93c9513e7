"""Short messages that lean on the one before: «og for 3-4 G?», «hva med samboeren min?», «enn for barn?»."""

import re

_OPENING = re.compile(
    r"^(?:ja |nei |ok |åja |aha )?,?\s*(?:og|å|men|enn|eller|hva med|ka med|kva med|hå med|hva hvis|ka om|kva om|hva om|hvis|om|viss|dersom|"
    r"samme for|det same for|gjelder det|gjeld det|også|òg|and|what about|how about)\b",
    re.IGNORECASE,
)
LONGEST = 9
SHORTEST_QUESTION = 6


def is_follow_up(text: str) -> bool:
    """Whether the message opens like a continuation and is too short to stand alone (nine words at most)."""
    return len(text.split()) <= LONGEST and bool(_OPENING.match(text.strip()))


def is_short(text: str) -> bool:
    """Whether the message is short enough to be half a question («må han skrive under?»): six words at most."""
    return len(text.split()) <= SHORTEST_QUESTION
