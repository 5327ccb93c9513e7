"""What the tests of the page share: how to start the browser, what the dialogue says, and what a citizen's hands do."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
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
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
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


def violations(page: Page) -> list[str]:
    """What axe finds wrong at AAA and best practice, element by element."""
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": AXE_TAGS}}).response["violations"]
    return [f"{item['id']}: {node['html']} {node['failureSummary']}" for item in found for node in item["nodes"]]
