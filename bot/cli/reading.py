"""Reading what was typed: numbers, kroner, dates and choices. What cannot be read is refused, never guessed."""

import re
from collections.abc import Collection
from datetime import date
from decimal import Decimal
from typing import Any

from bot.calculator.errors import CalculatorError
from bot.cli.words import MAALFORMER, Words, words
from bot.context import kommune
from bot.settings import today

_SPACES = re.compile(r"[ \u00a0\u202f]")
_PLAIN = re.compile(r"[+-]?[0-9]+([.,][0-9]+)?")
# «400.000» and «400.000,50»: dots between groups of three, as in an amount of kroner.
_DOTTED = re.compile(r"[+-]?[1-9][0-9]{0,2}(\.[0-9]{3})+(,[0-9]{1,2})?")
_THREE_DECIMALS = re.compile(r"[+-]?[0-9]+[.,][0-9]{3,}")
_LAST_YEAR = 2100  # dates beyond it are slips of the keyboard


class WrongInput(Exception):
    """Something typed that cannot be used: `kode` is a key under `feil` in tekster.yml, `values` fill it in."""

    def __init__(self, kode: str, **values: Any) -> None:
        super().__init__(kode)
        self.kode, self.values = kode, values


def language(maalform: str | None) -> Words:
    """The written form asked for, or that of the municipality that is served. Raises WrongInput for any other."""
    if maalform is None:
        return words(_form_of_the_municipality())
    return words(choice(maalform, MAALFORMER, "--maalform"))


def _form_of_the_municipality() -> str:
    try:
        return "nn" if kommune().maalform == "nn" else "nb"
    except CalculatorError:  # a broken file is reported by the command that needs it, not by the choice of words
        return "nb"


def number(text: str, option: str, example: str = "4,5") -> Decimal:
    """«4,5», «4.5», «1 200» -> Decimal; NaN and infinity are no numbers. Raises WrongInput."""
    plain = _SPACES.sub("", text)
    if not _PLAIN.fullmatch(plain):
        raise WrongInput("ikke_tall", valg=option, funnet=text, eksempel=example)
    return Decimal(plain.replace(",", "."))


def kroner(text: str, option: str) -> Decimal:
    """«400000», «400 000,50», «400.000» -> Decimal. «400,000» could be 400 or 400 000: WrongInput."""
    plain, example = _SPACES.sub("", text), "400000"
    if _DOTTED.fullmatch(plain):
        return Decimal(plain.replace(".", "").replace(",", "."))
    if _THREE_DECIMALS.fullmatch(plain):
        raise WrongInput("ikke_tall", valg=option, funnet=text, eksempel=example)
    return number(text, option, example)


def optional_number(text: str | None, option: str) -> Decimal | None:
    return None if text is None else number(text, option)


def day(text: str | None, option: str = "--dato") -> date:
    """ÅÅÅÅ-MM-DD, or today when nothing is given. Raises WrongInput."""
    if text is None:
        return today()
    try:
        found = date.fromisoformat(text)
    except ValueError:
        raise WrongInput("ikke_dato", valg=option, funnet=text, eksempel=today().isoformat()) from None
    if found.year > _LAST_YEAR:
        raise WrongInput("absurd_dato", valg=option, funnet=text)
    return found


def choice(text: str, allowed: Collection[str], option: str) -> str:
    """One of the allowed words. Raises WrongInput."""
    if text not in allowed:
        raise WrongInput("ukjent_verdi", valg=option, funnet=text, tillatt=", ".join(allowed))
    return text
