"""From the options of `bpa pris` to questions for the calculator: the household as typed, and what-ifs beside it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from bot import settings
from bot.calculator import EgenandelResult, Husstand, Medlem, Sporsmal, sammenlign
from bot.calculator.money import som_json
from bot.cli.reading import WrongInput, choice, day, kroner, number
from bot.context import rates

HVA_HVIS = ("inntekt", "ektefelle", "omsorgsstonad", "timer", "kommune", "dato", "g_dato")
_KRONER = ("inntekt", "ektefelle", "omsorgsstonad")
_EXAMPLE = "inntekt=300000"


@dataclass(frozen=True)
class Typed:
    """The options as they were typed. `ektefelle` and `barn` count, `andre` do not (forskriften § 10)."""

    inntekt: str
    timer: str | None = None
    besok: tuple[str, ...] = ()
    kommune: str | None = None
    dato: str | None = None
    g_dato: str | None = None
    ektefelle: str | None = None
    ektefelle_institusjon: bool = False
    barn: tuple[str, ...] = ()
    andre: tuple[str, ...] = ()
    omsorgsstonad: str | None = None
    hjelpestonad: str | None = None

    def check(self) -> None:
        """Raises WrongInput for options that contradict each other."""
        if self.timer is not None and self.besok:
            raise WrongInput("hoyst_ett", valg="--besok", andre="--timer")
        if self.ektefelle_institusjon and self.ektefelle is None:
            raise WrongInput("krever", valg="--ektefelle-institusjon", andre="--ektefelle")

    def sporsmal(self) -> Sporsmal:
        """The question to the calculator. Raises WrongInput."""
        timer: Any = None if self.timer is None else number(self.timer, "--timer")
        if self.besok:
            timer = tuple(number(besok, "--besok") for besok in self.besok)
        return Sporsmal(
            kommune=settings.kommune() if self.kommune is None else self.kommune,
            grunnlag=self.grunnlag(),
            timer=timer,
            dato=day(self.dato),
            g_dato=None if self.g_dato is None else day(self.g_dato, "--g-dato"),
        )

    def grunnlag(self) -> Decimal | Husstand:
        """The summed income in kr per year, or the household member by member as soon as one more fact is given."""
        inntekt = kroner(self.inntekt, "--inntekt")
        alone = self.ektefelle is None and self.omsorgsstonad is None and self.hjelpestonad is None
        if alone and not self.barn and not self.andre:
            return inntekt
        fradrag = kroner(self.omsorgsstonad or "0", "--omsorgsstonad")
        hjelpestonad = kroner(self.hjelpestonad or "0", "--hjelpestonad")
        medlemmer = [Medlem("soker", inntekt, omsorgsstonad=fradrag, hjelpestonad=hjelpestonad)]
        if self.ektefelle is not None:
            annen = kroner(self.ektefelle, "--ektefelle")
            medlemmer.append(Medlem("ektefelle", annen, institusjon=self.ektefelle_institusjon))
        medlemmer += [Medlem("barn", kroner(kr, "--barn"), hjelpen_gjelder=True) for kr in self.barn]
        medlemmer += [Medlem("annen", kroner(kr, "--andre")) for kr in self.andre]
        return Husstand(tuple(medlemmer))


@dataclass(frozen=True)
class Column:
    """A column beside the asked question: the fact that is another, the price then, kr per month more than asked."""

    slag: str  # "hva_hvis" | "mot"
    felt: str
    verdi: Any
    result: EgenandelResult
    differanse: Decimal | None

    def as_dict(self) -> dict[str, Any]:
        return {
            "slag": self.slag,
            "endret": {self.felt: som_json(self.verdi)},
            "differanse": som_json(self.differanse),
            "resultat": self.result.as_dict(),
        }


def what_if(typed: Typed, text: str) -> Column:
    """The household with one fact changed, from «inntekt=300000». Raises WrongInput."""
    felt, equals, verdi = (part.strip() for part in text.partition("="))
    if not equals:
        raise WrongInput("uten_likhetstegn", valg="--hva-hvis", funnet=text, eksempel=_EXAMPLE)
    felt = choice(felt.replace("-", "_"), HVA_HVIS, "--hva-hvis")
    changes: dict[str, Any] = {felt: verdi} | ({"besok": ()} if felt == "timer" else {})
    return _column("hva_hvis", felt, _read(felt, verdi), typed, changes)


def another_day(typed: Typed, text: str) -> Column:
    """The same household on another date. Raises WrongInput."""
    return _column("mot", "dato", day(text, "--mot"), typed, {"dato": text})


def _read(felt: str, verdi: str) -> Any:
    option = f"--hva-hvis {felt}"
    if felt in _KRONER:
        return kroner(verdi, option)
    if felt == "timer":
        return number(verdi, option)
    return rates().kommune(verdi).navn if felt == "kommune" else day(verdi, option)


def _column(slag: str, felt: str, verdi: Any, typed: Typed, changes: Mapping[str, Any]) -> Column:
    both = sammenlign(rates(), typed.sporsmal(), **vars(replace(typed, **changes).sporsmal()))
    return Column(slag, felt, verdi, both.etter, both.differanse)
