"""Two rules behind the price: what G is today, and when a visit must be cancelled."""

from collections.abc import Iterator
from datetime import date

from actions.base import BpaAction, Question
from actions.reply import Phrase, Reply, phrase
from bot import settings, wording
from bot.calculator.errors import RateNotFound
from bot.calculator.ratetable import PRAKTISK_BISTAND
from bot.calculator.tabell import Avbestilling
from bot.context import kommune, rates

_ROUNDED_TO = {"0.25": "kvarter", "0.5": "halvtime", "1": "time"}


class PrisG(BpaAction):
    """Answers pris_g: G today, and the G of 1 January that the state's maximum price is counted with (forskriften § 10)."""

    def name(self) -> str:
        return "action_pris_g"

    def answer(self, question: Question) -> Iterator[Reply]:
        dato, form = settings.today(), question.maalform
        try:
            now, counted = rates().grunnbelop(dato), rates().grunnbelop(date(dato.year, 1, 1))
        except RateNotFound:
            yield Reply("utter_pris_g_ukjent")
            return
        values = {
            "g_naa": wording.kroner(now.kr, form),
            "g_naa_dato": wording.day(now.fra, form),
            "g": wording.kroner(counted.kr, form),
            "g_dato": wording.day(date(dato.year, 1, 1), form),
            "grense": wording.g(rates().grense_for_makspris(), form),
        }
        multiples = {
            f"{word}_g": wording.kroner(count * counted.kr, form) for count, word in enumerate(_COUNTED, start=2)
        }
        yield Reply("utter_pris_g", {**values, **multiples})


_COUNTED = ("to", "tre", "fire")


class PrisAvbestilling(BpaAction):
    """Answers pris_avbestilling from the municipality's newest table; when it is silent, the reply says so."""

    def name(self) -> str:
        return "action_pris_avbestilling"

    def answer(self, question: Question) -> Iterator[Reply]:
        try:
            tabell = rates().tabell(kommune().nummer, PRAKTISK_BISTAND, settings.today())
        except RateNotFound:
            yield Reply("utter_pris_avbestilling_ukjent", {"avrunding": phrase("utter_pris_avrunding_halvtime")})
            return
        rounding = {"avrunding": phrase(f"utter_pris_avrunding_{_ROUNDED_TO[str(tabell.avrunding.til_timer)]}")}
        if tabell.avbestilling is None:
            yield Reply("utter_pris_avbestilling_ukjent", rounding).rest_on([tabell.kilde])
            return
        values = {
            **rounding,
            "frist": _limit(tabell.avbestilling, question.maalform),
            "tabellaar": str(tabell.fra.year),
        }
        yield Reply("utter_pris_avbestilling", values).rest_on([tabell.kilde])


def _limit(rule: Avbestilling, form: str) -> Phrase:
    if rule.timer_foer is not None:
        return phrase("utter_pris_avbestilling_timer", antall=wording.number(rule.timer_foer, form))
    clock = f"{rule.klokkeslett:%H.%M}"
    if rule.dager_foer == 1:
        return phrase("utter_pris_avbestilling_dagen_for", klokkeslett=clock)
    return phrase("utter_pris_avbestilling_dager_for", klokkeslett=clock, antall=str(rule.dager_foer))
