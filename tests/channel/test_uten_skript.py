"""The chat without JavaScript: a real browser with scripts off, and what a forger, a stranger and a thief get."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from bot.channel.uten_side import blokker
from tests.channel.browsing import GREETING, PRICE, violations
from tests.channel.fakes import Server, serving
from tests.documents.datasett import soknad

SMALLEST_TARGET = 44
FNR = "13097248022"


def teach(server: Server) -> None:
    for maalform, message in GREETING.items():
        server.dialogue.answers[f'/felles_start{{"maalform": "{maalform}"}}'] = [message]
    server.dialogue.answers |= {
        "pris": [PRICE],
        "/gratis": [{"text": "Noe er gratis.", "maalform": "nb"}],
        "kva": [{"text": "Eg svarar", "maalform": "nn"}],
        "fortell": [{"text": "Fortell.", "fritekst": True, "fremdrift": {"nr": 2, "antall": 9}}],
        "ferdig": [{"text": "Her er søknaden.", "dokument": soknad()}],
        "feil": RuntimeError("hemmelig"),
    }


# --- In a browser with scripts off ---


@pytest.fixture
def context(browser: Browser, server: Server) -> Iterator[BrowserContext]:
    teach(server)
    context = browser.new_context(locale="nb-NO", java_script_enabled=False, viewport={"width": 900, "height": 800})
    context.set_default_timeout(5000)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext, server: Server) -> Page:
    """The conversation, begun from the chat page."""
    page = context.new_page()
    page.goto(server.url)
    page.get_by_role("link", name="Nettleseren kjører ikke JavaScript").click()
    page.get_by_role("button", name="Start samtalen", exact=True).click()
    expect(page.locator(".bot .innhold")).to_have_text(["Hei! Jeg er en robot."])
    return page


def field(page: Page) -> Any:
    return page.get_by_role("textbox")


def say(page: Page, text: str) -> None:
    field(page).fill(text)
    page.get_by_role("button", name="Send").click()


def test_with_scripts_off_the_chat_page_shows_the_way_and_nothing_dead(context: BrowserContext, server: Server) -> None:
    page = context.new_page()
    page.goto(server.url)
    expect(page.get_by_role("link")).to_have_count(1)
    usable = [item.inner_text() for item in page.locator("button, textarea, input, summary").all() if item.is_visible()]
    assert usable == ["Personvern og tilgjengelighet"]


def test_the_privacy_notice_comes_before_the_first_message(context: BrowserContext, server: Server) -> None:
    page = context.new_page()
    page.goto(f"{server.url}uten-skript/")
    expect(page.get_by_role("heading", level=2)).to_have_text("Personvern")
    expect(page.get_by_text("slettes senest 24 timer etter")).to_be_visible()
    expect(page.get_by_role("textbox")).to_have_count(0)
    assert server.dialogue.received == [] and context.cookies() == []


def test_a_conversation_is_talked_pressed_and_read(page: Page, server: Server) -> None:
    say(page, "pris")
    answer = page.locator(".bot").last
    expect(answer.locator("li").first).to_have_text("405 kr per time")
    expect(answer).to_be_focused()
    assert page.url == f"{server.url}uten-skript/#svar"
    answer.locator("summary").click()
    expect(page.get_by_role("link", name="Kommunens priser")).to_have_attribute("href", "https://kommune.example/bpa")
    page.get_by_role("group", name="Velg et svar").get_by_role("button", name="Hva er gratis?").click()
    expect(page.locator(".melding .innhold")).to_contain_text(
        ["Hei! Jeg er en robot.", "pris", "Prisen er", "Hva er gratis?", "Noe er gratis."]
    )
    assert server.dialogue.texts[-2:] == ["pris", "/gratis"]
    expect(page.locator(".bot form button")).to_have_count(0)
    page.reload()
    assert len(server.dialogue.texts) == 3


def test_a_whole_conversation_by_keyboard(page: Page, server: Server) -> None:
    expect(page.locator("#svar")).to_be_focused()
    for name in ("Hva er BPA?", None):
        page.keyboard.press("Tab")
        expect(page.get_by_role("button", name=name) if name else field(page)).to_be_focused()
    page.keyboard.type("pris")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page.locator(".bot")).to_have_count(2)
    for _ in range(2):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".bot .innhold").last).to_have_text("Noe er gratis.")


def test_one_heading_for_the_page_and_one_out_of_sight_for_each_message(page: Page) -> None:
    say(page, "kva")
    expect(page.get_by_role("heading", level=1)).to_have_text("BPA-veilederen")
    headings = page.get_by_role("heading", level=2)
    expect(headings).to_have_text(["BPA-veilederen sa:", "Du sa:", "BPA-veilederen sa:"])
    assert all(heading.bounding_box()["width"] <= 1 for heading in headings.all())
    assert [text.get_attribute("lang") for text in page.locator(".bot .innhold").all()] == ["nb", "nn"]
    expect(page.locator("html")).to_have_attribute("lang", "nn")


def test_an_empty_message_is_told_at_the_field(page: Page) -> None:
    page.get_by_role("button", name="Send").click()
    expect(field(page)).to_be_focused()
    expect(field(page)).to_have_attribute("aria-invalid", "true")
    expect(field(page)).to_have_accessible_description(re.compile(r"personopplysninger\. Feltet er tomt\."))
    assert page.title().startswith("Feil: ")


@pytest.mark.parametrize(("length", "told"), [(1000, False), (1001, True)])
def test_a_message_above_1000_characters_is_kept_as_draft(page: Page, length: int, told: bool) -> None:
    say(page, "å" * length)
    expect(page.locator("#feil")).to_have_count(int(told))
    expect(field(page)).to_have_value("å" * length if told else "")


def test_a_draft_that_comes_back_has_no_personal_data_in_it(page: Page) -> None:
    say(page, f"{FNR} {'å' * 1000}")
    expect(field(page)).to_have_value(f"[fødselsnummer] {'å' * 1000}")
    assert FNR not in page.content()


@pytest.mark.parametrize(("length", "told"), [(4000, False), (4001, True)])
def test_free_text_has_room_for_4000_characters_and_says_so(page: Page, length: int, told: bool) -> None:
    say(page, "fortell")
    expect(page.get_by_text("Her kan du skrive opptil 4000 tegn.")).to_be_visible()
    expect(page.get_by_text("Spørsmål 2 av 9")).to_be_visible()
    say(page, "😀" * length)
    expect(page.locator("#feil")).to_have_count(int(told))


def test_when_the_dialogue_fails_the_draft_is_kept_and_nothing_said_twice(page: Page, server: Server) -> None:
    say(page, "feil")
    expect(page.locator("#feil")).to_contain_text("Beklager, noe gikk galt hos oss")
    expect(page.locator(".bruker")).to_have_count(0)
    expect(field(page)).to_have_value("feil")
    server.dialogue.answers["feil"] = [{"text": "Nå gikk det."}]
    page.get_by_role("button", name="Send").click()
    expect(page.locator(".bot .innhold").last).to_have_text("Nå gikk det.")


def test_markup_is_shown_as_text(page: Page, server: Server) -> None:
    evil = "<img src=x><b>fet</b></textarea>\"'{{ 7*7 }}"
    server.dialogue.answers[evil] = [{"text": evil, "buttons": [{"title": evil, "payload": "/x"}]}]
    say(page, evil)
    expect(page.locator("main img, main b")).to_have_count(0)
    expect(page.locator(".bruker .innhold, .bot:last-of-type .innhold")).to_contain_text([evil])
    expect(page.get_by_role("button", name=evil)).to_have_count(1)


def test_a_document_is_downloaded_and_shown(page: Page) -> None:
    say(page, "ferdig")
    with page.expect_download() as download:
        page.get_by_role("button", name="Last ned PDF").click()
    assert download.value.suggested_filename == "soknad-bpa.pdf"
    page.get_by_role("button", name="Åpne for utskrift").click()
    expect(page.locator("h1")).to_contain_text("BPA")
    assert page.url.endswith("/uten-skript/dokument#tekst")


def test_the_conversation_is_downloaded(page: Page) -> None:
    say(page, f"{FNR} pris")
    with page.expect_download() as download:
        page.get_by_role("button", name="Last ned samtalen").click()
    assert download.value.suggested_filename == "samtale-bpa.txt"
    said = download.value.path().read_text("utf-8")
    assert "Hei! Jeg er en robot." in said and "pris" in said and FNR not in said


def test_avslutt_og_slett_ends_the_conversation_at_once(page: Page, context: BrowserContext, server: Server) -> None:
    page.get_by_role("button", name="Avslutt og slett").click()
    expect(page.get_by_role("status")).to_have_text("Samtalen er avsluttet og slettet. Du kan starte en ny når du vil.")
    assert len(server.channel._sessions) == 0 and context.cookies() == []
    page.goto(f"{server.url}uten-skript/")
    expect(page.get_by_text("Jeg er en robot")).to_have_count(0)


def test_what_was_written_to_a_conversation_that_had_ended_goes_with_the_new_one(page: Page, server: Server) -> None:
    server.channel._sessions._sessions.clear()
    say(page, "pris")
    expect(page.locator("#feil")).to_contain_text("Samtalen er avsluttet")
    expect(field(page)).to_have_value("pris")
    page.get_by_role("button", name="Start samtalen", exact=True).click()
    expect(page.locator(".melding .innhold")).to_contain_text(["Hei! Jeg er en robot.", "pris", "Prisen er"])


def test_the_cookie_is_for_this_folder_alone_and_gone_with_the_browser(page: Page, context: BrowserContext) -> None:
    (cookie,) = context.cookies()
    assert (cookie["path"], cookie["httpOnly"], cookie["sameSite"], cookie["expires"]) == (
        "/uten-skript",
        True,
        "Strict",
        -1,
    )
    assert cookie["value"] not in page.content() and cookie["value"] not in page.url


def test_below_a_prefix_everything_works_as_well(browser: Browser) -> None:
    with serving(prefix="/webhooks/bpa") as server:
        teach(server)
        context = browser.new_context(locale="nn-NO", java_script_enabled=False)
        page = context.new_page()
        page.goto(f"{server.url}uten-skript")
        page.get_by_role("button", name="Start samtalen", exact=True).click()
        say(page, "pris")
        expect(page.locator(".bot")).to_have_count(2)
        assert [cookie["path"] for cookie in context.cookies()] == ["/webhooks/bpa/uten-skript"]
        context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_at_aaa(browser: Browser, server: Server, scheme: Any) -> None:
    # Axe is a script: the page itself has none.
    teach(server)
    context = browser.new_context(locale="nb-NO", bypass_csp=True, color_scheme=scheme)
    page = context.new_page()
    page.goto(f"{server.url}uten-skript/")
    assert violations(page) == []
    page.get_by_role("button", name="Start samtalen", exact=True).click()
    for text in ("ferdig", "fortell", "pris"):
        say(page, text)
        assert violations(page) == []
    page.get_by_role("button", name="Send").click()
    page.locator(".bot summary").click()
    assert violations(page) == []
    page.evaluate("document.querySelector('label[for=tekst]').remove()")
    assert any(found.startswith("label:") for found in violations(page))
    context.close()


@pytest.mark.parametrize(("width", "height"), [(320, 640), (320, 256)], ids=["phone", "400 % zoom"])
def test_at_320_pixels_nothing_scrolls_sideways_and_every_target_is_44_pixels(
    browser: Browser, server: Server, width: int, height: int
) -> None:
    teach(server)
    word = "personlighetsutviklingsprosjektmedarbeiderstillingsbeskrivelse" * 2
    server.dialogue.answers[word] = [
        {"text": word, "buttons": [{"title": word, "payload": "/x"}], "dokument": soknad()}
    ]
    context = browser.new_context(locale="nb-NO", viewport={"width": width, "height": height})
    page = context.new_page()
    page.goto(f"{server.url}uten-skript/")
    assert page.evaluate("document.documentElement.scrollWidth") == width
    page.get_by_role("button", name="Start samtalen", exact=True).click()
    say(page, word)
    page.get_by_role("button", name="Send").click()
    assert page.evaluate("document.documentElement.scrollWidth") == width
    targets = [item for item in page.locator("button, summary, textarea").all() if item.is_visible()]
    assert len(targets) == 10
    assert [item.inner_text() for item in targets if item.bounding_box()["height"] < SMALLEST_TARGET] == []
    context.close()


# --- A forger, a stranger and a thief ---


class Citizen:
    """A conversation by hand: the cookie, and what the page's forms hold."""

    def __init__(self, server: Server) -> None:
        self.client = httpx.Client(base_url=f"{server.url}uten-skript/", timeout=10)
        self.client.post("", data={"start": "nb"})

    @property
    def hidden(self) -> dict[str, str]:
        return dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]+)"', self.client.get("").text))

    def post(self, path: str = "", headers: dict[str, str] | None = None, **fields: str) -> httpx.Response:
        return self.client.post(path, data={**self.hidden, **fields}, headers=headers)


@pytest.fixture
def citizen(server: Server) -> Citizen:
    teach(server)
    return Citizen(server)


def test_a_message_is_answered_by_a_redirect_to_the_page(citizen: Citizen, server: Server) -> None:
    response = citizen.post(tekst="pris")
    assert (response.status_code, response.headers["location"]) == (303, "./#svar")
    assert server.dialogue.texts[-1] == "pris"


@pytest.mark.parametrize("seal", ["", "x", None, "other"])
def test_a_form_without_this_conversations_seal_is_refused(server: Server, citizen: Citizen, seal: str | None) -> None:
    other = Citizen(server)
    heard = len(server.dialogue.texts)
    fields = {"id": "1", "tekst": "pris"}
    if seal is not None:
        fields["segl"] = other.hidden["segl"] if seal == "other" else seal
    for path, more in (("", {}), ("", {"slutt": "1"}), ("dokument", {"fil": "x.pdf"})):
        response = citizen.client.post(path, data={**fields, **more})
        assert response.status_code == 403 and "ikke fra denne siden" in response.text
        assert "robot" not in response.text and "pris" not in response.text and "segl" not in response.text
    assert len(server.dialogue.texts) == heard and len(server.channel._sessions) == 2


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "same-origin"}, 303),
        ({"Sec-Fetch-Site": "same-origin", "Origin": "https://kjent-bak-proxy.example"}, 303),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Sec-Fetch-Site": "none"}, 403),
        ({"Origin": "https://ond.example"}, 403),
        ({"Origin": "null"}, 403),
        ({}, 303),
    ],
)
def test_what_another_site_sends_is_refused(citizen: Citizen, headers: dict[str, str], status: int) -> None:
    assert citizen.post(headers=headers, tekst="pris").status_code == status
    assert citizen.client.post("", data={"start": "nb"}, headers=headers).status_code == status


def test_the_own_origin_is_let_in(citizen: Citizen, server: Server) -> None:
    assert citizen.post(headers={"Origin": server.url.rstrip("/")}, tekst="pris").status_code == 303


@pytest.mark.parametrize("token", ["", "x", "a" * 43 + "." + "b" * 43, "../..", "Bearer x"])
def test_a_forged_cookie_shows_nobodys_conversation(citizen: Citizen, server: Server, token: str) -> None:
    hidden = citizen.hidden
    with httpx.Client(base_url=f"{server.url}uten-skript/", headers={"Cookie": f"bpa_samtale={token}"}) as thief:
        assert "robot" not in thief.get("").text
        response = thief.post("", data={**hidden, "tekst": "pris"})
    assert response.status_code == 401 and "robot" not in response.text
    assert "pris" not in server.dialogue.texts


def test_anothers_button_and_document_are_unknown(citizen: Citizen, server: Server) -> None:
    citizen.post(tekst="ferdig")
    document = re.search(r'name="fil" value="([^"]+)\.pdf"', citizen.client.get("").text)[1]
    citizen.post(tekst="pris")
    button = re.search(r'name="knapp" value="([^"]+)"', citizen.client.get("").text)[1]
    other = Citizen(server)
    assert other.post(knapp=button).status_code == 409
    assert other.post("dokument", fil=f"{document}.pdf").status_code == 404
    assert citizen.post("dokument", fil=f"{document}.json").status_code == 200
    assert citizen.post(knapp=button).status_code == 303


@pytest.mark.parametrize("button", ["/gratis", "/restart", "", "x" * 5000])
def test_a_button_that_was_not_offered_reaches_nobody(citizen: Citizen, server: Server, button: str) -> None:
    heard = len(server.dialogue.texts)
    assert citizen.post(knapp=button).status_code in (400, 409)
    assert len(server.dialogue.texts) == heard


def test_the_same_form_twice_is_one_message(citizen: Citizen, server: Server) -> None:
    fields = {**citizen.hidden, "tekst": "pris"}
    assert [citizen.client.post("", data=fields).status_code for _ in range(3)] == [303] * 3
    assert server.dialogue.texts.count("pris") == 1
    assert citizen.client.get("").text.count('class="melding bruker"') == 1


def test_an_identity_number_is_masked_in_the_transcript_and_told(citizen: Citizen, server: Server) -> None:
    citizen.post(tekst=f"Jeg er {FNR}. Hva er BPA?")
    page = citizen.client.get("").text
    assert FNR not in page and "så ut som et fødselsnummer" in page
    assert FNR not in repr(server.dialogue.texts) and FNR not in repr(server.channel._sessions._sessions)


def test_a_command_is_text(citizen: Citizen, server: Server) -> None:
    citizen.post(tekst='/restart{"a": 1}')
    assert server.dialogue.texts[-1] == 'restart{"a": 1}'


def test_too_large_a_body_is_refused_and_the_draft_kept(citizen: Citizen, server: Server) -> None:
    response = citizen.post(tekst="å" * 20_000)
    assert response.status_code == 413 and "høyst 1000 tegn" in response.text and "å" * 20_000 in response.text


@pytest.mark.parametrize("start", ["de", "x" * 1000])
def test_another_maalform_is_refused(server: Server, start: str) -> None:
    response = server.client.post("uten-skript/", data={"start": start})
    assert response.status_code == 400 and "set-cookie" not in response.headers
    assert len(server.channel._sessions) == 0


@pytest.mark.parametrize(
    ("headers", "secure"),
    [
        ({}, False),
        ({"Origin": "http://HOST"}, False),
        ({"Origin": "https://HOST"}, True),
        ({"X-Forwarded-Proto": "https"}, True),
    ],
)
def test_over_https_the_cookie_is_secure(server: Server, headers: dict[str, str], secure: bool) -> None:
    host = server.url.split("/")[2]
    own = {name: value.replace("HOST", host) for name, value in headers.items()}
    cookie = server.client.post("uten-skript/", data={"start": "nb"}, headers=own).headers["set-cookie"]
    assert ("; Secure" in cookie) is secure and "; HttpOnly; SameSite=Strict" in cookie and "ath=" not in cookie


def test_no_page_is_stored_scripted_or_framed(citizen: Citizen) -> None:
    for response in (citizen.client.get(""), citizen.client.get("slettet"), citizen.post(tekst="pris"), citizen.post()):
        assert response.headers["cache-control"] == "no-store"
        assert response.headers["x-frame-options"] == "DENY" and response.headers["x-content-type-options"] == "nosniff"
        policy = response.headers["content-security-policy"]
        assert "default-src 'none'" in policy and "form-action 'self'" in policy and "script-src" not in policy
    page = citizen.client.get("").text
    assert re.findall(r"<script|<style|style=|\son\w+=", page) == []
    assert re.findall(r'(?:src|href)="(?!\.\./static/|\.\./personvern|\.\./tilgjengelighet|#)[^"]*', page) == [
        'href="https://kommune.example/bpa'
    ]


def test_a_token_of_the_interface_opens_no_page_without_turns(server: Server) -> None:
    token = server.start()
    page = server.client.get("uten-skript/", headers={"Cookie": f"bpa_samtale={token}"})
    assert page.status_code == 200 and "Start samtalen" in page.text


def test_the_turns_go_when_the_conversation_goes(server: Server, citizen: Citizen) -> None:
    (session,) = server.channel._sessions._sessions.values()
    assert len(session.turns) == 1
    server.channel._sessions.forget(session)
    assert session.turns is None
    assert "Start samtalen" in citizen.client.get("").text


def test_the_address_without_its_slash_leads_to_the_page(server: Server) -> None:
    response = server.client.get("uten-skript")
    assert (response.status_code, response.headers["location"]) == (302, "uten-skript/")


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("", []),
        ("a\nb\n\nc", ["<p>a<br>b</p>", "<p>c</p>"]),
        ("a\n• b\n• c\nd", ["<p>a</p>", "<ul><li>b</li><li>c</li></ul>", "<p>d</p>"]),
        ("2 027 kr", ["<p>2\u00a0027\u00a0kr</p>"]),
        ("<b>&", ["<p>&lt;b&gt;&amp;</p>"]),
    ],
)
def test_lines_with_bullets_are_a_list_and_others_paragraphs(text: str, blocks: list[str]) -> None:
    assert blokker(text) == blocks
