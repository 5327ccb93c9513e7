"""What the tests of the page share: how to start the browser, what the dialogue says, and what a citizen's hands do."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

CHROMIUM = Path("/usr/bin/chromium")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
GREETING = {
    "nb": {"text": "Hei! Jeg er en robot.", "maalform": "nb", "buttons": [{"title": "Hva er BPA?", "payload": "/bpa"}]},
    "nn": {"text": "Hei! Eg er ein robot.", "maalform": "nn", "buttons": [{"title": "Kva er BPA?", "payload": "/bpa"}]},
}
PRICE = {
    "text": "Prisen er\n• 405 kr per time\n• 2 027 kr per måned\n\nDet står i tabellen\nfra 2023.",
    "maalform": "nb",
    "buttons": [{"title": "Hva er gratis?", "payload": "/gratis"}, {"title": "Hvem kan få?", "payload": "/hvem"}],
    "kilder": [{"tittel": "Kommunens priser", "url": "https://kommune.example/bpa"}],
}


def field(page: Page) -> Any:
    return page.locator("#tekst")


def send(page: Page, text: str) -> None:
    field(page).fill(text)
    field(page).press("Enter")


def asked(page: Page, text: str) -> None:
    """Send `text` and wait for its answer."""
    answers = page.locator(".bot").count()
    send(page, text)
    expect(page.locator(".bot")).to_have_count(answers + 1)
