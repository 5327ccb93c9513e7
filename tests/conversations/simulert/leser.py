"""What a citizen makes of a reply: which of the assistant's phrases it is, from its text alone."""

import re
from functools import lru_cache

from tests.responses import variants

_PLACEHOLDER = re.compile(r"\\\{\w+\\\}")
_OF_INTEREST = re.compile(r"utter_(flyt_(?!knapp|valg|felt|verdi|navn|rad|tid|ofte|vilkar|omraade|ubesvart)\w+)")
_SP = re.compile(r"flyt_sp_(\w+?)(?:_annen)?$")
_WRONG = {
    "nn": re.compile(
        r"\b(ikke|jeg|hva|hvor|hvordan|hvorfor|hvem|fra|mer|bare|uke|uka|timer|søker?|være|noe|måned|måneden)\b", re.I
    ),
    "nb": re.compile(
        r"\b(ikkje|eg|kva|kor|korleis|kvifor|kven|frå|meir|berre|veke|veka|timar|søkje|vere|noko|månad)\b", re.I
    ),
}


@lru_cache(maxsize=1)
def _patterns() -> list[tuple[str, str, "re.Pattern[str]"]]:
    found = []
    for variant in variants():
        code = _OF_INTEREST.fullmatch(variant.key)
        if code:
            pattern = _PLACEHOLDER.sub(r"[\\s\\S]*?", re.escape(variant.text.strip().split("\n")[0]))
            found.append((code.group(1), variant.text, re.compile(pattern + r"(?=\n|$)")))
    # The longest first: «Oppfylt: ...» must not pass for a phrase that begins alike.
    return sorted(found, key=lambda item: -len(item[1]))


def koder(text: str) -> set[str]:
    """The phrases of the flows that the message begins with, by their keys without «utter_»."""
    return {code for code, _, pattern in _patterns() if pattern.match(text)}


def sporsmal(code: str) -> str | None:
    """The answer that a phrase asks for: «alder» for flyt_sp_alder_annen; None when it asks for none."""
    asks = _SP.match(code)
    return asks.group(1) if asks else {"flyt_sjekk_svar": "sjekk"}.get(code)


def feil_maalform(text: str, form: str, told: list[str]) -> list[str]:
    """Words of the other written form, what the citizen wrote and what is quoted left out."""
    for said in sorted(told, key=len, reverse=True):
        text = text.replace(said, " ")
    return sorted({match.group().lower() for match in _WRONG[form].finditer(re.sub(r"«[^»]*»", " ", text))})
