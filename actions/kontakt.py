"""How to reach the municipality: only what its own file holds."""

from collections.abc import Iterator

from actions.base import BpaAction, Question
from actions.reply import Reply, phrase
from bot.context import kommune

FIELDS = ("telefon", "adresse", "apningstid", "kontaktside", "nettsted")


class KontaktVis(BpaAction):
    """Answers kontakt_kommunen. An empty field is left out, never invented."""

    def name(self) -> str:
        return "action_kontakt_vis"

    def answer(self, question: Question) -> Iterator[Reply]:
        known = [(field, getattr(kommune(), field)) for field in FIELDS]
        reply = Reply("utter_kontakt_kommunen")
        reply.paragraphs.append([phrase(f"utter_kontakt_{field}", verdi=value) for field, value in known if value])
        yield reply
