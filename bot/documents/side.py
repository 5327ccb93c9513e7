"""The document as a page to print: one file, no script, nothing fetched from outside."""

from .blokker import Dokument
from .maler import mal
from .ord import Ord


def som_html(dokument: Dokument) -> str:
    """A whole HTML document."""
    return mal("dokument.html.j2").render(dokument=dokument, ord=Ord(dokument.sprak))
