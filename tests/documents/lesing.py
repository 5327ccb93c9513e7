"""What stands in a finished document, read back from the PDF and from the page."""

import io
import re
from xml.etree import ElementTree

from pypdf import PdfReader

from bot.documents import lag_html, lag_pdf

SVG = "{http://www.w3.org/2000/svg}"
# The foot of each page stands between the lines of an answer that goes on.
FOOT = re.compile(r"^(Søknad om bruk[ae]rstyrt .*|Klage på vedtak)\s*\n?Side \d+ av \d+$", re.MULTILINE)


def squeezed(text: str) -> str:
    """Without the spaces and break points that only lines need."""
    return re.sub(r"[\s\u200b\u00ad]+", "", text)


def pdf(data) -> PdfReader:
    return PdfReader(io.BytesIO(lag_pdf(data)))


def pdf_text(data) -> str:
    return "".join(FOOT.sub("", page.extract_text()) for page in pdf(data).pages)


def page(data) -> ElementTree.Element:
    """The page as a tree; it is well-formed XML too, so nothing that was typed can break out of its place."""
    return ElementTree.fromstring(lag_html(data).removeprefix("<!DOCTYPE html>"))


def html_text(data) -> str:
    return "".join(page(data).find("body").itertext())


def all_of(data, *tags: str) -> list[ElementTree.Element]:
    """Every element with one of the tags, in order."""
    return [element for element in page(data).iter() if element.tag in tags]
