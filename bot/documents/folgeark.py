"""The first page, for the citizen: what to do, what to attach, where and how to send it, what happens next and by when."""

from .blokker import Blokk, avsnitt, overskrift, punkter, sideskift
from .innhold import Innhold

# Who fills in decides what the municipality must see, whether or not it was ticked among the attachments.
MAA_VEDLEGGES = {"fullmakt": "fullmakt", "verge": "vergeattest"}


def folgeark(innhold: Innhold) -> list[Blokk]:
    """The cover list of either document; a page of its own."""
    ord_ = innhold.ord
    gjor = [ord_(f"ark.{nokkel}") for nokkel in ("les", "fyll_ut", "skriv_under", "kopi")]
    blokker = [
        overskrift(ord_("ark.overskrift"), 2),
        avsnitt(ord_("ark.til_deg")),
        *(_frist(innhold) if innhold.flyt == "klage" else []),
        overskrift(ord_("ark.gjor_dette")),
        punkter(gjor, avkryss=True),
        overskrift(ord_("ark.legg_ved")),
        *_vedlegg(innhold),
        overskrift(ord_("ark.send")),
        punkter(_send(innhold)),
        avsnitt(ord_("ark.ikke_epost"), viktig=True),
        overskrift(ord_("ark.videre")),
        punkter(_videre_soknad(innhold) if innhold.flyt == "soknad" else _videre_klage(innhold)),
        *_ubesvart(innhold),
    ]
    return [*blokker, sideskift()]


def for_sent(innhold: Innhold) -> bool:
    """Whether the deadline had passed the day the document was made."""
    frist = innhold.data.get("klagefrist")
    return frist is not None and innhold.data["dato"] > frist["siste_dag"]


def _frist(innhold: Innhold) -> list[Blokk]:
    ord_, frist = innhold.ord, innhold.data.get("klagefrist")
    generelt = ord_("ark_klage.generelt", klagefrist=innhold.klagefrist)
    if not frist:
        setninger = [generelt, ord_("ark_klage.kortere")]
    elif for_sent(innhold):
        setninger = [ord_("ark_klage.for_sent", siste_dag=ord_.ukedag(frist["siste_dag"]))]
    else:
        setninger = [ord_("ark_klage.siste_dag", siste_dag=ord_.ukedag(frist["siste_dag"]))]
        if frist["lever_senest"] != frist["siste_dag"]:
            setninger.append(ord_("ark_klage.lever_senest", lever_senest=ord_.ukedag(frist["lever_senest"])))
        setninger += [generelt, ord_("ark_klage.kortere")]
    return [overskrift(ord_("ark_klage.frist")), avsnitt(" ".join(setninger), viktig=True)]


def _vedlegg(innhold: Innhold) -> list[Blokk]:
    ord_ = innhold.ord
    nokkel = "vedlegg" if innhold.flyt == "soknad" else "vedlegg_klage"
    valgt = [ett for ett in innhold.verdi(nokkel) or [] if ett != "ingen"]
    maa = MAA_VEDLEGGES.get(innhold.verdi("fyller_ut") or "")
    ting = [ord_(f"ark.{maa}")] if maa else []
    ting += [ord_(f"verdi.{nokkel}.{ett}") for ett in valgt if ett != maa]
    if ting:
        return [punkter(ting, avkryss=True)]
    if innhold.flyt == "klage":
        return [avsnitt(ord_("ark.ingen_vedlegg_klage"))]
    return [avsnitt(ord_("ark.ingen_vedlegg", kontor=innhold.kontor))]


def _send(innhold: Innhold) -> list[str]:
    ord_, kommune = innhold.ord, innhold.data["kommune"]
    linjer = [ord_("ark.mottaker", mottaker=innhold.mottaker), ord_("ark.maate")]
    for felt in ("adresse", "telefon", "nettsted"):
        if kommune.get(felt):
            # On paper a page is typed in, so the part that everybody knows is left out.
            linjer.append(ord_(f"ark.{felt}", **{felt: kommune[felt].removeprefix("https://").rstrip("/")}))
    return linjer


def _forelopig_svar(innhold: Innhold) -> str:
    return innhold.ord("ark.forelopig_svar", forelopig_svar=innhold.forelopig_svar)


def _videre_soknad(innhold: Innhold) -> list[str]:
    ord_, egenandel = innhold.ord, innhold.data.get("egenandel")
    punktene = [
        ord_("ark_soknad.kartlegging"),
        _forelopig_svar(innhold),
        ord_("ark_soknad.vedtak"),
        ord_("ark_soknad.klage", klagefrist=innhold.klagefrist),
    ]
    if egenandel:
        belop = ord_.kr(egenandel["belop_per_maaned"])
        if egenandel.get("lavest"):
            belop = ord_("felles.fra_til", fra=ord_.kr(egenandel["lavest"]), til=belop)
        pris = ord_("felles.kr_maaned", kr=belop)
        punktene.append(ord_("ark_soknad.pris", pris=pris, tabell_fra=ord_.dag(egenandel["tabell_fra"])))
    return punktene


def _videre_klage(innhold: Innhold) -> list[str]:
    ord_ = innhold.ord
    return [
        ord_("ark_klage.vurderer"),
        ord_("ark_klage.videre"),
        _forelopig_svar(innhold),
        ord_("ark_klage.gratis"),
    ]


def _ubesvart(innhold: Innhold) -> list[Blokk]:
    ubesvart = innhold.ubesvart()
    if not ubesvart:
        return []
    ord_ = innhold.ord
    return [overskrift(ord_("ark.ubesvart")), punkter(ubesvart), avsnitt(ord_("ark.ubesvart_raad"))]
