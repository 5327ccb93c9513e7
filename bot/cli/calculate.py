"""`bpa pris` and `bpa rett`: the calculator that the assistant uses, for staff."""

from typing import Optional

import typer
from rich.table import Table

from bot import settings, wording
from bot.calculator.bpa_rett import Fakta, vurder_rett
from bot.calculator.egenandel import EgenandelResult, beregn_egenandel
from bot.cli.output import clear_errors, console, day, number, print_json
from bot.context import rates

_STATUS = {"oppfylt": "[green]oppfylt[/]", "ikke_oppfylt": "[red]ikke oppfylt[/]", "ukjent": "[yellow]ukjent[/]"}
_OUTCOME = {
    "rett": "Rett til BPA.",
    "rett_med_forbehold": "Rett til BPA, hvis ikke kommunen kan dokumentere vesentlig økt kostnad.",
    "kommunen_vurderer": "Ingen rett etter § 2-1 d, men kommunen må vurdere en søknad individuelt.",
    "uavklart": "Uavklart. Dette avgjør: {avgjorende}.",
}


def register(app: typer.Typer) -> None:
    app.command("pris")(pris)
    app.command("rett")(rett)


@clear_errors
def pris(
    inntekt: str = typer.Option(..., help="Husstandens skattbare nettoinntekt før særfradrag, kr per år."),
    timer: Optional[str] = typer.Option(None, help="Timer praktisk bistand som faktureres, per måned."),
    kommune: Optional[str] = typer.Option(None, help="Navn eller nummer. Uten: BPA_KOMMUNE, eller Fredrikstad."),
    dato: Optional[str] = typer.Option(None, help="Dagen prisen gjelder, ÅÅÅÅ-MM-DD. Uten: i dag."),
    as_json: bool = typer.Option(False, "--json", help="Ett JSON-objekt på stdout. Beløp i kr, timer per måned."),
) -> None:
    """Hva en husstand betaler for praktisk bistand i måneden."""
    result = beregn_egenandel(
        rates(), kommune or settings.kommune(), number(inntekt, "inntekt"), number(timer, "timer"), day(dato)
    )
    if as_json:
        print_json(result.as_dict())
    else:
        _print_price(result)


def _print_price(result: EgenandelResult) -> None:
    table = Table(title=f"{result.kommune}, {wording.day(result.dato)}", show_header=False, title_justify="left")
    trinn = result.trinn
    til = "og over" if trinn.til_g is None else f"til {wording.number(trinn.til_g)} G"
    rows = [
        ("Inntekt", f"{wording.kroner(result.inntekt)} i året ({wording.g(result.inntekt_i_g)} G)"),
        ("Trinn", f"fra {wording.number(trinn.fra_g)} G {til}"),
        ("Grunnbeløp", f"{wording.kroner(result.g)} ({wording.day(result.g_dato)})"),
        ("Timepris", None if result.timepris is None else wording.kroner(result.timepris)),
        ("Makspris per måned", None if result.makspris is None else wording.kroner(result.makspris)),
        ("Statens tak dette året", wording.kroner(result.statlig_makspris) if result.under_2g and result.statlig_makspris else None),
        ("Timer praktisk bistand", None if result.timer is None else f"{wording.number(result.timer)} i måneden"),
        ("Å betale per måned", None if result.belop_per_maaned is None else wording.kroner(result.belop_per_maaned)),
        ("Tabell fra", wording.day(result.tabell_fra) + (" (den nyeste vi har)" if result.tabell_nyeste else "")),
        ("Kilde", result.kilder[0].tittel),
    ]
    for label, value in rows:
        if value is not None:
            table.add_row(label, value)
    console.print(table)
    for item in result.usikkert:
        span = f": {wording.kroner(item.fra)} til {wording.kroner(item.til)}" if item.fra is not None and item.til else ""
        console.print(f"[yellow]Usikkert[/] {item.kode}{span}")


@clear_errors
def rett(
    alder: Optional[str] = typer.Option(None, help="Alder i år."),
    timer: Optional[str] = typer.Option(None, help="Timer personlig assistanse per uke."),
    varighet_mnd: Optional[str] = typer.Option(None, help="Hvor lenge behovet varer, i måneder."),
    bpa_for_67: Optional[bool] = typer.Option(None, "--bpa-for-67/--ikke-bpa-for-67", help="Hadde BPA som rett før 67 år."),
    dato: Optional[str] = typer.Option(None, help="Dagen det vurderes for, ÅÅÅÅ-MM-DD. Uten: i dag."),
    as_json: bool = typer.Option(False, "--json", help="Ett JSON-objekt på stdout. Timer per uke, varighet i måneder."),
) -> None:
    """Rett til BPA (pasient- og brukerrettighetsloven § 2-1 d), vilkår for vilkår. Det som ikke oppgis, er ukjent."""
    years = number(alder, "alder")
    fakta = Fakta(
        alder=int(years) if years is not None and years.is_finite() and years == int(years) else years,
        timer_per_uke=number(timer, "timer_per_uke"),
        varighet_mnd=number(varighet_mnd, "varighet_mnd"),
        bpa_for_67=bpa_for_67,
    )
    result = vurder_rett(rates(), fakta, day(dato))
    if as_json:
        print_json(result.as_dict())
        return
    table = Table("Vilkår", "Status", "Hjemmel")
    for vilkar in result.vilkar:
        table.add_row(vilkar.id.replace("_", " "), _STATUS[vilkar.status], rates().kilde(vilkar.hjemmel.nokkel).tittel)
    console.print(table)
    console.print(_OUTCOME[result.utfall].format(avgjorende=", ".join(result.avgjorende)))
