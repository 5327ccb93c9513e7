"""The report as data: sections of plain rows, the same for the terminal and the page."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import quantiles

from benchmarks.understanding.conversation import Exchange, answered_share
from benchmarks.understanding.figures import (
    Interval,
    bins,
    calibration_error,
    difference,
    direct_or_held,
    honest,
    intervals,
    proportion,
    share,
    summary,
)
from benchmarks.understanding.messages import CRISIS, DEVELOPMENT, FORMS, HELD_OUT
from benchmarks.understanding.readings import Reading

Sets = dict[str, list[Reading]]
Levels = dict[str, dict[str, float]]
Conversations = Mapping[str, Sequence[Exchange]]
TITLES = {DEVELOPMENT: "utviklingssettet", HELD_OUT: "prøvesettet"}
THRESHOLDS = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
MOST_CONFUSIONS = 15
LABELS = {
    "right": "Riktig svar (etter svaret)",
    "right_by_intent": "  etter temaets navn",
    "direct_or_held": "Riktig svar, eller knapper som har det",
    "wrong": "Feil og sikker",
    "refused": "Avvist, men hører til",
    "lowest_norwegian_form": "Svakeste norske skriveform",
    "english": "Engelsk",
    "declined_out_of_scope": "Utenfor temaet: ærlig",
    "crisis_direct": "Krise, direkte",
    "crisis_indirect": "Krise, indirekte",
    "crisis_false_alarms": "Falsk krisealarm, antall",
    "calibration_error": "Kalibreringsfeil (ECE)",
    "several_questions": "Flere spørsmål: alle besvart",
    "follow_ups": "Oppfølging: forstått i samtalen",
    "false_premises": "Feil forutsetning: rettet i svaret",
}


@dataclass(frozen=True)
class Section:
    """A heading, rows under column names, and the name of a picture of one set that the page shows with them."""

    title: str
    header: Sequence[str]
    rows: Sequence[Sequence[str]]
    picture: str = ""
    set_name: str = ""
    page_only: bool = False


def sections(sets: Sets, conversations: Conversations, milliseconds: Sequence[float], levels: Levels) -> list[Section]:
    """The whole report; `milliseconds` is what it took to understand each message."""
    found = [_headlines(sets, levels), _conversation(conversations, levels), _unanswered(conversations)]
    found += [_time(milliseconds)]
    for make in (_forms, _styles, _topics):
        found += [make(name, readings) for name, readings in sets.items()]
    found += [_crisis(sets), _false_alarms(sets)]
    for make in (_confusion, _calibration, _thresholds, _out_of_scope):
        found += [make(name, readings) for name, readings in sets.items()]
    # Of the held-out set only: reading its errors would be the first step to tuning on it.
    return [*found, _wrong(DEVELOPMENT, sets[DEVELOPMENT])]


def _headlines(sets: Sets, levels: Levels) -> Section:
    rows = []
    measured = {name: (intervals(readings), summary(readings)) for name, readings in sets.items()}
    for figure, label in LABELS.items():
        row = [label]
        for name, (with_interval, alone) in measured.items():
            if figure not in alone:
                break
            plain = number(alone[figure], 0 if figure == "crisis_false_alarms" else 3)
            row += [
                percent(with_interval[figure]) if figure in with_interval else plain,
                _level(levels, name, figure),
            ]
        if len(row) > 1:
            rows.append(row)
    counts = ["Antall meldinger", *(cell for readings in sets.values() for cell in (str(len(readings)), ""))]
    header = ["", *(cell for name in sets for cell in (TITLES[name].capitalize(), "nivå i CI"))]
    return Section("Hovedtall, innenfor temaet der ikke annet står (95 %)", header, [counts, *rows])


def _level(levels: Levels, name: str, figure: str) -> str:
    level = levels.get(name, {}).get(figure)
    return "" if level is None else f"{level:g}".replace(".", ",")


def _conversation(conversations: Conversations, levels: Levels) -> Section:
    rows = []
    for name, exchanges in conversations.items():
        level = _level(levels, "flersporsmaal", name)
        rows.append([LABELS[name], str(len(exchanges)), percent(answered_share(exchanges)), level])
    several = conversations["several_questions"]
    topics = [topic not in exchange.unanswered for exchange in several for topic in exchange.asked]
    rows.append(["  flere spørsmål, temaene hver for seg", str(len(topics)), percent(proportion(topics)), ""])
    return Section("Samtale", ["", "Antall", "Riktig (95 %)", "nivå i CI"], rows)


def _unanswered(conversations: Conversations) -> Section:
    rows = [
        [exchange.text, ", ".join(exchange.unanswered), ", ".join(exchange.answered)]
        for exchanges in conversations.values()
        for exchange in exchanges
        if not exchange.right
    ]
    return Section("Samtale: ikke besvart", ["Melding", "Mangler", "Forstått som"], rows)


def _time(milliseconds: Sequence[float]) -> Section:
    of_hundred = quantiles(milliseconds, n=100)
    row = [str(len(milliseconds)), number(of_hundred[49], 1), number(of_hundred[94], 1)]
    return Section("Tid til å forstå en melding, hele kjeden (ms)", ["Antall", "Median", "95 av 100 under"], [row])


def _forms(name: str, readings: Sequence[Reading]) -> Section:
    groups = {form: [r for r in readings if r.in_scope and r.form == form] for form in FORMS}
    standard = share(groups["bokmaal"], "right")
    rows = [
        [*_row(form, group), "" if form == "bokmaal" else _points(difference(share(group, "right"), standard))]
        for form, group in groups.items()
    ]
    return Section(
        f"Per skriveform, innenfor temaet (forskjell i prosentpoeng), {TITLES[name]}", [*_COLUMNS, "Mot bokmål"], rows
    )


def _styles(name: str, readings: Sequence[Reading]) -> Section:
    groups = _grouped([r for r in readings if r.in_scope], lambda reading: reading.style)
    rows = [_row(style, group) for style, group in groups.items()]
    return Section(f"Per lengde (til 3, til 20 og flere ord), innenfor temaet, {TITLES[name]}", _COLUMNS, rows)


def _topics(name: str, readings: Sequence[Reading]) -> Section:
    rows = [_row(topic, group) for topic, group in _grouped(readings, lambda reading: reading.asked).items()]
    return Section(f"Per tema, {TITLES[name]}", _COLUMNS, rows)


def _crisis(sets: Sets) -> Section:
    rows = [
        [TITLES[name], reading.crisis_group, reading.text, reading.intent if reading.answered else "spør igjen"]
        for name, readings in sets.items()
        for reading in readings
        if reading.crisis_group and not (reading.answered and reading.intent == CRISIS)
    ]
    return Section("Krise: ikke hørt", ["Sett", "Gruppe", "Melding", "Forstått som"], rows)


def _false_alarms(sets: Sets) -> Section:
    rows = [
        [TITLES[name], reading.asked, reading.text]
        for name, readings in sets.items()
        for reading in readings
        if reading.false_alarm
    ]
    return Section("Krise: falsk alarm", ["Sett", "Ventet", "Melding"], rows)


def _confusion(name: str, readings: Sequence[Reading]) -> Section:
    confused = Counter((r.asked, r.intent) for r in readings if r.outcome() in ("wrong", "refused"))
    rows = [[asked, read, str(count)] for (asked, read), count in confused.most_common(MOST_CONFUSIONS)]
    return Section(f"Forvekslinger, {TITLES[name]}", ["Ventet", "Lest som", "Antall"], rows, "confusion", name)


def _calibration(name: str, readings: Sequence[Reading]) -> Section:
    rows = [
        [f"{number(b.low, 1)}–{number(b.high, 1)}", str(b.count), number(b.confidence, 2), number(b.right, 2)]
        for b in bins(readings)
    ]
    rows.append(["ECE", str(len(readings)), "", number(calibration_error(readings), 3)])
    title = f"Kalibrering, {TITLES[name]}"
    return Section(title, ["Sikkerhet", "Antall", "Snitt", "Riktig"], rows, "reliability", name)


def _thresholds(name: str, readings: Sequence[Reading]) -> Section:
    inside = [reading for reading in readings if reading.in_scope]
    rows = [
        [
            number(at, 1),
            percent(share(inside, "right", at)),
            percent(direct_or_held(inside, at)),
            percent(share(inside, "wrong", at)),
            percent(share(inside, "clarifying", at)),
        ]
        for at in THRESHOLDS
    ]
    header = ["Terskel", "Riktig", "Riktig eller i knappene", "Feil", "Spør igjen"]
    return Section(f"Terskelen, innenfor temaet, {TITLES[name]}", header, rows, "thresholds", name)


def _out_of_scope(name: str, readings: Sequence[Reading]) -> Section:
    inside = [reading for reading in readings if reading.in_scope]
    outside = [reading for reading in readings if not reading.in_scope]
    rows = [
        [
            number(at, 1),
            percent(honest(outside, at)),
            percent(share(outside, "right", at)),
            percent(share(outside, "clarifying", at)),
            percent(share(inside, "refused", at)),
        ]
        for at in THRESHOLDS
    ]
    header = ["Terskel", "Utenfor: ærlig", "avvist", "spurt igjen", "Innenfor: avvist"]
    return Section(f"Utenfor temaet, {TITLES[name]}", header, rows, "out_of_scope", name)


def _wrong(name: str, readings: Sequence[Reading]) -> Section:
    rows = [
        [reading.text, reading.asked, reading.intent, number(reading.confidence, 2)]
        for reading in sorted(readings, key=lambda reading: -reading.confidence)
        if reading.outcome() in ("wrong", "refused")
    ]
    header = ["Melding", "Ventet", "Lest som", "Sikkerhet"]
    return Section(f"Alle feil og avvisninger, {TITLES[name]}", header, rows, page_only=True)


_COLUMNS = ("", "Antall", "Riktig (95 %)", "Feil", "Spør igjen", "i knappene", "Avvist")


def _row(label: str, group: Sequence[Reading]) -> list[str]:
    unsure = [reading for reading in group if reading.outcome() == "clarifying"]
    return [
        label,
        str(len(group)),
        percent(share(group, "right")),
        percent(share(group, "wrong")[:1]),
        percent(share(group, "clarifying")[:1]),
        f"{sum(reading.held() for reading in unsure)} av {len(unsure)}" if unsure else "–",
        percent(share(group, "refused")[:1]),
    ]


def _grouped(readings: Sequence[Reading], key: Callable[[Reading], str]) -> dict[str, list[Reading]]:
    groups: dict[str, list[Reading]] = defaultdict(list)
    for reading in readings:
        groups[key(reading)].append(reading)
    return dict(sorted(groups.items()))


def percent(interval: Interval | Sequence[float]) -> str:
    """«91,6 % (86–95)», or without the interval when only the share is given; – for no messages."""
    if interval[0] != interval[0]:
        return "–"
    ends = f" ({interval[1] * 100:.0f}–{interval[2] * 100:.0f})" if len(interval) > 1 else ""
    return f"{number(interval[0] * 100, 1)} %{ends}"


def _points(interval: Interval) -> str:
    if interval[0] != interval[0]:
        return "–"
    return "{:+.1f} ({:+.0f} til {:+.0f})".format(*(value * 100 for value in interval)).replace(".", ",")


def number(value: float, decimals: int) -> str:
    return f"{value:.{decimals}f}".replace(".", ",")
