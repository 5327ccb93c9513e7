"""`bpa pris`: what a household pays, why, and what it would pay if one fact were another."""

# ruff: noqa: UP045 - Typer 0.7 reads Optional[...], not "... | None"

from typing import Any, Optional

import typer

from bot.calculator import beregn_nasjonalt
from bot.calculator.kurve import draw_up
from bot.cli import kurve as curves
from bot.cli import pris_visning as view
from bot.cli.options import DATO, MAALFORM, json_flag, optional, repeated
from bot.cli.output import clear_errors, print_json, show
from bot.cli.pris_sporsmal import HVA_HVIS, Typed, another_day, what_if
from bot.cli.reading import WrongInput, day, language
from bot.cli.words import Words
from bot.context import rates


def register(app: typer.Typer) -> None:
    app.command("pris")(pris)


_BESOK = repeated("Timer i ett besøk, i stedet for --timer.", metavar="TIMER")
_BARN = repeated("Inntekten til et barn under 18 som hjelpen gjelder. Teller med.", metavar="KR")
_ANDRE = repeated("Inntekten til andre i boligen (voksne barn, leieboere). Teller ikke.", metavar="KR")
_HVA_HVIS = repeated(f"Samme husstand med noe annet, side om side. FELT: {', '.join(HVA_HVIS)}.", "FELT=VERDI")
_MOT = repeated("Samme husstand en annen dag, side om side.", metavar=DATO)


@clear_errors
def pris(
    inntekt: str = typer.Option(
        ...,
        metavar="KR",
        help="Skattbar nettoinntekt før særfradrag, kr per år: husstandens til sammen, eller bare søkerens når "
        "--ektefelle, --barn, --andre, --omsorgsstonad eller --hjelpestonad er med.",
        show_default=False,
    ),
    timer: Optional[str] = optional(metavar="TIMER", help="Timer praktisk bistand som faktureres, per måned."),
    besok: list[str] = _BESOK,
    kommune: Optional[str] = optional(metavar="NAVN", help="Navn eller nummer. Uten: BPA_KOMMUNE, eller Fredrikstad."),
    dato: Optional[str] = optional(metavar=DATO, help="Dagen prisen gjelder. Uten: i dag."),
    ektefelle: Optional[str] = optional(
        "--ektefelle", "--samboer", metavar="KR", help="Inntekten til ektefelle eller samboer. Teller med."
    ),
    ektefelle_institusjon: bool = typer.Option(
        False,
        "--ektefelle-institusjon",
        help="Ektefellen betaler for langtidsopphold på institusjon: regnes ikke med for statens tak.",
    ),
    barn: list[str] = _BARN,
    andre: list[str] = _ANDRE,
    omsorgsstonad: Optional[str] = optional(metavar="KR", help="Omsorgsstønad som er med i inntekten. Trekkes fra."),
    hjelpestonad: Optional[str] = optional(metavar="KR", help="Hjelpestønad til tilsyn og pleie. Teller ikke."),
    g_dato: Optional[str] = optional(metavar=DATO, help="Regn trinnet med G fra denne dagen. Uten: som tabellen sier."),
    hva_hvis: list[str] = _HVA_HVIS,
    mot: list[str] = _MOT,
    kurve: bool = typer.Option(False, "--kurve", help="Vis prisen etter timer og etter inntekt."),
    nasjonalt: bool = typer.Option(False, "--nasjonalt", help="Bare det staten bestemmer, for en kommune uten tabell."),
    maalform: Optional[str] = MAALFORM,
    as_json: bool = json_flag("Beløp i kr, timer per måned."),
) -> None:
    """Hva en husstand betaler for praktisk bistand i måneden, og hvorfor."""
    words = language(maalform)
    typed = Typed(
        inntekt=inntekt,
        timer=timer,
        besok=tuple(besok),
        kommune=kommune,
        dato=dato,
        g_dato=g_dato,
        ektefelle=ektefelle,
        ektefelle_institusjon=ektefelle_institusjon,
        barn=tuple(barn),
        andre=tuple(andre),
        omsorgsstonad=omsorgsstonad,
        hjelpestonad=hjelpestonad,
    )
    typed.check()
    if nasjonalt:
        municipal = {"--kommune": kommune, "--timer": timer, "--besok": besok, "--g-dato": g_dato}
        _none_of(municipal | {"--hva-hvis": hva_hvis, "--mot": mot, "--kurve": kurve})
        _national(typed, as_json, words)
        return
    question = typed.sporsmal()
    asked = question.beregn(rates())
    columns = [what_if(typed, text) for text in hva_hvis] + [another_day(typed, text) for text in mot]
    curve = draw_up(rates(), question, asked) if kurve else None
    if as_json:
        extra = {"sammenligninger": [column.as_dict() for column in columns]} if columns else {}
        print_json(asked.as_dict() | extra | ({"kurve": curve.as_dict()} if curve else {}))
        return
    charts = curves.chart(curve, asked, words) if curve else []
    if columns:
        show(*view.side_by_side(asked, columns, charts, words))
    else:
        show(*view.single(asked, question, charts, words))


def _national(typed: Typed, as_json: bool, words: Words) -> None:
    dato = day(typed.dato)
    result = beregn_nasjonalt(rates(), typed.grunnlag(), dato)
    if as_json:
        print_json(result.as_dict() | {"kilde": result.kilder[0].as_dict()})
    else:
        show(*view.national(result, dato, words))


def _none_of(others: dict[str, Any]) -> None:
    for option, value in others.items():
        if value:
            raise WrongInput("hoyst_ett", valg="--nasjonalt", andre=option)
