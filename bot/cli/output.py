"""How the commands read numbers and dates, print results, and fail: one clear line, exit code 2."""

import json
import sys
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import wraps
from typing import Any, Callable, Dict, Optional, TypeVar

import typer
from rich.console import Console

from bot.calculator.errors import CalculatorError, UgyldigInndata
from bot.settings import InvalidSetting, today

WRONG_INPUT = 2
console = Console(highlight=False)
Command = TypeVar("Command", bound=Callable[..., Any])


def print_json(data: Dict[str, Any]) -> None:
    """One JSON object on stdout, æøå as they are."""
    print(json.dumps(data, ensure_ascii=False, indent=2))


def clear_errors(command: Command) -> Command:
    """The command, with wrong input answered by one line on stderr (an object with `feil` under --json) and exit code 2."""

    @wraps(command)
    def guarded(*args: Any, **kwargs: Any) -> Any:
        try:
            return command(*args, **kwargs)
        except (CalculatorError, InvalidSetting) as error:
            if kwargs.get("as_json"):
                print_json({"feil": {"kode": type(error).__name__, "melding": str(error)}})
            else:
                print(str(error), file=sys.stderr)
            raise typer.Exit(WRONG_INPUT) from None

    return guarded  # type: ignore[return-value]


def number(text: Optional[str], field: str) -> Optional[Decimal]:
    """«400 000», «4,5» -> Decimal. Raises UgyldigInndata for anything that is not a plain number."""
    if text is None:
        return None
    try:
        return Decimal(text.replace(" ", "").replace("\u00a0", "").replace(",", "."))
    except InvalidOperation:
        raise UgyldigInndata(field, text, "et tall, for eksempel 400000 eller 4,5", "ikke_tall") from None


def day(text: Optional[str], field: str = "dato") -> date:
    """ÅÅÅÅ-MM-DD, or today when nothing is given. Raises UgyldigInndata."""
    if text is None:
        return today()
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UgyldigInndata(field, text, "en dato som ÅÅÅÅ-MM-DD, for eksempel 2026-11-21", "ikke_dato") from None
