"""`bpa temaer`: what citizens did not get an answer to, by topic, so that staff know what to write next.

    curl -s http://127.0.0.1:5005/metrics | bpa temaer

Topics with the most certain «nei» come first: by the lower end of the share's interval (Wilson), so that one «nei» of
one does not outrank thirty of forty.
"""

# ruff: noqa: UP045 - Typer 0.7 reads Optional[...], not "... | None"

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any, Optional

import typer
from rich.console import RenderableType
from rich.text import Text

from bot.cli.maalinger import STDIN, Sample, read
from bot.cli.options import MAALFORM, json_flag
from bot.cli.output import clear_errors, heading, listing, points, print_json, show
from bot.cli.reading import language
from bot.cli.words import Words
from bot.settings import ROOT

CONFIDENCE = 0.95
# Outcomes of bpa_svar_total that are no answer; a cry for help is heard, not answered.
UNANSWERED = ("oppklaring", "ikke_forstaatt", "overlevert", "utenfor", "feilet", "ingen")
ENDS = ("startet", "fullfoert", "lagret", "avbrutt", "forlatt")
_TITLES = ROOT / "data" / "nlu" / "tema" / "responses.yml"
_TITLE = "utter_tema_"


@dataclass(frozen=True)
class Tema:
    """One topic. The shares are of those who said «ja» or «nei», 0 to 1, None when nobody did."""

    tema: str
    svar: int
    ja: int
    nei: int
    uklart: int
    andel_nei: float | None
    minst_nei: float | None
    hoyst_nei: float | None


@dataclass(frozen=True)
class Flyt:
    """One guided flow: how often it ended in each way, and the questions at which it was stopped or left."""

    flyt: str
    utfall: dict[str, int]
    stoppet_ved: dict[str, int]


def register(app: typer.Typer) -> None:
    app.command("temaer")(temaer)


@clear_errors
def temaer(
    fil: str = typer.Argument(
        STDIN, metavar="[FIL]", help="Det serveren gir på /metrics. Uten: det som kommer inn.", show_default=False
    ),
    maalform: Optional[str] = MAALFORM,
    as_json: bool = json_flag("Andeler fra 0 til 1."),
) -> None:
    """Hva innbyggerne ikke fikk svar på, etter tema, siden serveren ble startet: curl -s …/metrics | bpa temaer"""
    words = language(maalform)
    samples = read(fil)
    topics, answers, flows = by_topic(samples), _sums(samples, "bpa_svar_total", "slag"), by_flow(samples)
    if as_json:
        print_json(
            {"temaer": [asdict(one) for one in topics], "svar": answers, "flyter": [asdict(one) for one in flows]}
        )
    else:
        show(*readable(topics, answers, flows, words))


def by_topic(samples: Iterable[Sample]) -> list[Tema]:
    """Every topic that was answered, asked about or offered, the one that most certainly fails first."""
    samples = list(samples)
    answers, unsure = _sums(samples, "bpa_temasvar_total", "tema"), _sums(samples, "bpa_usikker_total", "tema")
    told = [sample for sample in samples if sample.name == "bpa_tilbakemelding_total"]
    yes = _sums((one for one in told if one.labels.get("hjalp") == "ja"), "bpa_tilbakemelding_total", "tema")
    no = _sums((one for one in told if one.labels.get("hjalp") == "nei"), "bpa_tilbakemelding_total", "tema")
    names = sorted({*answers, *unsure, *yes, *no})
    topics = [_topic(name, answers[name], yes[name], no[name], unsure[name]) for name in names]
    return sorted(topics, key=lambda one: (-(one.minst_nei or 0), -one.nei, -one.uklart, -one.svar))


def _topic(name: str, answers: int, yes: int, no: int, unsure: int) -> Tema:
    asked = yes + no
    if not asked:
        return Tema(name, answers, yes, no, unsure, None, None, None)
    from scipy.stats import binomtest  # here: a second that only those who were told something should pay

    interval = binomtest(no, asked).proportion_ci(CONFIDENCE, method="wilson")
    ends = (round(float(end), 4) for end in (interval.low, interval.high))
    return Tema(name, answers, yes, no, unsure, round(no / asked, 4), *ends)


def by_flow(samples: Iterable[Sample]) -> list[Flyt]:
    """The flows in the order of their names."""
    samples = list(samples)
    flows = []
    for name in sorted(_sums(samples, "bpa_flyt_total", "flyt")):
        own = [sample for sample in samples if sample.labels.get("flyt") == name]
        ends, stops = _sums(own, "bpa_flyt_total", "utfall"), _sums(own, "bpa_flytstopp_total", "sporsmaal")
        flows.append(Flyt(name, {end: ends[end] for end in ENDS}, dict(stops.most_common())))
    return flows


def _sums(samples: Iterable[Sample], name: str, label: str) -> Counter[str]:
    sums: Counter[str] = Counter()
    for sample in samples:
        if sample.name == name and label in sample.labels:
            sums[sample.labels[label]] += int(sample.value)
    return sums


# --- For people ---


def readable(
    topics: Sequence[Tema], answers: Counter[str], flows: Sequence[Flyt], words: Words
) -> list[RenderableType]:
    """The topics, then what was no answer, then the flows."""
    shown: list[RenderableType] = [_topics(topics, words), Text(""), Text(words("temaer.forklaring"), style="dim")]
    every = sum(answers.values())
    missed = [
        words("temaer.uten_svar", utfall=outcome, antall=answers[outcome], andel=_percent(answers[outcome] / every))
        for outcome in UNANSWERED
        if answers[outcome]
    ]
    if missed:
        shown += [heading(words("temaer.uten_svar_tittel", antall=every)), points(missed)]
    if flows:
        shown += [Text(""), _flows(flows, words)]
    return shown


def _topics(topics: Sequence[Tema], words: Words) -> RenderableType:
    columns = ("tema", "svar", "ja", "nei", "andel", "spenn", "uklart")
    headings = [words(f"temaer.{column}") for column in columns]
    table = listing(*headings, title=words("temaer.tittel"), right=(1, 2, 3, 4, 5, 6))
    titles = _titles(words.maalform)
    for one in topics:
        name = words("temaer.navn", tittel=titles[one.tema], tema=one.tema) if one.tema in titles else one.tema
        share = span = words("temaer.ikke_spurt")
        if one.andel_nei is not None and one.minst_nei is not None and one.hoyst_nei is not None:
            share = words("temaer.prosent", andel=_percent(one.andel_nei))
            span = words("temaer.fra_til", fra=_percent(one.minst_nei), til=_percent(one.hoyst_nei))
        table.add_row(*map(Text, (name, str(one.svar), str(one.ja), str(one.nei), share, span, str(one.uklart))))
    return table


def _flows(flows: Sequence[Flyt], words: Words) -> RenderableType:
    headings = [words(f"temaer.{column}") for column in ("flyt", *ENDS, "stoppet_ved")]
    table = listing(*headings, title=words("temaer.flyter_tittel"), right=(1, 2, 3, 4, 5))
    for one in flows:
        stops = ", ".join(f"{question} {count}" for question, count in one.stoppet_ved.items())
        table.add_row(*map(Text, (one.flyt, *(str(one.utfall[end]) for end in ENDS), stops)))
    return table


def _percent(share: float) -> Decimal:
    """Whole percent."""
    return Decimal(round(share * 100))


def _titles(form: str) -> dict[str, str]:
    """The topics' titles, as citizens see them on buttons."""
    from ruamel.yaml import YAML

    responses: dict[str, list[dict[str, Any]]] = YAML(typ="safe").load(_TITLES.read_text(encoding="utf-8"))["responses"]
    return {key.removeprefix(_TITLE): _in_form(variants, form) for key, variants in responses.items()}


def _in_form(variants: Sequence[dict[str, Any]], form: str) -> str:
    for variant in variants:
        if any(condition.get("value") == form for condition in variant.get("condition", ())):
            return str(variant["text"])
    return str(variants[0]["text"])
