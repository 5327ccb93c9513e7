"""A simulated citizen: the facts of one life, drawn from a seed, and how that person puts them into words."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from random import Random
from typing import Any

from num2words import num2words
from ruamel.yaml import YAML

from bot.calculator import Oppgave
from tests.conftest import TODAY

STILER = ("bokmaal", "nynorsk", "dialekt", "stikkord", "tastefeil", "knapper")
I_DAG = date.fromisoformat(TODAY)
VET_IKKE, HOPPET_OVER = "vet_ikke", "hoppet_over"
FRITEKST = ("situasjon", "klarer_selv", "tjenester_naa", "endring", "feil", "hvorfor", "onske")
JA_NEI = ("bpa_for_67", "foreldreansvar", "samtykke", "utsatt_iverksetting")
TIMER = ("timer", "timer_helse", "timer_iblant", "timer_praktisk")
FLERVALG = ("vedlegg", "vedlegg_klage")
_VEDLEGG = {
    "vedlegg": ("legeerklaering", "epikrise", "ergoterapeut", "fullmakt", "vergeattest", "andre_vedtak"),
    "vedlegg_klage": ("vedtaket", "legeerklaering", "uttalelse", "annet"),
}
MONTHS = [
    "januar",
    "februar",
    "mars",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "desember",
]


@lru_cache(maxsize=1)
def ytringer() -> dict[str, Any]:
    words: dict[str, Any] = YAML(typ="safe").load(Path(__file__).with_name("ytringer.yml").read_text(encoding="utf-8"))
    return words


@dataclass(frozen=True)
class Timer:
    """Hours as they are told: `antall` (to `til`) per dag, uke or maaned; none at all when `antall` is 0."""

    antall: Decimal
    per: str = "uke"
    til: Decimal | None = None

    def per_uke(self, ende: Decimal | None = None) -> Decimal:
        number = self.antall if ende is None else ende
        return {"dag": number * 7, "uke": number, "maaned": number * 12 / 52}[self.per]


@dataclass
class Person:
    """`fakta`: key -> value; `utelatt`: key -> how the person declines to answer; `stil` and `flyt`: see STILER."""

    flyt: str
    stil: str
    rng: Random
    fakta: dict[str, Any] = field(default_factory=dict)
    utelatt: dict[str, str] = field(default_factory=dict)

    # --- The facts ---

    @classmethod
    def av(cls, flyt: str, stil: str, rng: Random) -> "Person":
        person = cls(flyt, stil, rng)
        person.fakta = {key: person.trekk(key) for key in (*_DRAWS, *FRITEKST)}
        if person.fakta["hvem"] == "barn":
            person.fakta["alder"] = rng.choice([3, 6, 9, 15, 17, 18])
        if rng.random() < 0.4:
            declined = rng.sample(sorted(person.fakta), rng.randint(1, 6))
            person.utelatt = {key: rng.choice([VET_IKKE, HOPPET_OVER]) for key in declined if key != "oppgaver"}
        if stil == "knapper":  # free text is not pressed
            person.utelatt |= {key: HOPPET_OVER for key in FRITEKST if rng.random() < 0.5}
        for key in FRITEKST:  # «vet ikke» is no button there, and may be the answer
            if key in person.utelatt:
                person.utelatt[key] = HOPPET_OVER
        return person

    def trekk(self, key: str) -> Any:
        """A value of the answer, edges of the rules more often than the rest."""
        return self.si("fritekst") if key in FRITEKST else _DRAWS[key](self.rng)

    @property
    def form(self) -> str:
        return "nn" if self.stil == "nynorsk" else "nb"

    # --- The words ---

    def si(self, *place: str) -> str:
        """One of the phrases at that place in ytringer.yml, in the person's style."""
        found: Any = ytringer()
        for name in place:
            found = found[name]
        if isinstance(found, str):
            return found
        if isinstance(found, dict):
            style = {"knapper": "stikkord", "tastefeil": "bokmaal"}.get(self.stil, self.stil)
            found = found.get(style) or found["bokmaal"]
        return str(self.rng.choice(found))

    def sagt(self, key: str, value: Any, apent: bool = False) -> str:
        """The value in the person's own words; `apent`: hours may be told without their period."""
        if key in FRITEKST:
            return str(value)
        if key in JA_NEI:
            return self.si("ja_nei", "ja" if value else "nei")
        if key in FLERVALG:
            return " og ".join(self.si("flervalg", one) for one in value)
        if key in TIMER:
            return self._timer(value, apent)
        if key == "alder":
            if "hvem" in self.utelatt:  # «hun er 80» would tell what is not to be told
                return f"{value} år"
            whom = "meg" if self.fakta["hvem"] == "meg" else "andre"
            return self.si("alder", whom).format(n=value, ord=num2words(value, lang="no"))
        if key == "varighet":
            return self._varighet(value)
        if key in ("inntekt", "omsorgsstonad"):
            return self._kroner(key, value)
        if key == "mottatt":
            return self._dato(value)
        other = key == "arbeidsleder" and self.fakta.get("hvem", "meg") != "meg" and "hvem" not in self.utelatt
        said = self.si("valg", "arbeidsleder_andre" if other else key, value)
        return _slip(said, self.rng) if self.stil == "tastefeil" and self.rng.random() < 0.4 else said

    def _timer(self, value: Timer, apent: bool) -> str:
        if not value.antall:
            return self.si("timer", "ingen")
        kind = "spenn" if value.til else "aapen" if apent and value.antall <= 24 else value.per
        return self.si("timer", kind).format(n=comma(value.antall), m=comma(value.til or 0))

    def _varighet(self, value: Any) -> str:
        if value == "varig":
            return self.si("varighet", "varig")
        years = value % 12 == 0
        return self.si("varighet", "aar" if years else "mnd").format(n=value // 12 if years else value)

    def _kroner(self, key: str, value: Any) -> str:
        if isinstance(value, Decimal):
            return self.si("kroner", "g").format(g=comma(value))
        if not value and key == "omsorgsstonad":
            return self.si("timer", "ingen")
        return self.si("kroner", key).format(kr=f"{value:,}".replace(",", " "), tall=value)

    def _dato(self, day: date) -> str:
        month = MONTHS[day.month - 1]
        return self.rng.choice([f"{day.day}. {month}", f"{day.day}. {month} {day.year}", f"{day:%d.%m.%Y}"])

    def oppgave(self, task: dict[str, Any]) -> str:
        style = {"knapper": "stikkord", "tastefeil": "bokmaal"}.get(self.stil, self.stil)
        return str(task.get(style) or task["bokmaal"])


def som_oppgave(task: dict[str, Any]) -> Oppgave:
    """The task as the calculator takes it, from what is written beside its words."""
    return Oppgave(
        navn=task["bokmaal"],
        minutter=task["minutter"],
        ganger=task.get("ganger", 1),
        per=task["per"],
        ukedager=tuple(task.get("dager", ())),
        hjelpere=task.get("hjelpere", 1),
        natt=task.get("natt", False),
        slag=task["slag"],
    )


def _slip(text: str, rng: Random) -> str:
    """One slip of the keys in the longest word: two letters changed about."""
    words = text.split()
    at = max(range(len(words)), key=lambda n: len(words[n]))
    word = words[at]
    if len(word) >= 6 and word.isalpha():
        place = rng.randint(2, len(word) - 3)
        words[at] = word[:place] + word[place + 1] + word[place] + word[place + 2 :]
    return " ".join(words)


def comma(number: Any) -> str:
    """«31,9»."""
    return format(Decimal(number).normalize(), "f").replace(".", ",")


def _hours(rng: Random) -> Timer:
    return rng.choice(
        [
            Timer(Decimal(rng.choice(["24", "25", "31.9", "32", "30", "40", "18", "27.5"]))),
            Timer(Decimal(rng.randint(2, 9)), "dag"),
            Timer(Decimal(rng.choice([20, 26, 28])), "uke", Decimal(rng.choice([30, 31, 35, 40]))),
            Timer(Decimal(rng.choice([60, 110, 150])), "maaned"),
        ]
    )


def _part(rng: Random) -> Timer:
    return Timer(Decimal(rng.choice([0, 0, 2, 5]))) if rng.random() < 0.8 else Timer(Decimal(1), "dag")


def _several(key: str) -> Any:
    def draw(rng: Random) -> list[str]:
        chosen = rng.sample(_VEDLEGG[key], rng.randint(0, 3))
        return [one for one in _VEDLEGG[key] if one in chosen] or ["ingen"]

    return draw


def _one_of(*values: Any) -> Any:
    return lambda rng: rng.choice(values)


_DRAWS: dict[str, Any] = {
    "hvem": _one_of("meg", "meg", "barn", "annen"),
    "fyller_ut": _one_of("selv", "forelder", "verge", "fullmakt", "skrivehjelp"),
    "alder": _one_of(19, 24, 40, 53, 64, 66, 67, 68, 80),
    "bpa_for_67": _one_of(True, False),
    "foreldreansvar": _one_of(True, False),
    "timer": _hours,
    "timer_helse": _part,
    "timer_iblant": _part,
    "varighet": _one_of("varig", "varig", 12, 24, 36, 60, 6, 18, 25),
    "arbeidsleder": _one_of("selv", "naer", "verge", "ingen"),
    "husstand": _one_of("alene", "par", "flere"),
    "inntekt": _one_of(
        210_000, 260_319, 260_320, 390_479, 390_480, 400_000, 520_640, 700_000, Decimal("3.5"), Decimal(2)
    ),
    "omsorgsstonad": _one_of(0, 0, 60_000, 120_000),
    "timer_praktisk": _one_of(
        Timer(Decimal(2)),
        Timer(Decimal("1.5")),
        Timer(Decimal(5)),
        Timer(Decimal(6), "maaned"),
        Timer(Decimal(1), "dag"),
    ),
    "oppgaver": lambda rng: rng.sample(ytringer()["oppgaver"], rng.randint(1, 5)),
    "natt": _one_of("nei", "hele_tiden", "iblant"),
    "to_hjelpere": _one_of("nei", "hele_tiden", "iblant"),
    "leverandor": _one_of("kommunen", "privat", "vet_ikke_ennaa"),
    "vedlegg": _several("vedlegg"),
    "samtykke": _one_of(True, False),
    "vedtak": _one_of("avslag", "faerre_timer", "redusert", "egenandel", "annet"),
    "mottatt": lambda rng: I_DAG - timedelta(days=rng.choice([0, 1, 5, 14, 27, 28, 29, 90])),
    "utsatt_iverksetting": _one_of(True, False),
    "vedlegg_klage": _several("vedlegg_klage"),
}
