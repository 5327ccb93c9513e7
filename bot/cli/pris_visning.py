"""A price as people read it: the amount, the rows, each step, what is uncertain, what would change it, the sources."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from rich.console import RenderableType
from rich.text import Text

from bot.calculator import EgenandelResult, NasjonaltResult, Sporsmal, Steg, TrinnGrense
from bot.calculator.result import Endring, Kilde, Usikkert
from bot.cli.output import card, heading, listing, numbered, points, sources
from bot.cli.pris_sporsmal import Column
from bot.cli.words import Words
from bot.context import rates

ABONNEMENT = ("abonnement", "billigste", "terskel")  # forms whose price for a whole month is called a subscription
Row = tuple[str, str | None]


def single(
    result: EgenandelResult, question: Sporsmal, charts: Sequence[RenderableType], words: Words
) -> list[RenderableType]:
    """One household on one day, in full, with the charts before the sources."""
    title = words("pris.tittel", kommune=result.kommune, dato=result.dato)
    parts: list[RenderableType] = [card(title, _headline(result, words), _rows(result, question, words))]
    parts += steps(result.steg, result.kilder, words)
    notes = [uncertain(item, result, words) for item in result.usikkert]
    if result.tabellaar_trinn is not None:
        notes.append(_by_the_tables_year(result, words))
    if notes:
        parts += [heading(words("pris.usikkert")), points(notes)]
    if result.endres_av:
        parts += [
            heading(words("pris.endres_av")),
            points(_change(endring, result, words) for endring in result.endres_av),
        ]
    return [*parts, *charts, *sources((*result.kilder, *_cited(result.steg, result.kilder).values()), words)]


def side_by_side(
    asked: EgenandelResult, columns: Sequence[Column], charts: Sequence[RenderableType], words: Words
) -> list[RenderableType]:
    """The asked household first, then one column for each change."""
    headings = ["", words("sammenligning.spurt")]
    for column in columns:
        key = "sammenligning.mot" if column.slag == "mot" else f"sammenligning.hva_hvis.{column.felt}"
        headings.append(words(key, verdi=column.verdi, dato=column.verdi))
    table = listing(*headings, title=words("sammenligning.tittel", kommune=asked.kommune))
    table.columns[0].no_wrap = True
    results = [asked, *(column.result for column in columns)]
    more = [None, *(column.differanse for column in columns)]
    for row in zip(*(_compared(*column, words) for column in zip(results, more, strict=True)), strict=True):
        cells = [value for _, value in row]
        if any(cells):
            table.add_row(row[0][0], *(Text(cell or words("verdi.ukjent")) for cell in cells))
    parts: list[RenderableType] = [table]
    notes = _shared_notes(results, headings[1:], words)
    if notes:
        parts += [heading(words("pris.usikkert")), points(notes)]
    return [*parts, *charts, *sources((kilde for result in results for kilde in result.kilder), words)]


def _shared_notes(results: Sequence[EgenandelResult], headings: Sequence[str], words: Words) -> list[str]:
    """Each uncertainty once, naming its columns unless it is about them all."""
    about: dict[str, list[str]] = {}
    for result, column in zip(results, headings, strict=True):
        for item in result.usikkert:
            about.setdefault(uncertain(item, result, words), []).append(column)
    return [
        note if len(columns) == len(results) else words("sammenligning.gjelder", kolonner="; ".join(columns), note=note)
        for note, columns in about.items()
    ]


def national(result: NasjonaltResult, dato: date, words: Words) -> list[RenderableType]:
    """What the state has decided, for a municipality without a table."""
    if not result.under_2g:
        headline = words("nasjonalt.ikke_under")
    elif result.statlig_makspris is None:
        headline = words("nasjonalt.under_uten_tak", aar=dato.year)
    else:
        headline = words("nasjonalt.under", tak=result.statlig_makspris)
    rows = [
        (words("rad.inntekt"), words("verdi.inntekt", inntekt=result.inntekt, i_g=result.inntekt_i_g)),
        (words("rad.g"), words("verdi.g", g=result.g, g_dato=result.g_dato)),
    ]
    title = words("nasjonalt.tittel", dato=dato)
    return [
        card(title, [headline, words("nasjonalt.merknad")], rows),
        *steps(result.steg, result.kilder, words),
        *sources((*result.kilder, *_cited(result.steg, result.kilder).values()), words),
    ]


def steps(applied: Sequence[Steg], kilder: Sequence[Kilde], words: Words) -> list[RenderableType]:
    """Every rule as a sentence, with where it stands."""
    known = _cited(applied, kilder)
    lines = []
    for steg in applied:
        where = "; ".join(words.source(known[nokkel]) for nokkel in steg.kilder)
        lines.append(Text.assemble(step(steg, words), (f" [{where}]" if where else "", "dim")))
    return [heading(words("pris.slik_regnet")), numbered(lines)]


def _cited(applied: Sequence[Steg], kilder: Sequence[Kilde]) -> dict[str, Kilde]:
    """The sources that the steps name. A municipality's own page is among the result's, not in the register."""
    own = {kilde.nokkel: kilde for kilde in kilder}
    return {key: own.get(key) or rates().kilde(key) for steg in applied for key in steg.kilder}


def step(steg: Steg, words: Words) -> str:
    """The sentence of one rule, by its id and its numbers."""
    variant = _VARIANTS.get(steg.regel)
    key = f"steg.{steg.regel}" + (f".{variant(steg.tall)}" if variant else "")
    extra: dict[str, Any] = {"under_g": rates().grense_for_makspris()}
    if steg.tall.get("timepris") is not None:
        extra["produkt"] = steg.tall["timer"] * steg.tall["timepris"]
    return words(key, **(extra | dict(steg.tall)))


def uncertain(item: Usikkert, result: EgenandelResult, words: Words) -> str:
    """The sentence of one uncertainty."""
    key, known = f"usikkert.{item.kode}", result.siste_kjente_makspris
    if item.kode == "avrunding":
        key += ".enhet" if item.til is None else ".spenn"
    if item.kode == "naer_grense":
        key += ".uten_belop" if item.fra is None else ".spenn"
    values = {"aar": result.dato.year, "timer": result.timer, "fra": item.fra, "til": item.til}
    if known is not None:
        values |= {"kjent_aar": known.aar, "kjent_kr": known.kr}
    return words(key, **(values | dict(item.tall)))


def _change(endring: Endring, result: EgenandelResult, words: Words) -> str:
    """What another income or more hours would cost. No amount: no hours were given, or the table has no price there."""
    key = f"endres_av.{endring.kode}"
    if endring.kode.endswith("_inntekt"):
        without = "uten_timer" if result.timer is None else "uten_pris"
        key += f".{without if endring.belop_per_maaned is None else 'belop'}"
    return words(key, ved=endring.ved, belop=endring.belop_per_maaned)


def _by_the_tables_year(result: EgenandelResult, words: Words) -> str:
    """The bracket by the table's own year's G. A household under the state's maximum is told no price above it."""
    other = result.tabellaar_trinn
    assert other is not None
    values: dict[str, Any] = {"g": other.g, "g_dato": other.g_dato, "brukt_dato": result.g_dato}
    trinn = _bracket(other.trinn, words, "trinn_kort")
    if result.under_2g:
        return words("tabellaar.under_tak", trinn=trinn, **values)
    prices = {"timepris": other.timepris, "makspris": other.makspris}
    missing = "_".join(name for name, price in prices.items() if price is None)
    pris = words(f"tabellaar.uten_{missing}" if missing else "tabellaar.begge", **prices)
    return words("tabellaar.pris", trinn=trinn, pris=pris, **values)


def _bracket(trinn: TrinnGrense, words: Words, group: str) -> str:
    return words(f"{group}.{_bracket_kind(vars(trinn))}", **vars(trinn))


def _bracket_kind(tall: Mapping[str, Any]) -> str:
    if tall["til_g"] is None:
        return "over" if tall["fra_g"] else "alle"
    return "mellom" if tall["fra_g"] else "under"


# Rules whose sentence depends on their numbers: which of the sentences under the rule's key.
_VARIANTS: dict[str, Callable[[Mapping[str, Any]], str]] = {
    "husstand.sum": lambda tall: "lik" if tall["inntekt"] == tall["inntekt_for_makspris"] else "ulik",
    "trinn.velg": _bracket_kind,
    "pris.time": lambda tall: "uten_maks" if tall["makspris"] is None else "under_maks",
    "pris.abonnement": lambda tall: "med_timer" if tall["kr"] else "uten_timer",
    "pris.terskel": lambda tall: "over" if tall["timer"] >= tall["fra_timer"] else "under",
    "statlig.under_2g": lambda tall: "uten_tak" if tall["tak"] is None else "med_tak",
}


def _headline(result: EgenandelResult, words: Words) -> list[str]:
    if result.belop_per_maaned is not None:
        amount = words("pris.hode", belop=result.belop_per_maaned)
        return [amount, words("pris.for_timer", timer=result.timer)]
    prices = {"timepris": result.timepris, "makspris": _month_max(result)}
    return [words(f"pris_uten_timer.{result.form}", **prices), words("pris.uten_timer")]


def _month_max(result: EgenandelResult) -> Decimal | None:
    """The table's price for a whole month, never more than the state's maximum allows."""
    tak = result.statlig_makspris if result.under_2g else None
    amounts = [kr for kr in (result.makspris, tak) if kr is not None]
    return min(amounts) if result.makspris is not None else None


def _rows(result: EgenandelResult, question: Sporsmal, words: Words) -> Iterator[Row]:
    if result.timer_fakturert != result.timer:
        billed = words("verdi.timer_avrundet", timer=result.timer_fakturert, oppgitt=result.timer)
        yield words("rad.timer_fakturert"), billed
    yield words("rad.betaling"), words(f"form.{result.form}")
    yield from _prices(result, words)
    yield words("rad.trinn"), _bracket(result.trinn, words, "trinn")
    yield words("rad.inntekt"), words("verdi.inntekt", inntekt=result.inntekt, i_g=result.inntekt_i_g)
    yield words("rad.g"), words("verdi.g", g=result.g, g_dato=result.g_dato)
    yield words("rad.inntektsaar"), str(result.inntektsaar)
    newest = "verdi.tabell_nyeste" if result.tabell_nyeste else "verdi.tabell"
    yield words("rad.tabell"), words(newest, dato=result.tabell_fra)
    rule = rates().tabell(question.kommune, question.tjeneste, question.dato).avbestilling
    if rule is not None:
        how = "verdi.klokkeslett" if rule.klokkeslett else "verdi.timer_foer"
        clock = rule.klokkeslett and f"{rule.klokkeslett:%H:%M}"
        yield words("rad.avbestilling"), words(how, klokkeslett=clock, dager=rule.dager_foer, timer=rule.timer_foer)


def _prices(result: EgenandelResult, words: Words) -> Iterator[Row]:
    month = None if result.form == "gratis" else _month_max(result)
    tak = result.statlig_makspris if result.under_2g else None
    yield words("rad.timepris"), _kr(result.timepris, words)
    yield words("rad.abonnement"), _kr(month, words) if result.form in ABONNEMENT else None
    yield words("rad.makspris"), None if result.form in ABONNEMENT else _kr(month, words)
    yield words("rad.statens_tak"), None if tak is None else words("verdi.statens_tak", kr=tak, aar=result.dato.year)


def _compared(result: EgenandelResult, more: Decimal | None, words: Words) -> Iterator[Row]:
    """The same rows in the same order for every column; `more` is kr per month more than asked."""
    yield words("rad.belop"), _kr(result.belop_per_maaned, words)
    yield words("rad.forskjell"), None if more is None else words(f"verdi.{_sign(more)}", kr=abs(more))
    yield from _prices(result, words)
    yield words("rad.trinn"), _bracket(result.trinn, words, "trinn_kort")
    yield words("rad.inntekt"), words("verdi.inntekt", inntekt=result.inntekt, i_g=result.inntekt_i_g)
    yield words("rad.g"), words("verdi.kr", kr=result.g)
    yield words("rad.tabell"), words("verdi.kort_dato", dato=result.tabell_fra)
    yield words("rad.usikkert"), ", ".join(words(f"usikkert_kort.{item.kode}") for item in result.usikkert) or None


def _sign(more: Decimal) -> str:
    return "pluss" if more > 0 else "minus" if more else "likt"


def _kr(amount: Decimal | None, words: Words) -> str | None:
    return None if amount is None else words("verdi.kr", kr=amount)
