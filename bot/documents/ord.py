"""The words of the documents, from `tekster.yml`, in Bokmål or Nynorsk."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

from babel.dates import get_day_names
from babel.lists import format_list
from ruamel.yaml import YAML

from bot import wording

TEKSTER = Path(__file__).with_name("tekster.yml")
MAALFORMER = ("nb", "nn")
_PARAGRAF = re.compile(r"§ [\d-]+( [a-z]\b)?")
FAST = "\u00a0"  # a space where no line breaks: «§ 2», «2 027 kr»


@lru_cache(maxsize=1)
def alle_tekster() -> dict[str, dict[str, str]]:
    """Dotted key -> {nb, nn}."""
    return dict(_flat(YAML(typ="safe").load(TEKSTER.read_text(encoding="utf-8"))))


def _flat(tree: Mapping[str, Any], path: str = "") -> Iterator[tuple[str, dict[str, str]]]:
    for name, content in tree.items():
        if set(content) == set(MAALFORMER):
            yield path + name, content
        else:
            yield from _flat(content, f"{path}{name}.")


class Ord:
    """`ord("ark.mottaker", mottaker=...)` gives the sentence in one written form; the paragraphs fill in themselves."""

    def __init__(self, maalform: str) -> None:
        self.maalform = maalform
        self._locale = {"nb": "nb_NO", "nn": "nn_NO"}[maalform]
        start = "lov."
        self._lov = {
            nokkel[len(start) :]: _PARAGRAF.sub(lambda funn: funn.group().replace(" ", FAST), tekst[maalform])
            for nokkel, tekst in alle_tekster().items()
            if nokkel.startswith(start)
        }

    def __call__(self, nokkel: str, **verdier: object) -> str:
        return alle_tekster()[nokkel][self.maalform].format(**self._lov, **verdier)

    def finnes(self, nokkel: str) -> bool:
        return nokkel in alle_tekster()

    def ukedager(self) -> list[str]:
        """Monday to Sunday, without a capital."""
        navn = get_day_names("wide", locale=self._locale)
        return [navn[dag] for dag in range(7)]

    def liste(self, deler: list[str]) -> str:
        """«mandag, tirsdag og fredag»."""
        return format_list(deler, locale=self._locale)

    def tall(self, verdi: str | Decimal) -> str:
        return wording.number(Decimal(verdi), self.maalform).replace(" ", FAST)

    def kr(self, verdi: str | Decimal) -> str:
        return wording.kroner(Decimal(verdi), self.maalform).replace(" ", FAST)

    def dag(self, iso: str) -> str:
        """«21. november 2026»."""
        return wording.day(date.fromisoformat(iso), self.maalform)

    def ukedag(self, iso: str) -> str:
        """«mandag 30. november 2026»."""
        return wording.weekday_and_day(date.fromisoformat(iso), self.maalform)

    def varighet(self, antall: int, enhet: str) -> str:
        """«4 uker»; `enhet` is week, month or year."""
        return wording.duration(antall, enhet, self.maalform)

    def timer(self, timer: str | Decimal) -> str:
        """«40,5 timer», «1 time»."""
        tall = self.tall(timer)
        return self("felles.time" if tall == "1" else "felles.timer", timer=tall)

    def minutter(self, minutter: int) -> str:
        """«45 minutter», «1,5 timer»: minutes up to an hour, hours above."""
        if minutter < 60:
            return self("felles.minutt" if minutter == 1 else "felles.minutter", minutter=minutter)
        return self.timer(Decimal(minutter) / 60)

    def ja_nei(self, verdi: bool) -> str:
        return self("felles.ja" if verdi else "felles.nei")
