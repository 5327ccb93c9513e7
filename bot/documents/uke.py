"""The week as a picture: one bar for each day, split by part of the day, and the same figures as a table and in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from .datasett import timeplan
from .maler import mal
from .ord import Ord

DELER = ("morgen", "formiddag", "ettermiddag", "kveld", "natt", "uten_tid")
# From light to dark through the day, told apart on a black and white printer too; the last one is hatched.
FARGER = ("#e3eef9", "#a9cdee", "#6aa5d9", "#2f74b5", "#123a63", "url(#skravur)")
BREDDE, HOYDE = 640, 260  # of the plot, in the units of the picture
VENSTRE, TOPP = 40, 24
SOYLE = 56
_MINST_TIMER = 4  # the axis never gets shorter, so that half an hour looks like half an hour


@dataclass(frozen=True)
class Uke:
    """`minutter[part of the day][weekday]`, Monday first. Tasks without a fixed day are not in it."""

    minutter: Mapping[str, tuple[int, ...]]

    @property
    def per_dag(self) -> list[int]:
        return [sum(del_[dag] for del_ in self.minutter.values()) for dag in range(7)]

    @property
    def deler(self) -> list[str]:
        """The parts of the day that have any help."""
        return [navn for navn in DELER if any(self.minutter[navn])]


def uke(oppgaver: Sequence[Mapping[str, Any]]) -> Uke:
    """The tasks by weekday and part of the day, each part counted by the calculator."""
    return Uke({navn: timeplan([o for o in oppgaver if _del(o) == navn]).per_ukedag for navn in DELER})


def _del(oppgave: Mapping[str, Any]) -> str:
    return oppgave.get("naar") or ("natt" if oppgave.get("natt") else "uten_tid")


def tabell(ord_: Ord, uken: Uke) -> tuple[list[str], list[list[str]]]:
    """Head and rows: the day, hours by part of the day, the day's sum."""
    hode = [ord_("uke.dag"), *(_delnavn(ord_, navn) for navn in uken.deler), ord_("uke.sum")]
    rader = [
        [
            _stor(dagnavn),
            *(_timer(ord_, uken.minutter[navn][dag]) for navn in uken.deler),
            _timer(ord_, uken.per_dag[dag]),
        ]
        for dag, dagnavn in enumerate(ord_.ukedager())
    ]
    return hode, rader


def alt(ord_: Ord, uken: Uke) -> str:
    """The picture in words: «Mandag: 6,5 timer; tirsdag: 4 timer …»."""
    dager = [
        ord_("uke.alt_dag", dag=dag, tid=ord_.timer(Decimal(minutter) / 60))
        for dag, minutter in zip(ord_.ukedager(), uken.per_dag, strict=True)
    ]
    return ord_("uke.alt", dager=", ".join(dager))


def bilde(ord_: Ord, uken: Uke) -> str:
    """The bars as SVG, without a script and without anything from outside."""
    hoyest = max(_MINST_TIMER, -(-max(uken.per_dag) // 60))
    steg = next(steg for steg in (1, 2, 4, 6, 12, 24, 48, 96) if hoyest / steg <= 6)
    skala = HOYDE / (-(-hoyest // steg) * steg * 60)  # units a minute
    bunn = TOPP + HOYDE
    soyler = []
    for dag, navn in enumerate(ord_.ukedager()):
        x, y = VENSTRE + 18 + dag * BREDDE / 7, float(bunn)
        felt = []
        for del_, farge in zip(DELER, FARGER, strict=True):
            hoyde = uken.minutter[del_][dag] * skala
            if hoyde:
                y -= hoyde
                felt.append({"y": round(y, 2), "hoyde": round(hoyde, 2), "farge": farge})
        soyler.append(
            {"x": round(x, 2), "midt": round(x + SOYLE / 2, 2), "topp": round(y - 6, 2), "felt": felt,
             "navn": navn, "sum": _timer(ord_, uken.per_dag[dag])}
        )  # fmt: skip
    akse = [
        {"y": round(bunn - timer * 60 * skala, 2), "timer": timer}
        for timer in range(0, round(HOYDE / skala / 60) + 1, steg)
    ]
    forklaring = [
        {
            "x": VENSTRE + nr % 3 * 210,
            "y": bunn + 44 + nr // 3 * 26,
            "farge": FARGER[DELER.index(navn)],
            "navn": _delnavn(ord_, navn),
        }
        for nr, navn in enumerate(uken.deler)
    ]
    return mal("uke.svg.j2").render(
        bredde=VENSTRE + BREDDE,
        hoyde=bunn + 40 + -(-len(forklaring) // 3) * 26,
        venstre=VENSTRE, hoyre=VENSTRE + BREDDE, bunn=bunn, soyle=SOYLE,
        soyler=soyler, akse=akse, forklaring=forklaring, enhet=ord_("uke.akse"), alt=alt(ord_, uken),
    )  # fmt: skip


def _timer(ord_: Ord, minutter: int) -> str:
    return ord_.tall(Decimal(minutter) / 60)


def _delnavn(ord_: Ord, navn: str) -> str:
    return _stor(ord_(f"oppgave.naar.{navn}"))


def _stor(tekst: str) -> str:
    return tekst[:1].upper() + tekst[1:]
