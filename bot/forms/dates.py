"""A day named in running text: «2. november», «02.11.2026», «i går», «for tre veker sidan» -> date.

The day that "today" is comes as an argument. A day without a year is the latest such day that has been.
"""

import re
from datetime import date, datetime, time

from bot.forms.numbers import find_numbers

_MONTHS = (
    "januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember"
    "|jan|feb|mar|apr|jun|jul|aug|sept|sep|okt|nov|des"
)
_WEEKDAYS = "mandag|måndag|tirsdag|tysdag|onsdag|torsdag|fredag|lørdag|laurdag|søndag|sundag"
_DAY = re.compile(
    rf"\b(?:(?P<named>\d{{1,2}}\.?\s*(?:{_MONTHS})\b\.?(?:\s*\d{{4}})?)"
    r"|(?P<figures>(?<!kl )(?<!kl\. )(?:0?[1-9]|[12]\d|3[01])(?:[./]\s?(?:0?[1-9]|1[0-2])(?:[./-]\s?(?:\d{4}|\d{2}))?"
    r"|-(?:0?[1-9]|1[0-2])-(?:\d{4}|\d{2}))(?!\d|[.,]\d))"
    r"|(?P<iso>\d{4}-\d{2}-\d{2})"
    r"|(?P<near>i\s?dag|i\s?går|i\s?gaar|i\s?forgårs|i\s?førgår)"
    r"|(?:på|forrige|førre|sist|siste|avslag|avslaget"
    r"|(?:kom|fikk|fekk|mottok)(?:\s+(?:det|den|svar|svaret|brev|brevet|vedtak|vedtaket))?)"
    rf"\s+(?P<weekday>{_WEEKDAYS})"
    r"|for\s+(?P<count>\w+)\s+(?P<unit>dag|dager|dagar|uke|uker|veke|veker|måned|måneder|månad|månader|mnd)"
    r"\s+(?:siden|sidan))",
    re.IGNORECASE,
)
_NYNORSK = {"måndag": "mandag", "tysdag": "tirsdag", "laurdag": "lørdag", "sundag": "søndag"}


def names_a_day(text: str) -> bool:
    """Whether `text` names a day at all, whichever it is."""
    return bool(_DAY.search(text))


def read_day(text: str, today: date) -> date | None:
    """The one day that `text` names; None when it names none, several different ones, or none that exists."""
    days = {day for day in (_as_day(match, today) for match in _DAY.finditer(text)) if day is not None}
    return days.pop() if len(days) == 1 else None


def without_days(text: str) -> str:
    """`text` with a newline for every character of the days it names."""
    return _DAY.sub(lambda match: "\n" * len(match.group()), text)


def _as_day(match: "re.Match[str]", today: date) -> date | None:
    for candidate in _spellings(match):
        # Only here, since few messages name a day: dateparser takes 18 MB and some tenths of a second to import.
        import dateparser

        found = dateparser.parse(
            candidate,
            languages=["nb"],
            settings={
                "RELATIVE_BASE": datetime.combine(today, time()),
                "PREFER_DATES_FROM": "past",
                "DATE_ORDER": "DMY",
            },
        )
        if found is not None:
            return found.date()
    return None


def _spellings(match: "re.Match[str]") -> list[str]:
    """The match in words that dateparser knows in Bokmål."""
    if match["iso"]:
        return ["/".join(reversed(match["iso"].split("-")))]  # day first, as everything else here
    if match["figures"]:
        return [re.sub(r"[.\s-]+", "/", match["figures"])]  # «2.11» would be read as a clock time
    if match["near"]:
        word = re.sub(r"\s", "", match["near"].lower())
        return [{"idag": "i dag", "igår": "i går", "igaar": "i går"}.get(word, "for 2 dager siden")]
    if match["weekday"]:
        return [_NYNORSK.get(match["weekday"].lower(), match["weekday"].lower())]
    if match["count"]:
        numbers = find_numbers(match["count"])
        count = numbers[0].value if numbers else int(match["count"].lower() in {"en", "ein", "ei", "én"})
        unit = {"d": "dager", "m": "måneder"}.get(match["unit"][0].lower(), "uker")
        return [f"for {int(count)} {unit} siden"] if count and count == int(count) else []
    return [match.group().strip(". ")]
