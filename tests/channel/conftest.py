from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.channel.browsing import CHROMIUM, GREETING, PRICE, QUIET
from tests.channel.fakes import Server, serving


@pytest.fixture(autouse=True)
def draft_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of saved drafts: the test's own."""
    folder = tmp_path / "kladder"
    monkeypatch.setenv("BPA_KLADDER", str(folder))
    return folder


@pytest.fixture(autouse=True)
def conversation_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of conversations in progress: the test's own."""
    folder = tmp_path / "samtaler"
    monkeypatch.setenv("BPA_SAMTALER", str(folder))
    return folder


@pytest.fixture
def server(draft_folder: Path) -> Iterator[Server]:
    with serving() as running:
        yield running


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        pytest.skip(f"{CHROMIUM} is missing (apt-get install chromium)")
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=str(CHROMIUM), args=QUIET)


@pytest.fixture
def context(browser: Browser, server: Server) -> Iterator[BrowserContext]:
    for maalform, message in GREETING.items():
        server.dialogue.answers[f'/felles_start{{"maalform": "{maalform}"}}'] = [message]
    server.dialogue.answers["pris"] = [PRICE]
    # Reduced motion: nothing glides while we measure.
    context = browser.new_context(locale="nb-NO", reduced_motion="reduce", viewport={"width": 900, "height": 800})
    context.set_default_timeout(5000)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext, server: Server) -> Iterator[Page]:
    """The page with its opening message; anything the script or the policy complains about fails the test."""
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda line: complaints.append(line.text) if "Content Security Policy" in line.text else None)
    page.goto(server.url)
    expect(page.locator(".bot")).to_have_count(1)
    yield page
    assert complaints == []
