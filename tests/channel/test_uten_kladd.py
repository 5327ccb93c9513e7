"""Drafts on the page without scripts: saved under a code or as a file, taken up again, refused at the field."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.channel.browsing import GREETING, violations
from tests.channel.fakes import Server
from tests.channel.test_uten_skript import field, say

STATE = {"versjon": 1, "flyt": "soknad", "svar": {"alder": {"verdi": 44, "status": "svart"}}}
QUESTION = {"text": "Hvor gammel er du?", "maalform": "nb", "fremdrift": {"nr": 3, "antall": 9}}


@pytest.fixture
def context(browser: Browser, server: Server) -> Iterator[BrowserContext]:
    server.dialogue.answers |= {'/felles_start{"maalform": "nb"}': [GREETING["nb"]], "søk": [QUESTION]}
    server.dialogue.state = STATE
    context = browser.new_context(locale="nb-NO", java_script_enabled=False, viewport={"width": 320, "height": 640})
    context.set_default_timeout(5000)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext, server: Server) -> Page:
    page = context.new_page()
    page.goto(f"{server.url}uten-skript/")
    page.get_by_role("button", name="Start samtalen", exact=True).click()
    return page


def folded(page: Page, name: str) -> Any:
    return page.locator("summary", has_text=name)


def save(page: Page) -> str:
    folded(page, "Lagre og fortsett senere").click()
    page.get_by_role("button", name="Få en kode").click()
    return page.locator("#kode_vist").inner_text()


def test_saving_is_offered_when_a_flow_has_begun_and_not_before(page: Page) -> None:
    expect(folded(page, "Lagre og fortsett senere")).to_have_count(0)
    say(page, "søk")
    expect(folded(page, "Lagre og fortsett senere")).to_have_count(1)


def test_a_code_restores_the_answers_in_a_new_conversation(page: Page, server: Server) -> None:
    say(page, "søk")
    code = save(page)
    expect(page.get_by_role("status")).to_contain_text("Koden virker fram til")
    assert code not in page.url and "kladd" in page.url
    page.get_by_role("button", name="Avslutt og slett").click()
    page.get_by_role("button", name="Start samtalen", exact=True).click()
    assert code not in page.content()
    folded(page, "Hent fram en kladd").click()
    page.get_by_label("Koden du fikk").fill(code.lower())
    page.get_by_role("button", name="Hent med kode").click()
    expect(page.locator(".bruker .innhold")).to_have_text("Hent fram kladden min.")
    assert server.dialogue.texts[-1].startswith("/flyt_gjenoppta") and '"alder"' in server.dialogue.texts[-1]
    expect(page.locator("#svar")).to_be_focused()


def test_a_file_restores_them_too(page: Page, server: Server) -> None:
    say(page, "søk")
    folded(page, "Lagre og fortsett senere").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Last ned en fil").click()
    assert download.value.suggested_filename.startswith("bpa-kladd-")
    folded(page, "Hent fram en kladd").click()
    page.get_by_label("Eller filen du lastet ned").set_input_files(download.value.path())
    page.get_by_role("button", name="Hent fra fil").click()
    assert not page.get_by_role("alert").count(), page.get_by_role("alert").inner_text()
    expect(page.locator(".bruker .innhold").last).to_have_text("Hent fram kladden min.")
    assert '"alder"' in server.dialogue.texts[-1]


@pytest.mark.parametrize(("code", "words"), [("", "Feltet er tomt"), ("7KD", "tegn")])
def test_a_wrong_code_is_told_at_its_field_and_kept_there(page: Page, code: str, words: str) -> None:
    folded(page, "Hent fram en kladd").click()
    page.get_by_label("Koden du fikk").fill(code)
    page.get_by_role("button", name="Hent med kode").click()
    entry = page.get_by_label("Koden du fikk")
    expect(entry).to_be_visible()
    expect(entry).to_have_value(code)
    expect(entry).to_have_attribute("aria-invalid", "true")
    assert words in page.locator("#feil").inner_text()
    expect(entry).to_have_attribute("aria-describedby", "feil")
    expect(field(page).first).to_have_attribute("aria-describedby", "hint")


def test_a_file_from_elsewhere_is_refused_at_its_field(page: Page) -> None:
    folded(page, "Hent fram en kladd").click()
    entry = page.get_by_label("Eller filen du lastet ned")
    entry.set_input_files({"name": "x.txt", "mimeType": "text/plain", "buffer": b"noe helt annet"})
    page.get_by_role("button", name="Hent fra fil").click()
    expect(page.get_by_label("Eller filen du lastet ned")).to_have_attribute("aria-describedby", "feil")
    expect(page.get_by_role("alert")).to_contain_text("fil")
    expect(page.get_by_role("alert")).not_to_contain_text("gikk galt hos oss")


def test_nothing_to_save_is_told_where_one_saves(page: Page, server: Server) -> None:
    say(page, "søk")
    server.dialogue.state = None
    folded(page, "Lagre og fortsett senere").click()
    page.get_by_role("button", name="Få en kode").click()
    expect(page.locator("#lagret [role=alert]")).to_contain_text("Jeg fant ikke noe å lagre")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_at_aaa_with_both_open_and_a_code_on_show(
    browser: Browser, context: BrowserContext, server: Server, scheme: Any
) -> None:
    # Axe is itself a script, so here they run; the page has none of its own.
    page = browser.new_page(locale="nb-NO", color_scheme=scheme, viewport={"width": 320, "height": 640})
    page.goto(f"{server.url}uten-skript/")
    page.get_by_role("button", name="Start samtalen", exact=True).click()
    say(page, "søk")
    save(page)
    folded(page, "Hent fram en kladd").click()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    usable = page.locator("button, summary, input:not([type=hidden]), textarea").all()
    boxes = [(item.inner_text(), item.bounding_box()) for item in usable if item.is_visible()]
    assert [text for text, box in boxes if box["height"] < 44] == []
    page.close()


def test_a_post_without_the_conversations_seal_saves_nothing(
    page: Page, context: BrowserContext, server: Server
) -> None:
    cookie = "; ".join(f"{item['name']}={item['value']}" for item in context.cookies())
    for form in ({"som": "kode"}, {"som": "kode", "segl": "x"}, {"kode": "7KD", "segl": ""}):
        response = server.client.post("uten-skript/kladd", data=form, headers={"Cookie": cookie})
        assert response.status_code == 403 and "kode_vist" not in response.text


def test_a_file_above_256_kb_is_refused(page: Page) -> None:
    folded(page, "Hent fram en kladd").click()
    entry = page.get_by_label("Eller filen du lastet ned")
    entry.set_input_files({"name": "x.txt", "mimeType": "text/plain", "buffer": b"a" * 310_000})
    page.get_by_role("button", name="Hent fra fil").click()
    expect(page.get_by_role("alert")).to_contain_text("for stor")
