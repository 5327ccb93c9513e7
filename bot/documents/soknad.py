"""The application, section by section."""

from .blokker import Blokk, avsnitt, overskrift, rader
from .innhold import Innhold, del_med

DELER = {
    "soknad.om": ("hvem", "fyller_ut", "alder", "bpa_for_67", "foreldreansvar"),
    "soknad.hverdagen": ("situasjon", "klarer_selv", "tjenester_naa"),
    "soknad.hjelpen": ("oppgaver", "timer", "timer_helse", "timer_iblant", "natt", "to_hjelpere", "varighet"),
    "soknad.ordningen": ("endring", "arbeidsleder", "leverandor"),
    "soknad.andre": ("husstand", "inntekt", "omsorgsstonad", "timer_praktisk"),
    "soknad.vedlegg": ("vedlegg", "samtykke"),
}


def soknad(innhold: Innhold) -> list[Blokk]:
    """Everything after the cover page."""
    ord_ = innhold.ord
    blokker = [
        overskrift(ord_("soknad.overskrift"), 2),
        avsnitt(ord_("soknad.til", mottaker=innhold.mottaker)),
        avsnitt(ord_("soknad.innledning_annen" if innhold.for_en_annen else "soknad.innledning")),
        *innhold.linjer_for_person(),
    ]
    for tittel, nokler in DELER.items():
        blokker += del_med(ord_(tittel), innhold.svarene(nokler))
        if tittel == "soknad.ordningen":
            blokker += _rett(innhold)
    return [*blokker, *_underskrift(innhold)]


def _rett(innhold: Innhold) -> list[Blokk]:
    ord_, rett = innhold.ord, innhold.data.get("rett")
    if not rett:
        return []
    vilkar = [
        (ord_(f"rett.vilkar.{ett['id']}"), ord_(f"rett.status.{ett['status']}", paragraf=ett["paragraf"]))
        for ett in rett["vilkar"]
    ]
    return del_med(ord_("rett.overskrift"), [avsnitt(ord_(f"rett.utfall.{rett['utfall']}")), rader(vilkar)])


def _underskrift(innhold: Innhold) -> list[Blokk]:
    ord_, samtykke = innhold.ord, innhold.verdi("samtykke")
    setninger = [ord_("soknad.bekreft")]
    if samtykke is not None:
        setninger.append(ord_("soknad.samtykke_ja" if samtykke else "soknad.samtykke_nei"))
    return [overskrift(ord_("haand.overskrift_underskrift")), avsnitt(" ".join(setninger)), *innhold.underskrift()]
