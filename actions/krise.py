"""Somebody in danger: short, warm, the right numbers."""

from collections.abc import Iterator

from actions.base import BpaAction, Question
from actions.reply import Reply, phrase
from bot.context import rates

# Whom to call, the most urgent first; the numbers themselves are checked data (rates/nasjonalt/nodnummer.yml).
CALL = ("amk", "politi", "legevakt", "mental_helse", "vold_og_overgrep", "alarmtelefonen")


class KriseVis(BpaAction):
    def name(self) -> str:
        return "action_krise_vis"

    def answer(self, question: Question) -> Iterator[Reply]:
        numbers = {number.id: number for number in rates().nodnummer()}
        yield Reply(
            "utter_felles_krise",
            {
                "numre": [
                    phrase(
                        "utter_felles_krise_nummer",
                        nummer=numbers[key].nummer,
                        hvem=numbers[key].hvem[question.maalform],
                        naar=numbers[key].naar[question.maalform],
                    )
                    for key in CALL
                ]
            },
        )
