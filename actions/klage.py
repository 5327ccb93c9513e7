"""The complaint deadline: the rule, or the last day when the message names the day the vedtak came."""

from collections.abc import Iterator
from datetime import date

from actions.base import BpaAction, Question
from actions.reply import Phrase, Reply, phrase
from bot import settings, wording
from bot.calculator.klagefrist import FristResult, beregn_klagefrist
from bot.context import rates
from bot.forms.dates import read_day


class KlageFrist(BpaAction):
    """Answers klage_frist."""

    def name(self) -> str:
        return "action_klage_frist"

    def answer(self, question: Question) -> Iterator[Reply]:
        yield _deadline(question) or Reply("utter_klage_frist")


class KlageAvslag(BpaAction):
    """Answers klage_avslag: how to complain, after the deadline when the message names the day the vedtak came."""

    def name(self) -> str:
        return "action_klage_avslag"

    def answer(self, question: Question) -> Iterator[Reply]:
        deadline = _deadline(question)
        if deadline is not None:
            yield deadline
        yield Reply("utter_klage_avslag")


def _deadline(question: Question) -> Reply | None:
    """The last day to complain; None when the message does not name one day that has been."""
    received = read_day(question.text, settings.today())
    if received is None or received > settings.today():
        return None
    return deadline(received, question.maalform)


def deadline(received: date, form: str) -> Reply:
    """The last day to complain about a vedtak that came on `received`, a day that has been."""
    today = settings.today()
    result = beregn_klagefrist(rates(), received, today)
    values = {
        "mottatt": wording.day(result.fra, form),
        "siste_dag": wording.weekday_and_day(result.siste_dag, form),
        "dager": _days(result.dager_igjen),
    }
    reply = Reply(_response(result), values).rest_on(result.kilder)
    if result.lever_senest != result.siste_dag and result.lever_senest >= today:
        reply.add("utter_klage_frist_helg", lever_senest=wording.weekday_and_day(result.lever_senest, form))
    if "utlopt" not in result.flagg:
        reply.add("utter_klage_frist_regel")
    return reply


def _response(result: FristResult) -> str:
    if "ett_aar_passert" in result.flagg:
        return "utter_klage_frist_dato_for_sent"
    if "utlopt" in result.flagg:
        return "utter_klage_frist_dato_utlopt"
    return "utter_klage_frist_dato" if result.dager_igjen else "utter_klage_frist_dato_i_dag"


def _days(count: int) -> Phrase:
    # Babel's unit for a day is «døgn» in Bokmål, which nobody counts deadlines in.
    return phrase("utter_klage_en_dag") if count == 1 else phrase("utter_klage_dager", antall=str(count))
