"""`bpa timeplan`: a weekly schedule from a YAML file, to the minute.

natt_kontinuerlig: false            # these three may be left out: unknown
to_hjelpere_kontinuerlig: false
foreldreansvar: true
oppgaver:
  - {navn: Rengjøring, slag: praktisk_bistand, minutter: 90, ukedager: [mandag, torsdag]}
  - {navn: Stå opp, slag: personlig_stell, minutter: 45, per: dag, hjelpere: 2}
"""

# ruff: noqa: UP045 - Typer 0.7 reads Optional[...], not "... | None"

from functools import lru_cache
from pathlib import Path
from typing import Optional

import typer
from babel.dates import get_day_names
from rich.console import RenderableType
from rich.text import Text

from bot.calculator import Oppgave, TimeplanResult, beregn_timeplan
from bot.calculator.ratefile import Node, les_fil
from bot.calculator.timeplan import GANGER_PER_UKE, SLAG
from bot.cli.options import MAALFORM, json_flag
from bot.cli.output import clear_errors, heading, listing, points, print_json, show
from bot.cli.reading import language
from bot.cli.words import Words

_FILE_HELP = (
    "YAML med «oppgaver», en liste der hver har navn, slag og minutter, og ved behov ganger, per, ukedager, hjelpere "
    "og natt. Ved siden av: natt_kontinuerlig, to_hjelpere_kontinuerlig, foreldreansvar (true eller false)."
)
_FACTS = ("natt_kontinuerlig", "to_hjelpere_kontinuerlig", "foreldreansvar")


def register(app: typer.Typer) -> None:
    app.command("timeplan")(timeplan)


@clear_errors
def timeplan(
    fil: str = typer.Argument(..., metavar="FIL.yml", help=_FILE_HELP),
    maalform: Optional[str] = MAALFORM,
    as_json: bool = json_flag("Minutter per uke."),
) -> None:
    """Timer i uka av en liste med oppgaver: i alt, det som teller for retten, og det kommunen kan ta betalt for."""
    words = language(maalform)
    node = les_fil(Path(fil), fil)
    facts = {fact: node.ja_nei(fact) if node.har(fact) else None for fact in _FACTS}
    tasks = [_task(row) for row in node.rader("oppgaver")]
    for fact in _FACTS:
        node.tillat(fact)
    node.ferdig()
    result = beregn_timeplan(tasks, **facts)
    if as_json:
        print_json(result.as_dict())
    else:
        show(*readable(result, tasks, Path(fil).name, words))


def _task(row: Node) -> Oppgave:
    """Raises RateFileError naming the row and the key."""
    task = Oppgave(
        navn=row.krev_tekst("navn"),
        slag=row.valg("slag", SLAG) or row.krev_tekst("slag"),
        minutter=row.heltall("minutter", 1),
        ganger=row.heltall("ganger", 1) if row.har("ganger") else 1,
        per=row.valg("per", tuple(GANGER_PER_UKE)) or "uke",
        ukedager=tuple(_weekday(name, row) for name in row.tekster("ukedager")) if row.har("ukedager") else (),
        hjelpere=row.heltall("hjelpere", 1) if row.har("hjelpere") else 1,
        natt=row.ja_nei("natt"),
    )
    for key in ("ganger", "ukedager", "hjelpere"):
        row.tillat(key)
    row.ferdig()
    return task


@lru_cache(maxsize=1)
def _weekdays() -> dict[str, int]:
    """Norwegian names of the days, in both written forms -> 0 (Monday) to 6."""
    return {name: day for form in ("nb_NO", "nn_NO") for day, name in get_day_names("wide", locale=form).items()}


def _weekday(name: str, row: Node) -> int:
    if name.lower() not in _weekdays():
        raise row.feil("ukedager", f"«{name}»", ", ".join(get_day_names("wide", locale="nb_NO").values()))
    return _weekdays()[name.lower()]


def readable(result: TimeplanResult, tasks: list[Oppgave], name: str, words: Words) -> list[RenderableType]:
    """Every task, the sums, the days, what counts toward the right, what can be billed."""
    headings = [words(f"timeplan.{column}") for column in ("oppgave", "slag", "i_uka")]
    table = listing(*headings, title=words("timeplan.tittel", fil=name), right=(2,))
    for task, step in zip(tasks, result.steg, strict=True):
        minutes = words("verdi.minutter", minutter=step.tall["minutter_per_uke"])
        table.add_row(Text(task.navn), words(f"slag.{task.slag}"), minutes)
    total = words("verdi.minutter", minutter=result.minutter_per_uke)
    table.add_row(words("timeplan.i_alt"), "", total, style="bold")
    days = get_day_names("wide", locale=f"{words.maalform}_NO")
    per_day = [words("timeplan.dag", dag=days[day], minutter=minutes) for day, minutes in enumerate(result.per_ukedag)]
    if result.uten_fast_dag:
        per_day.append(words("timeplan.uten_fast_dag", minutter=result.uten_fast_dag))
    counts = result.timer_som_teller
    right = "timeplan.teller" if counts.fra == counts.til else "timeplan.teller_spenn"
    billed = {"uke": result.fakturerbart_per_uke, "maaned": round(result.fakturerbare_timer_per_maaned * 60)}
    meaning = [
        words(right, fra=round(counts.fra * 60), til=round(counts.til * 60)),
        words("timeplan.fakturerbart", **billed),
    ]
    return [table, Text(""), points(meaning), heading(words("timeplan.ukedager")), points(per_day)]
