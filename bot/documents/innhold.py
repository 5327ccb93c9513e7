"""From a checked data set to the pieces of the document, the same for PDF and page."""

from collections.abc import Iterable
from typing import Any, Literal

from bot.forms.flyt.sporsmaal import FLYTER, SPORSMAAL, gjeldende

from . import uke as ukebilde
from .blokker import Blokk, bilde, for_haand, fritekst, overskrift, rader, tabell
from .datasett import Data, besvart
from .oppgaver import rad
from .ord import Ord
from .verdier import i_ord, ikke_besvart

Flyt = Literal["soknad", "klage"]
FLYT: dict[str, Flyt] = {"bpa-soknad": "soknad", "bpa-klage": "klage"}
HAAND_PERSON = ("navn", "fodselsnummer", "adresse", "poststed", "telefon")
HAAND_ANDRE = ("navn", "adresse", "poststed", "telefon")


class Innhold:
    """What both documents need of one data set: words, answers, and which of them are not answered."""

    def __init__(self, data: Data) -> None:
        self.data = data
        self.svar: Data = data["svar"]
        self.flyt = FLYT[data["skjema"]]
        self.ord = Ord(data["maalform"])
        kommune = data["kommune"]
        self.kommune = self.ord("felles.kommune", navn=kommune["navn"])
        self.kontor = kommune.get("kontor") or self.kommune
        self.mottaker = ", ".join(filter(None, (self.kommune, kommune.get("kontor"))))
        self.for_en_annen = besvart(data, "hvem") in ("barn", "annen")
        self.klagefrist = self.ord.varighet(data["klagefrist_uker"], "week")
        self.forelopig_svar = self.ord.varighet(data["forelopig_svar_mnd"], "month")

    def verdi(self, nokkel: str) -> Any:
        return besvart(self.data, nokkel)

    def felt(self, nokkel: str) -> str:
        """The label of an answer."""
        egne = [f"felt_{self.flyt}.{nokkel}", *([f"felt_annen.{nokkel}"] if self.for_en_annen else [])]
        return self.ord(next((egen for egen in egne if self.ord.finnes(egen)), f"felt.{nokkel}"))

    def gjelder(self, nokkel: str) -> bool:
        """Whether the answer has a place: it was given or asked for, or the flow would ask for it."""
        return nokkel in self.svar or nokkel in {sporsmal.nokkel for sporsmal in gjeldende(self.flyt, self.svar)}

    def ubesvart(self) -> list[str]:
        """The labels of what the flow asks and nobody answered."""
        return [self.felt(key) for key in FLYTER[self.flyt] if self.gjelder(key) and self.verdi(key) is None]

    def svarene(self, nokler: Iterable[str], tillegg: Iterable[tuple[str, str]] = ()) -> list[Blokk]:
        """The answers in order: short ones in rows, free text under its label, the tasks as week and table.

        `tillegg` are more rows after the last short answer.
        """
        blokker: list[Blokk] = []
        korte: list[tuple[str, str]] = []
        for nokkel in filter(self.gjelder, nokler):
            svar = self.svar.get(nokkel)
            slag = SPORSMAAL[nokkel].slag
            if slag == "oppgaver" and self.verdi(nokkel) is not None:
                blokker += [*_rader(korte), *self._uka(self.verdi(nokkel))]
                korte = []
            elif slag == "fritekst":
                blokker += [*_rader(korte), fritekst(self.felt(nokkel), i_ord(self.ord, nokkel, svar))]
                korte = []
            else:
                ordene = ikke_besvart(self.ord, svar) if slag == "oppgaver" else i_ord(self.ord, nokkel, svar)
                korte.append((self.felt(nokkel), ordene))
        return [*blokker, *_rader([*korte, *tillegg])]

    def linjer_for_person(self) -> list[Blokk]:
        """The blank lines: the person, and who fills in when that is another."""
        hvem = "soker" if self.flyt == "soknad" else "klager"
        blokker = [overskrift(self.ord(f"haand.overskrift_{hvem}")), for_haand(self._haand(HAAND_PERSON))]
        if self.for_en_annen and self.verdi("fyller_ut") != "selv":
            blokker += [overskrift(self.ord("haand.overskrift_andre")), for_haand(self._haand(HAAND_ANDRE))]
        return blokker

    def underskrift(self) -> list[Blokk]:
        """Where and when, the name by hand, and the name in letters when it is not the one on the first lines."""
        return [for_haand(self._haand(("sted_dato", "underskrift", *(("navn",) if self.for_en_annen else ()))))]

    def _haand(self, navn: Iterable[str]) -> list[str]:
        return [self.ord(f"haand.{ett}") for ett in navn]

    def _uka(self, oppgaver: list[Data]) -> list[Blokk]:
        ord_, plan = self.ord, self.data["timeplan"]
        uken = ukebilde.uke(oppgaver)
        hode = [ord_(f"oppgave.hode_{navn}") for navn in ("navn", "naar", "hvor_ofte", "tid", "sum")]
        blokker = [tabell(self.felt("oppgaver"), hode, [rad(ord_, oppgave) for oppgave in oppgaver], tallkolonner=1)]
        if any(uken.per_dag):
            blokker += [
                bilde(ukebilde.bilde(ord_, uken), ukebilde.alt(ord_, uken), ord_("uke.bildetekst")),
                tabell(ord_("uke.overskrift"), *ukebilde.tabell(ord_, uken), tallkolonner=len(uken.deler) + 1),
            ]
        summer: list[tuple[str, str]] = []
        if plan["uten_fast_dag"]:
            summer.append((ord_("uke.uten_fast_dag"), self._i_uka(ord_.minutter(plan["uten_fast_dag"]))))
        summer.append((ord_("uke.timer_per_uke"), self._i_uka(ord_.timer(plan["timer_per_uke"]))))
        if plan.get("teller_per_uke") is not None:
            summer.append((ord_("uke.teller"), self._i_uka(ord_.timer(plan["teller_per_uke"]))))
        if plan.get("fakturerbart_per_maaned") is not None:
            tid = ord_("felles.i_maaneden", tid=ord_.timer(plan["fakturerbart_per_maaned"]))
            summer.append((ord_("uke.fakturerbart"), tid))
        return [*blokker, rader(summer)]

    def _i_uka(self, tid: str) -> str:
        return self.ord("felles.i_uka", tid=tid)


def _rader(korte: list[tuple[str, str]]) -> list[Blokk]:
    return [rader(korte)] if korte else []


def del_med(tittel: str, blokker: list[Blokk]) -> list[Blokk]:
    """A section with its heading, nothing when it has no content."""
    return [overskrift(tittel), *blokker] if blokker else []
