"""Guided flows on the page, in a real browser: progress, long answers, documents, save and continue later."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.channel.browsing import asked, field, violations
from tests.channel.fakes import Server
from tests.documents.datasett import soknad

SMALLEST_TARGET = 44
QUESTION = {
    "text": "Hvor gammel er du?",
    "maalform": "nb",
    "buttons": [{"title": "Vet ikke", "payload": "/vet_ikke"}, {"title": "Hopp over", "payload": "/hopp"}],
    "fremdrift": {"nr": 3, "antall": 9},
}
FREE_TEXT = {
    "text": "Fortell om situasjonen din.",
    "maalform": "nb",
    "fremdrift": {"nr": 4, "antall": 9},
    "fritekst": True,
}
DONE = {"text": "Søknaden er klar.", "maalform": "nb", "dokument": soknad()}
STATE = {"versjon": 1, "flyt": "soknad", "svar": {"alder": {"verdi": 44, "status": "svart"}}}


@pytest.fixture
def flow(page: Page, server: Server) -> Iterator[Page]:
    """The page of someone whose answers can be saved."""
    server.dialogue.answers |= {"søk": [QUESTION], "fortell": [FREE_TEXT], "ferdig": [DONE]}
    server.dialogue.state = STATE
    yield page


def folded(page: Page, name: str) -> Any:
    return page.locator("summary", has_text=name)


def saved_code(page: Page) -> str:
    folded(page, "Lagre og fortsett senere").click()
    page.get_by_role("button", name="Få en kode").click()
    code = page.locator("#kode_vist")
    expect(code).to_be_visible()
    return code.inner_text()


def described(page: Page, identifier: str) -> str:
    """The words that a screen reader gives with a field."""
    return str(
        page.evaluate(
            "(id) => (document.getElementById(id).getAttribute('aria-describedby') ?? '').split(' ').filter(Boolean)"
            ".map((part) => document.getElementById(part).textContent).join(' ')",
            identifier,
        )
    )


def asked_freely(page: Page, text: str) -> None:
    answers = page.locator(".bot").count()
    field(page).fill(text)
    page.get_by_role("button", name="Send").click()
    expect(page.locator(".bot")).to_have_count(answers + 1)


# --- Progress ---


def test_progress_stands_above_the_question_in_words_and_as_a_bar(flow: Page) -> None:
    asked(flow, "søk")
    bar = flow.get_by_role("progressbar", name="Spørsmål 3 av 9")
    expect(bar).to_have_count(1)
    assert bar.evaluate("(bar) => [bar.value, bar.max]") == [3, 9]
    expect(flow.locator(".bot").last).to_contain_text("Spørsmål 3 av 9")
    question = flow.locator(".bot .innhold").last.bounding_box()
    assert bar.bounding_box()["y"] < question["y"]


def test_a_message_outside_a_flow_has_no_progress(flow: Page) -> None:
    asked(flow, "hei")
    expect(flow.get_by_role("progressbar")).to_have_count(0)


# --- Long answers ---


def test_where_free_text_is_asked_for_the_field_grows_and_the_room_is_told(flow: Page) -> None:
    low = field(flow).bounding_box()["height"]
    asked(flow, "fortell")
    assert field(flow).bounding_box()["height"] >= 2 * low
    assert "Her kan du skrive opptil 4000 tegn." in described(flow, "tekst")
    assert "Enter gir ny linje. Trykk på Send" in described(flow, "tekst")
    asked_freely(flow, "a" * 4000)
    assert field(flow).bounding_box()["height"] == low
    assert "opptil" not in described(flow, "tekst") and "Enter sender" in described(flow, "tekst")


def test_in_a_long_answer_enter_is_a_new_line_and_ctrl_enter_sends(flow: Page, server: Server) -> None:
    asked(flow, "fortell")
    field(flow).focus()
    flow.keyboard.type("en")
    flow.keyboard.press("Enter")
    flow.keyboard.type("to")
    expect(field(flow)).to_have_value("en\nto")
    flow.keyboard.press("Control+Enter")
    expect(flow.locator(".bot")).to_have_count(3)
    assert server.dialogue.texts[-1] == "en\nto"


def test_a_long_answer_above_4000_characters_is_kept_and_the_limit_told(flow: Page) -> None:
    asked(flow, "fortell")
    field(flow).fill("å" * 4001)
    flow.get_by_role("button", name="Send").click()
    expect(flow.get_by_role("alert")).to_contain_text("Her er det plass til 4000 tegn")
    assert "plass til 4000 tegn" in described(flow, "tekst")
    expect(field(flow)).to_have_value("å" * 4001)
    expect(flow.locator(".bruker")).to_have_count(1)


def test_a_long_answer_never_covers_the_question_above_it(flow: Page) -> None:
    flow.set_viewport_size({"width": 375, "height": 700})
    asked(flow, "fortell")
    field(flow).fill("linje\n" * 200)
    assert field(flow).bounding_box()["height"] <= 0.61 * 700
    question, composer = flow.locator(".bot").last, flow.locator("#skjema")
    question.scroll_into_view_if_needed()
    box = question.bounding_box()
    assert box["y"] >= 0 and box["y"] + box["height"] <= composer.bounding_box()["y"]
    field(flow).focus()
    assert composer.evaluate("(form) => getComputedStyle(form).position") == "static"


def test_a_panel_that_opens_is_scrolled_clear_of_the_field(flow: Page) -> None:
    asked(flow, "søk")
    flow.set_viewport_size({"width": 700, "height": 800})
    saved_code(flow)
    copy = flow.get_by_role("button", name="Kopier koden").bounding_box()
    assert copy["y"] + copy["height"] <= flow.locator("#skjema").bounding_box()["y"]


# --- Documents ---


@pytest.mark.parametrize(
    ("name", "file_name", "beginning"),
    [("Last ned PDF", "soknad-bpa.pdf", b"%PDF-1."), ("Last ned som data (JSON)", "soknad-bpa.json", b'{\n  "skjema"')],
)
def test_a_document_is_a_file_with_its_name(flow: Page, name: str, file_name: str, beginning: bytes) -> None:
    asked(flow, "ferdig")
    with flow.expect_download() as download:
        flow.get_by_role("button", name=name).click()
    assert download.value.suggested_filename == file_name
    assert Path(download.value.path()).read_bytes().startswith(beginning)
    expect(flow.get_by_role("status")).to_have_text("Dokumentet er lastet ned.")


def test_the_page_to_print_opens_in_a_tab_with_its_own_style_and_without_the_token_in_its_address(flow: Page) -> None:
    asked(flow, "ferdig")
    with flow.expect_popup() as popup:
        flow.get_by_role("button", name="Åpne for utskrift (i ny fane)").click()
    tab = popup.value
    expect(tab.get_by_role("heading", level=1)).to_have_text("Søknad om brukerstyrt personlig assistanse (BPA)")
    assert tab.evaluate("getComputedStyle(document.querySelector('main').parentElement).maxWidth") == "768px"
    assert tab.url.endswith(".html") and "token" not in tab.url
    assert tab.evaluate("window.opener") is None
    expect(flow.locator("form")).to_have_count(5)


def test_the_documents_buttons_are_a_named_group_in_the_messages_written_form(flow: Page, server: Server) -> None:
    server.dialogue.answers["ferdig"] = [{**DONE, "text": "Søknaden er klar.", "maalform": "nn"}]
    asked(flow, "ferdig")
    group = flow.get_by_role("group", name="Last ned dokumentet")
    expect(group.get_by_role("button")).to_have_text(
        ["Last ned PDF", "Opne for utskrift (i ny fane)", "Last ned som data (JSON)"]
    )
    assert group.get_by_role("button").first.get_attribute("lang") == "nn"


def test_a_document_can_still_be_downloaded_after_further_messages_by_keyboard(flow: Page) -> None:
    asked(flow, "ferdig")
    asked(flow, "hei")
    knapp = flow.get_by_role("button", name="Last ned PDF")
    expect(knapp).to_be_enabled()
    knapp.focus()
    with flow.expect_download():
        flow.keyboard.press("Enter")
    expect(knapp).to_be_focused()


def test_a_document_that_cannot_be_had_is_told_beside_its_buttons_and_can_be_tried_again(
    flow: Page, server: Server
) -> None:
    server.dialogue.answers["ferdig"] = [{**DONE, "dokument": {**soknad(), "dato": "x"}}]
    asked(flow, "ferdig")
    flow.get_by_role("button", name="Last ned PDF").click()
    told = flow.get_by_role("group", name="Last ned dokumentet").locator(".feil")
    expect(told).to_contain_text("jeg fikk ikke laget dokumentet")
    (session,) = [each for each in server.channel._sessions._sessions.values() if each.documents]
    (document_id,) = session.documents
    session.documents[document_id] = soknad()
    with flow.expect_download():
        flow.get_by_role("button", name="Last ned PDF").click()
    expect(told).to_be_hidden()


def test_without_network_the_document_is_told_as_not_downloaded(flow: Page) -> None:
    asked(flow, "ferdig")
    flow.route("**/dokumenter/**", lambda route: route.abort())
    flow.get_by_role("button", name="Last ned PDF").click()
    expect(flow.get_by_role("log")).to_contain_text("så dokumentet ble ikke lastet ned")


def test_while_a_document_is_made_the_status_says_so(flow: Page) -> None:
    asked(flow, "ferdig")
    held: list[Route] = []
    flow.route("**/dokumenter/**", lambda route: held.append(route))
    flow.get_by_role("button", name="Last ned PDF").click()
    expect(flow.get_by_role("status")).to_have_text("Lager dokumentet …")
    held[0].continue_()
    expect(flow.get_by_role("status")).to_have_text("Dokumentet er lastet ned.")


# --- Save and continue later ---


def test_saving_is_offered_once_a_flow_has_begun_and_not_after_starting_again(flow: Page) -> None:
    expect(folded(flow, "Lagre og fortsett senere")).to_be_hidden()
    asked(flow, "søk")
    expect(folded(flow, "Lagre og fortsett senere")).to_be_visible()
    flow.get_by_role("button", name="Start på nytt").click()
    expect(folded(flow, "Lagre og fortsett senere")).to_be_hidden()


def test_a_code_is_shown_in_groups_and_announced_with_what_it_means(flow: Page) -> None:
    asked(flow, "søk")
    code = saved_code(flow)
    assert [len(group) for group in code.split("-")] == [3] * 6
    announced = flow.locator("#lagret[role=status]")
    expect(announced).to_contain_text("Koden virker fram til")
    expect(announced).to_contain_text("Alle som har koden, kan lese kladden")
    expect(flow.get_by_role("button", name="Få en kode")).to_be_focused()


def test_the_code_can_be_copied(flow: Page) -> None:
    asked(flow, "søk")
    flow.context.grant_permissions(["clipboard-read", "clipboard-write"])
    code = saved_code(flow)
    flow.get_by_role("button", name="Kopier koden").click()
    expect(flow.locator("#status")).to_have_text("Koden er kopiert.")
    assert flow.evaluate("navigator.clipboard.readText()") == code


def test_a_code_restores_the_answers_in_a_new_conversation_by_keyboard_alone(flow: Page, server: Server) -> None:
    asked(flow, "søk")
    code = saved_code(flow)
    flow.reload()
    expect(flow.locator(".bot")).to_have_count(1)
    folded(flow, "Hent fram en kladd").focus()
    flow.keyboard.press("Enter")
    flow.keyboard.press("Tab")
    expect(flow.get_by_role("textbox", name="Koden du fikk")).to_be_focused()
    server.dialogue.answers[f"/flyt_gjenoppta{json.dumps({'tilstand': STATE})}"] = [QUESTION]
    flow.keyboard.type(code.lower())
    flow.keyboard.press("Enter")
    expect(flow.locator(".bruker .innhold")).to_have_text("Hent fram kladden min.")
    expect(flow.locator(".bot .innhold").last).to_have_text("Hvor gammel er du?")
    expect(field(flow)).to_be_focused()
    expect(flow.get_by_role("textbox", name="Koden du fikk")).to_be_hidden()
    assert flow.locator("#kode").input_value() == ""


def test_a_file_restores_the_answers_in_a_new_conversation(flow: Page, server: Server) -> None:
    asked(flow, "søk")
    folded(flow, "Lagre og fortsett senere").click()
    with flow.expect_download() as download:
        flow.get_by_role("button", name="Last ned en fil").click()
    expect(flow.locator("#lagret")).to_contain_text("Alle som har filen, kan åpne den her")
    assert download.value.suggested_filename.startswith("bpa-kladd-")
    flow.reload()
    expect(flow.locator(".bot")).to_have_count(1)
    folded(flow, "Hent fram en kladd").click()
    flow.get_by_label("Eller filen du lastet ned").set_input_files(download.value.path())
    flow.get_by_role("button", name="Hent fra fil").click()
    expect(flow.locator(".bot")).to_have_count(2)
    assert json.loads(server.dialogue.texts[-1].removeprefix("/flyt_gjenoppta")) == {"tilstand": STATE}


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("7KD", "Den har 18 tegn, og jeg leste 3"),
        ("", "Skriv koden du fikk"),
        ("000-000-000-000-000-00A", "minst ett tegn er feil"),
    ],
)
def test_a_wrong_code_is_told_at_its_field_and_kept_there(flow: Page, typed: str, words: str) -> None:
    folded(flow, "Hent fram en kladd").click()
    code = flow.get_by_role("textbox", name="Koden du fikk")
    code.fill(typed)
    flow.get_by_role("button", name="Hent med kode").click()
    expect(flow.get_by_role("alert")).to_contain_text(words)
    assert words in described(flow, "kode")
    expect(code).to_have_attribute("aria-invalid", "true")
    expect(code).to_be_focused()
    expect(code).to_have_value(typed)
    expect(flow.locator(".bruker")).to_have_count(0)
    flow.keyboard.press("1")
    expect(flow.get_by_role("alert")).to_have_count(0)


def test_a_file_that_is_none_of_ours_and_no_file_at_all_are_told_at_the_field(flow: Page) -> None:
    folded(flow, "Hent fram en kladd").click()
    flow.get_by_role("button", name="Hent fra fil").click()
    assert "Du har ikke valgt noen fil" in described(flow, "fil")
    chosen = flow.get_by_label("Eller filen du lastet ned")
    for content, words in ((b"hei\xff", "Kladden lar seg ikke åpne"), (b"x" * 256_001, "Grensen er 256 kilobyte")):
        chosen.set_input_files({"name": "x.txt", "mimeType": "text/plain", "buffer": content})
        flow.get_by_role("button", name="Hent fra fil").click()
        expect(flow.get_by_role("alert")).to_contain_text(words)
        assert words in described(flow, "fil")
        expect(chosen).to_be_focused()


def delete_draft(page: Page, code: str) -> None:
    folded(page, "Hent fram en kladd").click()
    page.get_by_role("textbox", name="Koden du fikk").fill(code)
    page.get_by_role("button", name="Slett kladden").click()


def test_a_draft_is_deleted_by_its_code_once_that_is_confirmed(flow: Page, draft_folder: Path) -> None:
    asked(flow, "søk")
    code = saved_code(flow)
    delete_draft(flow, code)
    dialog = flow.get_by_role("dialog", name="Vil du slette kladden?")
    expect(dialog).to_have_accessible_description(
        "Kladden som ligger hos oss med denne koden, blir borte for godt. Svarene i denne samtalen blir ikke slettet."
    )
    expect(flow.get_by_role("button", name="Nei, behold den")).to_be_focused()
    assert violations(flow) == []
    flow.keyboard.press("Enter")
    expect(dialog).to_be_hidden()
    assert len(list(draft_folder.iterdir())) == 1
    flow.get_by_role("button", name="Slett kladden").click()
    flow.get_by_role("button", name="Ja, slett kladden").click()
    expect(flow.locator("#slettet[role=status]")).to_contain_text("Kladden er slettet hos oss")
    assert list(draft_folder.iterdir()) == [] and flow.locator("#kode").input_value() == ""
    expect(flow.locator(".bot .innhold").last).to_have_text("Hvor gammel er du?")


def test_a_code_that_deletes_nothing_is_told_at_its_field(flow: Page) -> None:
    delete_draft(flow, "")
    assert "Skriv koden du fikk" in described(flow, "kode")
    expect(flow.get_by_role("dialog")).to_be_hidden()
    flow.locator("#kode").fill("7KD")
    flow.get_by_role("button", name="Slett kladden").click()
    flow.get_by_role("button", name="Ja, slett kladden").click()
    expect(flow.get_by_role("alert")).to_contain_text("Den har 18 tegn, og jeg leste 3")
    expect(flow.locator("#kode")).to_be_focused()


def test_a_draft_can_be_deleted_after_the_conversation_was(flow: Page, draft_folder: Path) -> None:
    asked(flow, "søk")
    code = saved_code(flow)
    flow.get_by_role("button", name="Avslutt og slett").click()
    flow.get_by_role("button", name="Ja, slett").click()
    expect(flow.locator(".melding")).to_have_count(0)
    delete_draft(flow, code)
    flow.get_by_role("button", name="Ja, slett kladden").click()
    expect(flow.locator("#slettet")).to_contain_text("Kladden er slettet hos oss")
    assert list(draft_folder.iterdir()) == []


def test_nothing_to_save_and_no_network_are_told_where_one_saves(flow: Page, server: Server) -> None:
    asked(flow, "søk")
    server.dialogue.state = None
    folded(flow, "Lagre og fortsett senere").click()
    for name in ("Få en kode", "Last ned en fil"):
        flow.get_by_role("button", name=name).click()
        expect(flow.get_by_role("alert")).to_contain_text("Jeg fant ikke noe å lagre")
    flow.route("**/lagring", lambda route: route.abort())
    flow.get_by_role("button", name="Få en kode").click()
    expect(flow.get_by_role("alert")).to_contain_text("kladden ble ikke lagret")


def test_the_next_person_at_the_computer_does_not_meet_the_code(flow: Page) -> None:
    asked(flow, "søk")
    code = saved_code(flow)
    folded(flow, "Hent fram en kladd").click()
    flow.locator("#kode").fill(code)
    flow.get_by_role("button", name="Start på nytt").click()
    expect(flow.locator(".bot")).to_have_count(1)
    assert code not in flow.content() and flow.locator("#kode").input_value() == ""
    assert flow.evaluate("Object.keys(localStorage).length") == 0


def test_in_nynorsk_all_of_it_is_nynorsk(flow: Page, server: Server) -> None:
    server.dialogue.answers["søk"] = [{**QUESTION, "maalform": "nn"}]
    flow.get_by_role("button", name="Nynorsk").click()
    expect(flow.locator(".bot .innhold")).to_have_text(["Hei! Eg er ein robot."])
    asked(flow, "søk")
    folded(flow, "Lagre og hald fram seinare").click()
    flow.get_by_role("button", name="Få ein kode").click()
    expect(flow.locator("#lagret")).to_contain_text("Koden verkar fram til")
    folded(flow, "Hent fram ein kladd").click()
    expect(flow.get_by_role("button", name="Hent frå fil")).to_be_visible()


# --- In every state ---


def everything(page: Page) -> None:
    """Progress, a document, an error, both panels open, a code on show, an error at the code and a long answer."""
    asked(page, "søk")
    asked(page, "ferdig")
    asked(page, "fortell")
    saved_code(page)
    folded(page, "Hent fram en kladd").click()
    page.locator("#kode").fill("7KD")
    page.get_by_role("button", name="Hent med kode").click()
    expect(page.locator("#kode_feil")).to_be_visible()
    field(page).fill("En lang fortelling. " * 30)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_at_aaa(flow: Page, scheme: Any) -> None:
    flow.emulate_media(color_scheme=scheme)
    assert violations(flow) == []
    everything(flow)
    assert violations(flow) == []


def test_axe_finds_what_is_wrong(flow: Page) -> None:
    flow.evaluate("document.querySelector('label[for=tekst]').remove()")
    assert any(found.startswith("label:") for found in violations(flow))


@pytest.mark.parametrize(("width", "height"), [(320, 640), (320, 256)], ids=["phone", "400 % zoom"])
def test_at_320_pixels_nothing_of_it_scrolls_sideways_and_every_target_is_44_pixels(
    flow: Page, width: int, height: int
) -> None:
    flow.set_viewport_size({"width": width, "height": height})
    everything(flow)
    assert flow.evaluate("document.documentElement.scrollWidth") == width
    targets = [item for item in flow.locator("button, summary, input, textarea").all() if item.is_visible()]
    small = [item.inner_text() for item in targets if item.bounding_box()["height"] < SMALLEST_TARGET]
    assert len(targets) == 21 and small == []


def test_a_browser_whose_fields_do_not_grow_by_themselves_has_them_grown_by_script(flow: Page, server: Server) -> None:
    def older(route: Route) -> None:
        response = route.fetch()
        route.fulfill(response=response, body=response.text().replace("field-sizing: content;", ""))

    flow.route("**/chat.css", older)
    flow.add_init_script("CSS.supports = () => false;")
    flow.reload()
    expect(flow.locator(".bot")).to_have_count(1)
    low = field(flow).bounding_box()["height"]
    field(flow).fill("linje\n" * 4)
    assert field(flow).bounding_box()["height"] >= 2 * low
    asked(flow, "kort")
    assert field(flow).bounding_box()["height"] == pytest.approx(low, abs=1)
