"""`bpa rett`: the right to BPA, condition by condition, each with its reason and where it stands in the law."""

# ruff: noqa: UP045 - Typer 0.7 reads Optional[...], not "... | None"

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import Any, Optional

import typer
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from bot.calculator import Fakta, RettResult, Vilkar, vurder_rett
from bot.calculator.bpa_rett import ARBEIDSLEDERE
from bot.cli.options import DATO, MAALFORM, json_flag, optional
from bot.cli.output import card, clear_errors, heading, listing, points, print_json, show, sources
from bot.cli.reading import choice, day, language, optional_number
from bot.cli.words import Words
from bot.context import rates

_COLOURS = {"oppfylt": "green", "ikke_oppfylt": "red", "ukjent": "yellow"}
_BY_CONDITION = ("ikke_oppgitt", "forutsatt")  # reasons whose sentence depends on the condition


def register(app: typer.Typer) -> None:
    app.command("rett")(rett)


@clear_errors
def rett(
    alder: Optional[str] = optional(metavar="ÅR", help="Alder i år."),
    timer: Optional[str] = optional(
        metavar="TIMER", help="All personlig assistanse, timer per uke, også natt, helse og to hjelpere."
    ),
    varighet_mnd: Optional[str] = optional(metavar="MND", help="Hvor lenge behovet varer, i måneder."),
    varig: bool = typer.Option(False, "--varig", help="Behovet er varig."),
    bpa_for_67: Optional[bool] = optional(
        "--bpa-for-67/--ikke-bpa-for-67", help="Om BPA ble innvilget som en rettighet før 67 år."
    ),
    to_hjelpere: Optional[str] = optional(metavar="TIMER", help="Av timene: de som krever to hjelpere samtidig."),
    to_alltid: Optional[bool] = optional(
        "--to-alltid/--to-iblant", help="Om behovet for to hjelpere er kontinuerlig eller bare av og til."
    ),
    natt: Optional[str] = optional(metavar="TIMER", help="Av timene: de om natten."),
    natt_alltid: Optional[bool] = optional(
        "--natt-alltid/--natt-iblant", help="Om behovet om natten er kontinuerlig eller bare av og til."
    ),
    helse: Optional[str] = optional(metavar="TIMER", help="Av timene: de som er helsehjelp."),
    avlastning: Optional[str] = optional(metavar="TIMER", help="Avlastning, timer per uke. Kommer i tillegg."),
    forelder: Optional[bool] = optional(
        "--forelder/--ikke-forelder",
        help="Om avlastningen er for en med foreldreansvar for hjemmeboende barn under 18.",
    ),
    tjenester: Optional[bool] = optional(
        "--tjenester/--ikke-tjenester", help="Om personen har rett til nødvendige helse- og omsorgstjenester."
    ),
    arbeidsleder: Optional[str] = optional(metavar="|".join(ARBEIDSLEDERE), help="Hvem som kan lede assistentene."),
    dato: Optional[str] = optional(metavar=DATO, help="Dagen det vurderes for. Uten: i dag."),
    maalform: Optional[str] = MAALFORM,
    as_json: bool = json_flag("Timer per uke, varighet i måneder."),
) -> None:
    """Rett til BPA (pasient- og brukerrettighetsloven § 2-1 d), vilkår for vilkår. Det som ikke oppgis, er ukjent."""
    words = language(maalform)
    fakta = Fakta(
        alder=_whole(optional_number(alder, "--alder")),
        timer_per_uke=optional_number(timer, "--timer"),
        varighet_mnd=optional_number(varighet_mnd, "--varighet-mnd"),
        varig=varig or None,
        bpa_for_67=bpa_for_67,
        timer_to_hjelpere=optional_number(to_hjelpere, "--to-hjelpere"),
        to_hjelpere_kontinuerlig=to_alltid,
        timer_natt=optional_number(natt, "--natt"),
        natt_kontinuerlig=natt_alltid,
        timer_avlastning=optional_number(avlastning, "--avlastning"),
        foreldreansvar=forelder,
        timer_helse=optional_number(helse, "--helse"),
        nodvendige_tjenester=tjenester,
        arbeidsleder=None if arbeidsleder is None else choice(arbeidsleder, ARBEIDSLEDERE, "--arbeidsleder"),
    )
    when = day(dato)
    result = vurder_rett(rates(), fakta, when)
    if as_json:
        print_json(result.as_dict())
    else:
        show(*readable(result, when, words))


def _whole(years: Decimal | None) -> Any:
    """40, not Decimal("40"), so that --json gives back what was typed."""
    return int(years) if years is not None and years == int(years) else years


def readable(result: RettResult, dato: date, words: Words) -> list[RenderableType]:
    """The outcome, the conditions with their reasons, what decides, what is worth knowing, the sources."""
    headline = [words(f"utfall.{result.utfall}"), *_hours(result, words)]
    parts: list[RenderableType] = [
        card(words("rett.tittel", dato=dato), headline, ()),
        Text(""),
        _conditions(result.vilkar, words),
    ]
    rules = asdict(rates().bpa_rett(dato))
    assumed = [reason(vilkar, words) for vilkar in result.forutsetninger]
    notes = [words(f"merknad.{merknad.kode}", **rules) for merknad in result.merknader]
    decisive = [words(f"avgjorende.{faktum}") for faktum in result.avgjorende]
    for title, lines in (("rett.avgjor", decisive), ("rett.forutsatt", assumed), ("rett.merk", notes)):
        if lines:
            parts += [heading(words(title)), points(lines)]
    law = words("rett.lov", lov_fra=result.lov_fra, kompetanse=result.begrep["kompetanse"])
    cited = [item.hjemmel for item in (*result.vilkar, *result.forutsetninger)]
    cited += [merknad.hjemmel for merknad in result.merknader]
    return [*parts, *sources((*result.kilder, *cited), words), Text(f"\n{law}", style="dim")]


def reason(vilkar: Vilkar, words: Words) -> str:
    """Why a condition is met, not met or unknown."""
    key = f"grunn.{vilkar.grunn}" + (f".{vilkar.id}" if vilkar.grunn in _BY_CONDITION else "")
    return words(key, **vilkar.tall)


def _hours(result: RettResult, words: Words) -> Sequence[str]:
    hours = result.timer_som_teller
    if hours is None:
        return ()
    key = "rett.timer_som_teller" + ("" if hours.fra == hours.til else "_spenn")
    return (words(key, fra=hours.fra, til=hours.til),)


def _conditions(vilkar: Sequence[Vilkar], words: Words) -> Table:
    table = listing(*(words(f"rett.{column}") for column in ("vilkar", "status", "hvorfor", "hjemmel")))
    for item in vilkar:
        status = Text(words(f"status.{item.status}"), style=_COLOURS[item.status])
        name = Text(words(f"vilkar.{item.id}", **item.tall))
        table.add_row(name, status, Text(reason(item, words)), Text(words.paragraph(item.hjemmel), style="dim"))
    return table
