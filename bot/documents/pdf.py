"""The document as PDF by typst: tagged, PDF/UA-1, only fonts of our own, answers as data and never as markup."""

import json
from dataclasses import asdict
from datetime import datetime, timezone
from functools import lru_cache
from typing import Final

import typst

from .blokker import Dokument
from .maler import MALER
from .ord import Ord
from .tegn import KODE, SKRIFT, i_alle_tekster, trykkbar

STANDARD: Final = "ua-1"


def som_pdf(dokument: Dokument) -> bytes:
    """PDF/UA-1; the same document gives the same bytes."""
    try:
        return _trykk(dokument, bare_hovedskrift=False)
    except typst.TypstError:
        # Signs that the fonts have one by one but not together, as an accent on an emoji: PDF/UA refuses them.
        return _trykk(dokument, bare_hovedskrift=True)


def som_bilder(dokument: Dokument, ppi: int = 72) -> list[bytes]:
    """The pages as PNG, to look at."""
    sider = _kompilator(dokument, bare_hovedskrift=False).compile(format="png", ppi=ppi)
    return sider if isinstance(sider, list) else [sider or b""]


def _trykk(dokument: Dokument, bare_hovedskrift: bool) -> bytes:
    dagen = datetime.fromisoformat(dokument.dato).replace(tzinfo=timezone.utc)
    kompilator = _kompilator(dokument, bare_hovedskrift)
    pdf = kompilator.compile(format="pdf", pdf_standards=[STANDARD], timestamp=dagen)
    assert isinstance(pdf, bytes)  # a PDF is one file, whatever number of pages
    return pdf


def _kompilator(dokument: Dokument, bare_hovedskrift: bool) -> typst.Compiler:
    ord_ = Ord(dokument.sprak)
    innhold = i_alle_tekster(asdict(dokument), lambda tekst: trykkbar(tekst, bare_hovedskrift))
    for blokk, urort in zip(innhold["blokker"], dokument.blokker, strict=True):
        if blokk["slag"] == "bilde":
            blokk["svg"] = urort["svg"]
    fast = {
        "side": ord_("felles.side", nr="{nr}", antall="{antall}"),
        "tegn": ord_("felles.tegn"),
        "har_koder": json.dumps(innhold).count(KODE) > json.dumps(asdict(dokument)).count(KODE),
    }
    return typst.Compiler(
        MALER / "dokument.typ",
        root=MALER,
        font_paths=_skrifter(),
        sys_inputs={"data": json.dumps(innhold | fast, ensure_ascii=False)},
    )


@lru_cache(maxsize=1)
def _skrifter() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[SKRIFT])
