"""The chat page in a real browser: by keyboard, by screen reader roles, on a narrow screen, when things fail."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests.channel.browsing import asked, field, send
from tests.channel.fakes import Server

SMALLEST_TARGET = 44


# --- What a screen reader meets ---


def test_the_page_has_one_log_that_speaks_and_a_status_and_an_alert_apart_from_it(page: Page) -> None:
    log = page.get_by_role("log", name="Samtalen")
    expect(log).to_have_count(1)
    expect(log).to_have_attribute("aria-live", "polite")
    assert log.locator("[role=status], [role=alert], [aria-live]").count() == 0
    expect(page.get_by_role("status")).to_have_count(1)
    assert page.locator("main > [role=status], #skjema > [role=alert]").count() == 2
    assert page.locator("[aria-live]").count() == 1
    expect(page.get_by_role("heading", level=1)).to_have_text("BPA-veilederen")
    expect(page.get_by_role("main")).to_have_count(1)


def test_the_field_has_a_label_and_its_hint(page: Page) -> None:
    expect(field(page)).to_have_accessible_name("Hva lurer du på?")
    expect(field(page)).to_have_accessible_description(
        "Ikke skriv navn, fødselsnummer eller andre personopplysninger. Enter sender. Shift og Enter gir ny linje."
    )


def test_each_message_names_its_sender_out_of_sight_and_its_language(page: Page, server: Server) -> None:
    server.dialogue.answers |= {
        "kva": [{"text": "Eg svarar", "maalform": "nn"}],
        "what": [{"text": "I answer", "maalform": "en"}],
    }
    asked(page, "kva")
    asked(page, "what")
    senders = page.locator(".melding > .skjult")
    expect(senders).to_have_text(["BPA-veilederen sa:", "Du sa:", "BPA-veilederen sa:", "Du sa:", "BPA-veilederen sa:"])
    assert all(box["width"] <= 1 and box["height"] <= 1 for box in (sender.bounding_box() for sender in senders.all()))
    languages = [content.get_attribute("lang") for content in page.locator(".bot .innhold").all()]
    assert languages == ["nb", "nn", "en"]


def test_the_answer_comes_after_the_question_in_the_log(page: Page) -> None:
    asked(page, "hei")
    said = page.get_by_role("log").inner_text().split("\n\n")
    assert said[-3:] == ["hei", "BPA-veilederen sa:", "Du skrev hei"]


# --- By keyboard alone ---


def test_a_whole_conversation_by_keyboard(page: Page, server: Server) -> None:
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Hopp til skrivefeltet")).to_be_focused()
    page.keyboard.press("Enter")
    expect(field(page)).to_be_focused()
    page.keyboard.type("linje 1")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("linje 2")
    page.keyboard.press("Enter")
    expect(page.locator(".bot")).to_have_count(2)
    assert server.dialogue.texts[-1] == "linje 1\nlinje 2"
    expect(field(page)).to_be_focused()
    expect(field(page)).to_have_value("")
    page.keyboard.type("pris")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Send")).to_be_focused()
    page.keyboard.press("Space")
    expect(page.locator(".bot")).to_have_count(3)
    expect(field(page)).to_be_focused()
    for name in ("Hent fram en kladd", "Hvem kan få?", "Hva er gratis?"):
        page.keyboard.press("Shift+Tab")
        expect(page.locator("button, summary", has_text=name)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".bot")).to_have_count(4)
    assert server.dialogue.texts[-1] == "/gratis"
    expect(field(page)).to_be_focused()


def test_tab_visits_everything_and_leaves_the_page(page: Page) -> None:
    asked(page, "pris")
    page.evaluate("document.activeElement.blur(); window.getSelection().removeAllRanges()")
    page.get_by_role("link", name="Hopp").focus()
    visited = []
    for _ in range(21):
        visited.append(page.evaluate("(document.activeElement.innerText || document.activeElement.id).trim()"))
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            break
    assert visited == [
        "Hopp til skrivefeltet",
        "Bokmål",
        "Nynorsk",
        "Start på nytt",
        "Last ned samtalen",
        "Avslutt og slett",
        "Personvern og tilgjengelighet",
        "Kilder (1)",
        "Hva er gratis?",
        "Hvem kan få?",
        "Hent fram en kladd",
        "tekst",
        "Send",
    ]


# --- Messages ---


def test_lines_with_bullets_are_a_list_and_others_paragraphs(page: Page) -> None:
    asked(page, "pris")
    answer = page.locator(".bot").last
    expect(answer.locator(".innhold > ul > li")).to_have_text(["405 kr per time", "2 027 kr per måned"])
    expect(answer.locator(".innhold > p")).to_have_text(["Prisen er", "Det står i tabellenfra 2023."])
    assert answer.locator(".innhold > p br").count() == 1


def test_markup_is_shown_as_text(page: Page, server: Server) -> None:
    evil = '<img src=x onerror="document.title=1"><b>fet</b>'
    server.dialogue.answers[evil] = [{"text": evil, "buttons": [{"title": evil, "payload": "/x"}]}]
    asked(page, evil)
    expect(page.get_by_role("log").locator("img, b")).to_have_count(0)
    expect(page.locator(".bruker .innhold")).to_have_text(evil)
    expect(page.get_by_role("button", name=evil)).to_have_count(1)
    expect(page).to_have_title("BPA-veilederen – spør om brukerstyrt personlig assistanse")


def test_sources_are_folded_and_open_apart_from_the_conversation(page: Page) -> None:
    asked(page, "pris")
    link = page.get_by_role("link", name="Kommunens priser (åpnes i ny fane)")
    expect(link).to_have_count(0)
    page.get_by_text("Kilder (1)").click()
    expect(link).to_be_visible()
    assert link.get_attribute("href") == "https://kommune.example/bpa"
    assert link.get_attribute("target") == "_blank" and link.get_attribute("rel") == "noopener noreferrer"


def test_a_source_that_is_not_https_is_named_but_never_a_link_even_when_the_server_sends_it(page: Page) -> None:
    message = {
        "tekst": "hei",
        "maalform": "nb",
        "knapper": [],
        "kilder": [{"tittel": "x", "url": "javascript:alert(1)"}],
    }
    page.route("**/api/samtaler/meldinger", lambda route: route.fulfill(json={"meldinger": [message]}))
    asked(page, "hei")
    expect(page.locator(".bot details li")).to_have_text("x")
    expect(page.locator(".bot a")).to_have_count(0)


def test_buttons_of_older_turns_are_out_of_use(page: Page) -> None:
    first = page.get_by_role("button", name="Hva er BPA?")
    expect(first).to_be_enabled()
    asked(page, "pris")
    expect(page.locator("button", has_text="Hva er BPA?")).to_be_disabled()
    expect(first).to_have_count(0)
    expect(page.get_by_role("button", name="Hva er gratis?")).to_be_enabled()


def test_a_pressed_button_is_shown_as_said(page: Page, server: Server) -> None:
    page.get_by_role("button", name="Hva er BPA?").click()
    expect(page.locator(".bruker .innhold")).to_have_text("Hva er BPA?")
    expect(page.locator(".bot")).to_have_count(2)
    assert server.dialogue.texts[-1] == "/bpa"


def test_a_slow_answer_is_announced_in_the_status_alone(page: Page, server: Server) -> None:
    server.dialogue.seconds = 1
    send(page, "hei")
    expect(page.get_by_role("status")).to_have_text("BPA-veilederen skriver …")
    assert "skriver …" not in page.get_by_role("log").inner_text()
    expect(page.locator(".bot")).to_have_count(2)
    expect(page.get_by_role("status")).to_have_text("")


def test_while_an_answer_is_awaited_a_second_message_stays_in_the_field(page: Page, server: Server) -> None:
    server.dialogue.seconds = 0.3
    send(page, "en")
    send(page, "to")
    expect(page.locator(".bot")).to_have_count(2)
    expect(field(page)).to_have_value("to")
    assert server.dialogue.texts[1:] == ["en"]


# --- When things fail ---


def failed_with(page: Page, words: str, draft: str) -> None:
    """The error stands in the alert and describes the field; the draft is back and nothing was said."""
    expect(page.get_by_role("alert")).to_contain_text(words)
    expect(field(page)).to_have_attribute("aria-invalid", "true")
    assert words in page.evaluate(
        "document.getElementById('tekst').getAttribute('aria-describedby').split(' ')"
        ".map((id) => document.getElementById(id).textContent).join(' ')"
    )
    expect(field(page)).to_have_value(draft)
    expect(field(page)).to_be_focused()
    expect(page.locator(".bruker")).to_have_count(0)


def test_an_error_of_the_server_is_tied_to_the_field_and_the_draft_kept(page: Page, server: Server) -> None:
    server.dialogue.answers["feil"] = RuntimeError()
    send(page, "feil")
    failed_with(page, "Beklager, noe gikk galt hos oss", "feil")
    expect(page.get_by_role("button", name="Hva er BPA?")).to_be_enabled()
    field(page).press("x")
    expect(page.get_by_role("alert")).to_be_hidden()
    expect(field(page)).to_have_attribute("aria-invalid", "false")


def test_a_text_above_the_limit_is_kept_and_the_limit_told(page: Page) -> None:
    send(page, "å" * 1001)
    failed_with(page, "Skriv høyst 1000 tegn om gangen", "å" * 1001)


def test_an_empty_field_is_told_at_once(page: Page, server: Server) -> None:
    send(page, "   ")
    failed_with(page, "Feltet er tomt", "   ")
    assert len(server.dialogue.texts) == 1


def test_without_network_the_draft_is_kept_and_what_was_written_meanwhile_too(page: Page) -> None:
    tries: list[str] = []

    def drop(route: Route) -> None:
        if not tries:
            field(page).press_sequentially("mer")
        tries.append(route.request.post_data_json["id"])
        route.abort()

    page.route("**/api/samtaler/meldinger", drop)
    send(page, "hei")
    failed_with(page, "Jeg får ikke kontakt akkurat nå", "hei\nmer")
    assert len(tries) == 2 and tries[0] == tries[1]


def test_a_conversation_that_ended_is_begun_anew_with_the_same_message(page: Page, server: Server) -> None:
    server.channel._sessions._sessions.clear()
    send(page, "hei")
    failed_with(page, "Send meldingen en gang til", "hei")
    field(page).press("Enter")
    expect(page.locator(".bot .innhold").last).to_have_text("Du skrev hei")


def test_when_the_conversation_cannot_be_opened_the_next_message_tries_again(
    context: BrowserContext, server: Server
) -> None:
    page = context.new_page()
    opening = server.dialogue.answers.pop('/felles_start{"maalform": "nb"}')
    server.dialogue.answers['/felles_start{"maalform": "nb"}'] = RuntimeError()
    page.goto(server.url)
    expect(page.get_by_role("alert")).to_contain_text("Beklager, noe gikk galt hos oss")
    server.dialogue.answers['/felles_start{"maalform": "nb"}'] = opening
    send(page, "hei")
    expect(page.locator(".bot .innhold")).to_have_text(["Hei! Jeg er en robot.", "Du skrev hei"])
    expect(page.get_by_role("alert")).to_be_hidden()


def test_without_its_words_the_page_says_so(context: BrowserContext, server: Server) -> None:
    page = context.new_page()
    page.route("**/tekster.json", lambda route: route.abort())
    page.goto(server.url)
    expect(page.get_by_role("alert")).to_contain_text("Jeg får ikke startet samtalen")


# --- Starting anew, and Nynorsk ---


def test_start_again_is_a_new_conversation_with_an_empty_log(page: Page, server: Server) -> None:
    asked(page, "hei")
    page.get_by_role("button", name="Start på nytt").click()
    expect(page.locator(".bruker")).to_have_count(0)
    expect(page.locator(".bot")).to_have_count(1)
    expect(field(page)).to_be_focused()
    assert server.dialogue.received[0].sender_id != server.dialogue.received[-1].sender_id


def test_starting_again_while_an_answer_is_awaited_drops_that_answer(page: Page, server: Server) -> None:
    server.dialogue.seconds = 0.3
    send(page, "gammelt")
    page.get_by_role("button", name="Start på nytt").click()
    expect(page.locator(".bot .innhold")).to_have_text(["Hei! Jeg er en robot."])
    page.wait_for_timeout(400)
    expect(page.locator(".melding .innhold")).to_have_text(["Hei! Jeg er en robot."])
    expect(page.get_by_role("alert")).to_be_hidden()


def test_nynorsk_chosen_before_the_first_question_greets_anew_in_nynorsk(page: Page) -> None:
    page.get_by_role("button", name="Nynorsk").click()
    expect(page.locator(".bot .innhold")).to_have_text(["Hei! Eg er ein robot."])
    expect(page.locator("html")).to_have_attribute("lang", "nn")
    expect(field(page)).to_have_accessible_name("Kva lurer du på?")
    expect(page).to_have_title("BPA-veilederen – spør om brukarstyrt personleg assistanse")
    expect(page.get_by_role("button", name="Nynorsk")).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_role("button", name="Bokmål")).to_have_attribute("aria-pressed", "false")


def test_nynorsk_chosen_later_changes_the_pages_words_and_keeps_the_conversation(page: Page) -> None:
    asked(page, "hei")
    page.get_by_role("button", name="Nynorsk").click()
    expect(field(page)).to_have_accessible_name("Kva lurer du på?")
    expect(page.locator(".bot")).to_have_count(2)
    asked(page, "meir")
    expect(page.locator(".bot")).to_have_count(3)


def test_the_choice_outlives_a_reload_and_the_conversation_does_not(page: Page) -> None:
    asked(page, "hei")
    page.get_by_role("button", name="Nynorsk").click()
    page.reload()
    expect(page.locator(".bot .innhold")).to_have_text(["Hei! Eg er ein robot."])


def test_a_browser_in_nynorsk_is_met_in_nynorsk(browser: Browser, context: BrowserContext, server: Server) -> None:
    nynorsk = browser.new_context(locale="nn-NO")
    page = nynorsk.new_page()
    page.goto(server.url)
    expect(page.locator(".bot .innhold")).to_have_text(["Hei! Eg er ein robot."])
    expect(page.locator("html")).to_have_attribute("lang", "nn")
    nynorsk.close()


# --- Size, traces ---


@pytest.mark.parametrize(("width", "height"), [(320, 640), (320, 256)], ids=["phone", "400 % zoom"])
def test_at_320_pixels_nothing_scrolls_sideways(page: Page, server: Server, width: int, height: int) -> None:
    long_word = "personlighetsutviklingsprosjektmedarbeiderstillingsbeskrivelse" * 2
    message = {"text": f"{long_word}\n• {long_word}", "buttons": [{"title": long_word, "payload": "/x"}]}
    server.dialogue.answers[long_word] = [{**message, "kilder": [{"tittel": long_word, "url": "https://x.example"}]}]
    server.dialogue.answers["feil"] = RuntimeError()
    page.set_viewport_size({"width": width, "height": height})
    asked(page, long_word)
    page.locator(".bot summary").click()
    send(page, "feil")
    expect(page.get_by_role("alert")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_with_little_height_the_field_does_not_cover_the_conversation(page: Page) -> None:
    form = page.locator("#skjema")
    assert form.evaluate("(form) => getComputedStyle(form).position") == "sticky"
    page.set_viewport_size({"width": 320, "height": 256})
    assert form.evaluate("(form) => getComputedStyle(form).position") == "static"


def test_every_target_is_at_least_44_pixels(page: Page) -> None:
    asked(page, "pris")
    page.locator(".bot summary").click()
    page.set_viewport_size({"width": 320, "height": 640})
    boxes = [
        (item.inner_text(), item.bounding_box())
        for item in page.locator("button, textarea, summary, li a").all()
        if item.is_visible()
    ]
    assert len(boxes) == 13
    assert [text for text, box in boxes if min(box["width"], box["height"]) < SMALLEST_TARGET] == []


def test_what_has_focus_is_not_hidden_behind_the_field(page: Page) -> None:
    for _ in range(4):
        asked(page, "pris")
    page.set_viewport_size({"width": 375, "height": 640})
    page.get_by_role("link", name="Hopp").focus()
    for _ in range(12):
        page.keyboard.press("Tab")
        hidden = page.evaluate(
            """() => {
              const item = document.activeElement, form = document.getElementById("skjema");
              if (item === document.body || form.contains(item)) return false;
              return item.getBoundingClientRect().bottom > form.getBoundingClientRect().top;
            }"""
        )
        assert not hidden, page.evaluate("document.activeElement.innerText")


def test_the_page_asks_its_own_server_alone_and_leaves_no_trace(context: BrowserContext, server: Server) -> None:
    page = context.new_page()
    addresses: list[str] = []
    page.on("request", lambda request: addresses.append(request.url))
    page.goto(server.url)
    expect(page.locator(".bot")).to_have_count(1)
    asked(page, "pris")
    assert [address for address in addresses if not address.startswith(server.url)] == []
    assert context.cookies() == []
    assert page.evaluate("Object.keys(localStorage)") == []
    assert page.evaluate("Object.keys(sessionStorage)") == ["maalform"]
    assert [address for address in addresses if "?" in address] == []
