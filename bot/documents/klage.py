"""The complaint: a letter to the municipality, which forwards it to Statsforvalteren when it does not change its mind."""

from .blokker import Blokk, avsnitt, for_haand, overskrift, punkter
from .folgeark import for_sent
from .innhold import Innhold, del_med

LINJER_FOR_GRUNN = 3


def klage(innhold: Innhold) -> list[Blokk]:
    """Everything after the cover page."""
    ord_ = innhold.ord
    return [
        overskrift(ord_(f"klage.emne.{innhold.verdi('vedtak') or 'ubesvart'}"), 2),
        avsnitt(ord_("klage.til", mottaker=innhold.mottaker)),
        avsnitt(ord_("klage.klager_annen" if innhold.for_en_annen else "klage.klager")),
        *innhold.linjer_for_person(),
        *del_med(ord_("klage.vedtaket"), _vedtaket(innhold)),
        *del_med(ord_("klage.begrunnelse"), innhold.svarene(("feil", "hvorfor", "onske"))),
        *_utsatt(innhold),
        avsnitt(ord_("klage.videre")),
        *_vedlegg(innhold),
        overskrift(ord_("haand.overskrift_underskrift")),
        avsnitt(ord_("klage.hilsen")),
        *innhold.underskrift(),
    ]


def _vedtaket(innhold: Innhold) -> list[Blokk]:
    ord_, frist = innhold.ord, innhold.data.get("klagefrist")
    siste_dag = [(ord_("klage.frist"), ord_.ukedag(frist["siste_dag"]))] if frist else []
    blokker = innhold.svarene(("hvem", "fyller_ut", "vedtak", "mottatt"), siste_dag)
    blokker.append(for_haand([ord_("haand.vedtaksdato"), ord_("haand.saksnummer")]))
    if not frist:
        return blokker
    if not for_sent(innhold):
        return [*blokker, avsnitt(ord_("klage.i_tide", klagefrist=innhold.klagefrist))]
    grunn = for_haand([ord_("haand.sent_hvorfor")], LINJER_FOR_GRUNN)
    return [*blokker, avsnitt(ord_("klage.for_sent")), grunn]


def _utsatt(innhold: Innhold) -> list[Blokk]:
    ord_, utsatt = innhold.ord, innhold.verdi("utsatt_iverksetting")
    if utsatt is None:
        return innhold.svarene(("utsatt_iverksetting",))
    return del_med(
        ord_("felt.utsatt_iverksetting"), [avsnitt(ord_("klage.utsatt_ja" if utsatt else "klage.utsatt_nei"))]
    )


def _vedlegg(innhold: Innhold) -> list[Blokk]:
    valgt = innhold.verdi("vedlegg_klage")
    if valgt is None:
        return innhold.svarene(("vedlegg_klage",))
    ting = [innhold.ord(f"verdi.vedlegg_klage.{ett}") for ett in valgt]
    return del_med(innhold.ord("felt.vedlegg_klage"), [punkter(ting)])
