"""The finished application or complaint, from one data set: PDF, a page to print, and JSON with a published schema.

Nothing here asks the clock, the network or a name. Raises UgyldigDokumentdata for a data set that is not right.
"""

import json
from typing import Any

from .blokker import Dokument, avsnitt
from .datasett import egne_svar, sjekket, skjema
from .feil import UgyldigDokumentdata
from .folgeark import folgeark
from .innhold import Innhold
from .klage import klage
from .soknad import soknad
from .tegn import i_alle_tekster, synlig

__all__ = ["UgyldigDokumentdata", "dokument", "egne_svar", "lag_html", "lag_json", "lag_pdf", "skjema"]


def dokument(data: object) -> Dokument:
    """The words and pieces that PDF and page share. Raises UgyldigDokumentdata."""
    innhold = Innhold(i_alle_tekster(sjekket(data), synlig))
    deler = {"soknad": soknad, "klage": klage}[innhold.flyt]
    laget = avsnitt(innhold.ord("felles.laget", dato=innhold.ord.dag(innhold.data["dato"])))
    return Dokument(
        sprak=innhold.data["maalform"],
        tittel=innhold.ord(f"{innhold.flyt}.tittel"),
        dato=innhold.data["dato"],
        blokker=(*folgeark(innhold), *deler(innhold), laget),
    )


def lag_pdf(data: object) -> bytes:
    """The document as a tagged PDF (PDF/UA-1). Raises UgyldigDokumentdata."""
    from .pdf import som_pdf

    return som_pdf(dokument(data))


def lag_html(data: object) -> str:
    """The document as an accessible page to print, in one file. Raises UgyldigDokumentdata."""
    from .side import som_html

    return som_html(dokument(data))


def lag_json(data: Any) -> bytes:
    """The data set itself as UTF-8, checked against its schema. Raises UgyldigDokumentdata."""
    tekst = json.dumps(sjekket(data), ensure_ascii=False, indent=2) + "\n"
    # Half a surrogate pair is no character and has no UTF-8; it stays as the escape that JSON reads back.
    return tekst.encode("utf-8", errors="backslashreplace")
