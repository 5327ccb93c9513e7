"""A library's computer: the next one at the keyboard finds nothing, neither by the back button nor in what the browser keeps."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.channel.browsing import CHROMIUM, GREETING, QUIET, asked, field
from tests.channel.fakes import Server

SAID = "jeg heter Hemmelig og trenger hjelp"
KEPT_BY_THE_BROWSER = """async () => ({
    local: Object.entries(localStorage), session: Object.keys(sessionStorage), cookies: document.cookie,
    databases: await indexedDB.databases(), caches: await caches.keys(),
    workers: (await navigator.serviceWorker.getRegistrations()).length, history: history.state, name: window.name,
})"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One that keeps left pages whole for the back button, as people's own browsers do and Playwright's does not."""
    if not CHROMIUM.exists():
        pytest.skip(f"{CHROMIUM} is missing (apt-get install chromium)")
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(
            executable_path=str(CHROMIUM), args=QUIET, ignore_default_args=["--disable-back-forward-cache"]
        )


def leave_and_come_back(page: Page, server: Server) -> None:
    page.goto(f"{server.url}helse")
    page.go_back(wait_until="commit")  # a page that was kept whole does not load again
    expect(page.locator("#tekst")).to_be_visible()


def shown(page: Page) -> str:
    fields = page.eval_on_selector_all(
        "textarea, input:not([type=hidden])", "all => all.map(one => one.value).join(' ')"
    )
    return f"{page.locator('body').inner_text()} {fields}"


def test_while_a_conversation_runs_the_browser_keeps_nothing_of_it(page: Page) -> None:
    asked(page, SAID)
    field(page).fill("Hemmelig utkast")
    kept = page.evaluate(KEPT_BY_THE_BROWSER)
    assert kept.pop("session") in ([], ["maalform"])
    assert not any(kept.values()), kept
    assert "Hemmelig" not in page.url and "Hemmelig" not in page.title()


@pytest.mark.parametrize("how", ["back", "reload"])
def test_after_avslutt_og_slett_nothing_comes_back(page: Page, server: Server, how: str) -> None:
    asked(page, SAID)
    page.get_by_role("button", name="Avslutt og slett").click()
    page.get_by_role("button", name="Ja, slett").click()
    expect(page.locator(".melding")).to_have_count(0)
    if how == "back":
        leave_and_come_back(page, server)
    else:
        page.reload()
    assert "Hemmelig" not in shown(page)
    assert len(server.channel._sessions) <= 1


def test_a_reloaded_page_has_neither_the_conversation_nor_the_draft(page: Page) -> None:
    asked(page, SAID)
    field(page).fill("Hemmelig utkast")
    page.reload()
    expect(page.locator(".bot")).to_have_count(1)
    assert "Hemmelig" not in shown(page)


# --- Without scripts ---


@pytest.fixture
def plain(browser: Browser, server: Server) -> Iterator[BrowserContext]:
    for maalform, message in GREETING.items():
        server.dialogue.answers[f'/felles_start{{"maalform": "{maalform}"}}'] = [message]
    context = browser.new_context(locale="nb-NO", java_script_enabled=False)
    context.set_default_timeout(5000)
    yield context
    context.close()


def test_without_scripts_the_back_button_shows_nothing_after_the_end(plain: BrowserContext, server: Server) -> None:
    page = plain.new_page()
    page.goto(f"{server.url}uten-skript/")
    page.get_by_role("button", name="Start samtalen", exact=True).click()
    page.get_by_role("textbox").fill(SAID)
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text(SAID).first).to_be_visible()
    page.get_by_role("button", name="Avslutt og slett").click()
    expect(page.get_by_role("status")).to_contain_text("avsluttet og slettet")
    for _ in range(4):
        page.go_back()
        assert "Hemmelig" not in page.content()
    assert plain.cookies() == [] and len(server.channel._sessions) == 0
