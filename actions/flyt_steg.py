"""Where in a guided flow a message stands, for counting: names from the catalogue of questions, never an answer."""

from bot.forms.flyt.flyt import FLYTER, Melding
from bot.forms.flyt.sporsmaal import SJEKK

_ENDS = {
    "flyt_avbrutt": "avbrutt",
    **{f"flyt_{flyt}_start": "startet" for flyt in FLYTER},
    **{f"flyt_{flyt}_ferdig": "fullfoert" for flyt in FLYTER},
}


def step(message: Melding) -> dict[str, str] | None:
    """{"flyt", "sporsmaal"} where a question is asked, {"flyt", "utfall"} where a flow begins or ends; None elsewhere."""
    flyt = str(message.verdier.get("flyt"))
    if flyt not in FLYTER:
        return None
    if message.kode in _ENDS:
        return {"flyt": flyt, "utfall": _ENDS[message.kode]}
    if message.kode == f"flyt_{SJEKK}_svar":
        return {"flyt": flyt, "sporsmaal": SJEKK}
    if message.kode.startswith("flyt_sp_"):
        return {"flyt": flyt, "sporsmaal": message.verdier["rad"]["nokkel"]}
    return None
