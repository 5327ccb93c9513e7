"""Prices as tables and as a curve, beside the text of a reply. Every figure is the calculator's."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from actions.reply import Phrase, Row, table
from bot import wording
from bot.calculator.egenandel import EgenandelResult
from bot.calculator.kurve import timekurve
from bot.calculator.oversikt import Prisoversikt, Prisrad
from bot.calculator.sammenligning import Sporsmal
from bot.context import rates


def prices(
    rows: Sequence[Prisrad], overview: Prisoversikt, brackets: Sequence[Phrase], lines: Sequence[Phrase], form: str
) -> dict[str, Any] | None:
    """The rows of the table, which stands for `lines`; None when a row has no hourly price with a maximum."""
    if not all(row.timepris is not None and row.makspris is not None for row in rows):
        return None
    cells = [
        Row((name, wording.kroner(_known(row.timepris), form), _maximum(row, overview, form)))
        for row, name in zip(rows, brackets, strict=True)
    ]
    return table("priser", cells, lines)


def _maximum(row: Prisrad, overview: Prisoversikt, form: str) -> Any:
    """What the table says; under the state's limit also what the state says, when the table is of an earlier year."""
    kr, known = wording.kroner(_known(row.makspris), form), overview.siste_kjente_makspris
    capped = known is not None and row.til_g is not None and row.til_g <= known.under_g
    if known is None or not capped or not overview.tabell_gammel:
        return kr
    year = str(overview.dato.year)
    if overview.statlig_makspris is None:
        before = {"kjent_aar": str(known.aar), "tak": wording.kroner(known.kr, form)}
        return _cell("tak_ukjent", kr=kr, aar=year, **before)
    return _cell("under_tak", kr=kr, aar=year, tak=wording.kroner(overview.statlig_makspris, form))


def steps(result: EgenandelResult, bracket: Phrase, form: str) -> dict[str, Any]:
    """From the income to what the household pays, one line a step."""
    return table("regnestykke", (Row(pair) for pair in _steps(result, bracket, form)))


def _steps(result: EgenandelResult, bracket: Phrase, form: str) -> Iterator[tuple[Any, Any]]:
    def kr(amount: Decimal) -> str:
        return wording.kroner(amount, form)

    yield _cell("inntekt"), kr(result.inntekt)
    yield _cell("g", dag=wording.day(result.g_dato, form)), kr(result.g)
    yield _cell("inntekt_i_g"), f"{wording.g(result.inntekt_i_g, form)} G"
    yield _cell("trinn"), bracket
    if result.timepris is not None:
        yield _cell("timepris"), kr(result.timepris)
    if result.makspris is not None:
        yield _cell("makspris"), kr(result.makspris)
    if result.under_2g and result.statlig_makspris is not None:
        yield _cell("tak", aar=str(result.dato.year)), kr(result.statlig_makspris)
    exact = not any(item.kode == "to_lesemaater" for item in result.usikkert)
    if result.timer is not None and result.belop_per_maaned is not None and exact:
        yield _cell("timer"), wording.number(result.timer, form)
        yield _cell("betaler"), kr(result.belop_per_maaned)


def curve(result: EgenandelResult, form: str) -> dict[str, Any] | None:
    """The month's price against the hours; None where it is nothing, or where the reading of the table is open."""
    if any(item.kode == "to_lesemaater" for item in result.usikkert):
        return None
    drawn = timekurve(rates(), Sporsmal(result.kommune, result.inntekt, None, result.dato))
    last, flat = drawn.punkter[-1], drawn.flat_fra
    if not last.belop_per_maaned:
        return None
    values = {
        "time": wording.kroner(drawn.punkter[1].belop_per_maaned, form),
        "hoyeste": wording.kroner(last.belop_per_maaned, form),
        "flat": wording.number(flat.timer, form) if flat else "",
        "siste": wording.number(last.timer, form),
    }
    shape = "uten_tak" if flat is None else "likt" if flat.timer <= 1 else "med_tak"
    marked = [Decimal(0), flat.timer if flat else last.timer, last.timer]
    return {
        "kurve": "timer",
        "form": shape,
        "verdier": values,
        "her": _here(result, last.timer, form),
        "punkter": [[float(point.timer), float(point.belop_per_maaned)] for point in drawn.punkter],
        "x": [{"ved": float(hours), "tekst": wording.number(hours, form)} for hours in sorted(set(marked))],
        "y": [
            {"ved": 0.0, "tekst": wording.kroner(0, form)},
            {"ved": float(last.belop_per_maaned), "tekst": values["hoyeste"]},
        ],
    }


def _here(result: EgenandelResult, last: Decimal, form: str) -> dict[str, Any] | None:
    """The household's own hours, when they were told and lie within the picture."""
    if result.timer is None or result.belop_per_maaned is None or result.timer > last:
        return None
    told = {"timer": wording.number(result.timer, form), "kr": wording.kroner(result.belop_per_maaned, form)}
    return {"punkt": [float(result.timer), float(result.belop_per_maaned)], "verdier": told}


def _cell(name: str, **values: str) -> dict[str, Any]:
    return {"celle": name, **values}


def _known(amount: Decimal | None) -> Decimal:
    assert amount is not None
    return amount
