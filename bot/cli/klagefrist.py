"""`bpa klagefrist`: the last day to complain, to be answered or to claim costs, and what to do when it has passed."""

# ruff: noqa: UP045 - Typer 0.7 reads Optional[...], not "... | None"

from collections.abc import Sequence
from typing import Optional

import typer
from rich.console import RenderableType

from bot.calculator import FristResult, beregn_forelopig_svar, beregn_klagefrist, beregn_kostnadsfrist
from bot.cli.options import DATO, MAALFORM, json_flag, optional
from bot.cli.output import card, clear_errors, print_json, show, sources
from bot.cli.pris_visning import steps
from bot.cli.reading import WrongInput, choice, day, language
from bot.cli.words import Words
from bot.context import rates

CLOSED = ("helligdag", "helg")
IN_TIME = ("i_dag_er_siste_dag", "mottatt_fram_i_tid")
LATE = ("utlopt", "kan_sokes_oppreisning", "ett_aar_passert", "ett_aar_ukjent")
SLAG = ("klage", "forelopig_svar", "kostnader")


def register(app: typer.Typer) -> None:
    app.command("klagefrist")(klagefrist)


@clear_errors
def klagefrist(
    dato: str = typer.Argument(
        ..., metavar="DATO", help=f"Dagen vedtaket kom fram, eller dagen søknaden ble sendt (forelopig_svar). {DATO}."
    ),
    vedtak_dato: Optional[str] = optional(
        metavar=DATO, help="Dagen vedtaket ble gjort. Avgjør hvor lenge en sen klage kan tas opp."
    ),
    slag: str = typer.Option(
        "klage", metavar="|".join(SLAG), help="Klage, svar på en søknad, eller dekning av sakskostnader."
    ),
    i_dag: Optional[str] = optional(metavar=DATO, help="Regn som om det er denne dagen i dag."),
    maalform: Optional[str] = MAALFORM,
    as_json: bool = json_flag(),
) -> None:
    """Siste dag for å klage på et vedtak, ukedagen, dagene som er igjen, og hva som kan gjøres når den er passert."""
    words = language(maalform)
    fra, idag = day(dato, "DATO"), day(i_dag, "--i-dag")
    made = None if vedtak_dato is None else day(vedtak_dato, "--vedtak-dato")
    if choice(slag, SLAG, "--slag") != "klage" and made is not None:
        raise WrongInput("hoyst_ett", valg="--vedtak-dato", andre=f"--slag {slag}")
    if slag == "klage":
        result = beregn_klagefrist(rates(), fra, idag, made)
    else:
        count = {"forelopig_svar": beregn_forelopig_svar, "kostnader": beregn_kostnadsfrist}[slag]
        result = count(rates(), fra, idag)
    if as_json:
        print_json(result.as_dict())
    else:
        show(*readable(result, words))


def _worth_saying(flagg: Sequence[str]) -> list[str]:
    """When to deliver, while there is time; how late one may be, once the deadline has passed."""
    if "utlopt" in flagg:
        return [kode for kode in LATE if kode in flagg]
    return [kode for kode in CLOSED if kode in flagg][:1] + [kode for kode in IN_TIME if kode in flagg]


def readable(result: FristResult, words: Words) -> list[RenderableType]:
    """The last day and how long it is until then, what that means, how it is counted, the sources."""
    passed = result.dager_igjen < 0
    last = words(f"frist.{result.slag}.{'passert' if passed else 'siste_dag'}", siste_dag=result.siste_dag)
    left = "frist.siden" if passed else "frist.igjen" if result.dager_igjen else "frist.i_dag"
    values = {
        "fra": result.fra,
        "lever_senest": result.lever_senest,
        "ett_aar": result.ett_aar,
        "ett_aar_lengde": rates().klage(result.fra).ett_aar,
    }
    meaning = [words(f"flagg.{result.slag}.{flagg}", **values) for flagg in _worth_saying(result.flagg)]
    headline = [last, words(left, dager=abs(result.dager_igjen)), *meaning]
    title = words(f"frist.{result.slag}.tittel", fra=result.fra)
    return [card(title, headline, ()), *steps(result.steg, result.kilder, words), *sources(result.kilder, words)]
