"""A whole application in the real page with the real dialogue, by keyboard alone, to the document on the citizen's disk."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect, sync_playwright

from tests.channel.browsing import CHROMIUM, QUIET, field, violations

pytestmark = pytest.mark.samtale
ANSWER_TIME = 20_000  # ms, on a busy machine too
ANSWERS = [
    "meg selv",
    "44",
    "Jeg bruker rullestol og bor alene.",
    "Jeg kan lese og skrive selv.",
    "dusje 20 minutter hver dag",
    "vaske huset 2 timer i uka",
    "ferdig",
    "ferdig",
    "nei",
    "nei",
    "resten av livet",
    "ingen",
    "Jeg kan komme meg ut når jeg vil.",
    "meg selv",
    "kommunen",
    "ingen",
    "ja",
]


@pytest.fixture
def page(server: str) -> Iterator[Page]:
    if not CHROMIUM.exists():
        pytest.skip(f"{CHROMIUM} is missing (apt-get install chromium)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=QUIET)
        page = browser.new_page(locale="nb-NO", reduced_motion="reduce")
        page.set_default_timeout(ANSWER_TIME)
        page.goto(server)
        expect(page.locator(".bot")).to_have_count(1, timeout=ANSWER_TIME)
        yield page
        browser.close()


def press_to(page: Page, name: str) -> None:
    """Shift+Tab back from the field to the button of that name, and press it."""
    for _ in range(60):
        page.keyboard.press("Shift+Tab")
        focused = page.evaluate("document.activeElement.ariaLabel || document.activeElement.innerText || ''")
        if focused.strip() == name:
            page.keyboard.press("Enter")
            return
    raise AssertionError(f"no button «{name}» is reached with Shift+Tab")


def type_in(page: Page, text: str) -> None:
    answers = page.locator(".bot").count()
    expect(field(page)).to_be_focused()
    page.keyboard.type(text)
    # Where a long answer is asked for, Enter is a new line.
    page.keyboard.press("Control+Enter" if page.locator("#skjema.langt").count() else "Enter")
    expect(page.locator(".bot").nth(answers)).to_be_visible(timeout=ANSWER_TIME)
    expect(page.locator("#status")).to_have_text("")


def test_an_application_is_filled_in_changed_and_downloaded_without_a_mouse(page: Page) -> None:
    field(page).focus()
    press_to(page, "Hjelp meg å søke nå")
    expect(page.get_by_role("progressbar")).to_have_count(1, timeout=ANSWER_TIME)
    for text in ANSWERS[:6]:
        type_in(page, text)
    expect(page.get_by_role("table", name="Oppgavene gjennom uka").last.get_by_role("rowheader")).to_have_text(
        ["dusje", "vaske huset"]
    )
    assert violations(page) == []
    for text in ANSWERS[6:]:
        type_in(page, text)
    expect(page.locator("dl").last.locator("dt").nth(1)).to_have_text("Alder")

    press_to(page, "Endre: Alder")
    expect(page.locator(".bot .innhold").last).to_contain_text("Hvor gammel er du?", timeout=ANSWER_TIME)
    type_in(page, "45")
    expect(page.locator("dl").last.locator("dd").nth(2)).to_have_text("45 år")
    assert violations(page) == []

    press_to(page, "Lag dokumentet")
    expect(page.get_by_role("group", name="Last ned dokumentet")).to_be_visible(timeout=ANSWER_TIME)
    with page.expect_download() as download:
        press_to(page, "Last ned PDF")
    assert download.value.suggested_filename == "soknad-bpa.pdf"
    assert download.value.path().read_bytes().startswith(b"%PDF-")
    expect(page.locator("#status")).to_have_text("Dokumentet er lastet ned.")


def test_an_answer_about_the_price_shows_its_steps_and_its_curve(page: Page) -> None:
    field(page).focus()
    type_in(page, "hva koster det i timen når vi har 400 000 i inntekt til sammen?")
    answer = page.locator(".bot").last
    for name in ("Slik er prisen regnet ut", "Prisen etter timer i måneden"):
        answer.locator("summary", has_text=name).press("Enter")
    expect(answer.locator("dl")).to_contain_text("405 kr")
    expect(answer.get_by_role("figure")).to_contain_text("Fra 6 timer i måneden koster det 2 027 kr.")
    field(page).focus()
    type_in(page, "hva koster bpa?")
    expect(page.get_by_role("table", name="Prisen etter inntekt").get_by_role("row")).to_have_count(5)
    assert violations(page) == []


def test_the_notice_names_the_municipality_that_is_responsible(page: Page) -> None:
    expect(page.locator(".personvern")).to_contain_text("Fredrikstad kommune er ansvarlig")
