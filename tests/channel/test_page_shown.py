"""Tables, the price curve, the privacy notice and «Fikk du svar?» on the page, in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.channel.browsing import asked, field, violations
from tests.channel.fakes import Server

LINES = "• Alder: 44 år\n• Hverdagen: jeg bor alene"
CHECK = {
    "text": f"Her er svarene dine.\n{LINES}\n\nStemmer det?",
    "maalform": "nb",
    "buttons": [{"title": "Lag dokumentet", "payload": "/lag"}],
    "fremdrift": {"nr": 9, "antall": 9},
    "tabeller": [
        {
            "tittel": "Svarene dine",
            "kolonner": [],
            "knapp": "Endre",
            "foldet": False,
            "linjer": LINES,
            "rader": [
                {"celler": ["Alder", "44 år"], "payload": "/endre_alder"},
                {"celler": ["Hverdagen", "jeg bor alene\n<b>i et hus</b>"], "payload": "/endre_hverdagen"},
            ],
        }
    ],
}
PRICE = {
    "text": "Prisen er 405 kr.",
    "maalform": "nb",
    "tabeller": [
        {
            "tittel": "Prisen etter inntekt",
            "kolonner": ["Inntekt", "Per time", "Høyst i måneden"],
            "knapp": "",
            "foldet": False,
            "linjer": "",
            "rader": [
                {"celler": ["3–4 G (fra 390 480 kr til under 520 640 kr)", "405 kr", "2 027 kr"], "payload": ""},
                {"celler": ["4 G og over (fra 520 640 kr)", "538 kr", "2 696 kr"], "payload": ""},
            ],
        },
        {
            "tittel": "Slik er prisen regnet ut",
            "kolonner": [],
            "knapp": "",
            "foldet": True,
            "linjer": "",
            "rader": [{"celler": ["Pris for en time", "405 kr"], "payload": ""}],
        },
    ],
    "kurve": {
        "tittel": "Prisen etter timer i måneden",
        "akse": "timer i måneden",
        "tekst": "Fra 6 timer i måneden koster det 2 027 kr.",
        "punkter": [[0, 0], [6, 2027], [9, 2027]],
        "her": [6, 2027],
        "x": [{"ved": 0, "tekst": "0"}, {"ved": 6, "tekst": "6"}, {"ved": 9, "tekst": "9"}],
        "y": [{"ved": 2027, "tekst": "2 027 kr"}],
    },
}
SHEET = {
    "text": "Til sammen er det 4 timer i uka.",
    "maalform": "nb",
    "tabeller": [
        {
            "tittel": "Oppgavene gjennom uka",
            "kolonner": ["Oppgave", "Hvor lenge og hvor ofte", "I uka"],
            "knapp": "Fjern",
            "foldet": False,
            "linjer": "",
            "rader": [
                {"celler": ["dusje", "20 minutter hver dag", "2 timer og 20 minutter"], "payload": "fjern dusje"}
            ],
        }
    ],
}
# WCAG 1.4.12: what a reader may set the text to without losing anything.
SPACED = """* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
p { margin-bottom: 2em !important; }"""


@pytest.fixture
def shown(page: Page, server: Server) -> Iterator[Page]:
    server.dialogue.answers |= {"sjekk": [CHECK], "tabell": [PRICE], "ark": [SHEET]}
    yield page


def unfold(page: Page) -> None:
    for summary in page.locator(".innhold summary").all():
        summary.click()


def beyond(item: Any) -> bool:
    """Whether it reaches out of its message, where a phone shows nothing of it, and cannot be scrolled to."""
    return bool(
        item.evaluate(
            "(item) => item.checkVisibility() && !(item.closest('.rull')?.scrollWidth > item.closest('.rull').clientWidth)"
            " && item.getBoundingClientRect().right > item.closest('.melding').getBoundingClientRect().right"
        )
    )


# --- Tables and the curve ---


def test_the_answers_are_a_list_of_names_and_values_in_the_place_of_their_lines_and_stand_there_once(
    shown: Page,
) -> None:
    asked(shown, "sjekk")
    content = shown.locator(".bot .innhold").last
    assert content.evaluate("(item) => [...item.children].map((child) => child.tagName)") == ["P", "DL", "P"]
    expect(content.locator("dt")).to_have_text(["Alder", "Hverdagen"])
    assert content.locator("dd").nth(2).inner_text() == "jeg bor alene\n<b>i et hus</b>"
    assert content.inner_text().count("44 år") == 1 and "• " not in content.inner_text()


def test_a_row_is_changed_from_its_own_button_by_keyboard(shown: Page, server: Server) -> None:
    asked(shown, "sjekk")
    change = shown.get_by_role("button", name="Endre: Hverdagen")
    expect(change).to_have_text("Endre")
    change.focus()
    shown.keyboard.press("Enter")
    expect(shown.locator(".bruker .innhold").last).to_have_text("Endre: Hverdagen")
    assert server.dialogue.texts[-1] == "/endre_hverdagen"
    expect(field(shown)).to_be_focused()
    expect(shown.get_by_role("button", name="Endre: Alder")).to_have_count(0)


def test_when_a_row_could_not_be_sent_its_button_is_there_again(shown: Page, server: Server) -> None:
    asked(shown, "sjekk")
    server.dialogue.answers["/endre_alder"] = RuntimeError()
    shown.get_by_role("button", name="Endre: Alder").click()
    expect(shown.get_by_role("alert")).to_be_visible()
    expect(shown.get_by_role("button", name="Endre: Alder")).to_be_enabled()


def test_a_screen_reader_meets_a_table_with_its_name_and_heads(shown: Page) -> None:
    asked(shown, "tabell")
    assert shown.get_by_role("table").aria_snapshot() == (
        '- table "Prisen etter inntekt":\n'
        "  - caption: Prisen etter inntekt\n"
        "  - rowgroup:\n"
        '    - row "Inntekt Per time Høyst i måneden":\n'
        '      - columnheader "Inntekt"\n'
        '      - columnheader "Per time"\n'
        '      - columnheader "Høyst i måneden"\n'
        "  - rowgroup:\n"
        '    - row "3–4 G (fra 390 480 kr til under 520 640 kr) 405 kr 2 027 kr":\n'
        '      - rowheader "3–4 G (fra 390 480 kr til under 520 640 kr)"\n'
        '      - cell "405 kr"\n'
        '      - cell "2 027 kr"\n'
        '    - row "4 G og over (fra 520 640 kr) 538 kr 2 696 kr":\n'
        '      - rowheader "4 G og over (fra 520 640 kr)"\n'
        '      - cell "538 kr"\n'
        '      - cell "2 696 kr"'
    )


def test_the_curve_is_a_figure_named_by_what_it_says_and_the_drawing_is_silent(shown: Page) -> None:
    asked(shown, "tabell")
    expect(shown.get_by_role("figure")).to_have_count(0)
    unfold(shown)
    assert (
        shown.get_by_role("figure").aria_snapshot().startswith('- figure "Fra 6 timer i måneden koster det 2 027 kr."')
    )
    expect(shown.get_by_role("img")).to_have_count(0)
    drawing = shown.locator("figure svg")
    assert drawing.bounding_box()["width"] >= 200 and drawing.locator("text").count() == 5


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_curve_has_the_pages_colours_with_3_to_1_against_its_ground(shown: Page, scheme: Any) -> None:
    shown.emulate_media(color_scheme=scheme)
    asked(shown, "tabell")
    unfold(shown)
    line, main = (
        shown.locator(selector).evaluate("(item, name) => getComputedStyle(item)[name]", name)
        for selector, name in (("svg .linje", "stroke"), (".fylt >> nth=-1", "backgroundColor"))
    )
    assert line == main


def test_in_forced_colours_the_curve_is_drawn_in_the_systems_own(shown: Page) -> None:
    shown.emulate_media(forced_colors="active")
    asked(shown, "tabell")
    unfold(shown)
    line, text = (
        shown.locator(selector).first.evaluate(f"(item) => getComputedStyle(item).{name}")
        for selector, name in (("svg .linje", "stroke"), (".innhold p", "color"))
    )
    assert line == text


# --- Every state ---


@pytest.mark.parametrize("forced", ["none", "active"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_at_aaa_with_everything_open(shown: Page, scheme: Any, forced: Any) -> None:
    shown.emulate_media(color_scheme=scheme, forced_colors=forced)
    shown.locator(".personvern summary").click()
    for text in ("tabell", "sjekk"):
        asked(shown, text)
    unfold(shown)
    assert violations(shown) == []
    shown.get_by_role("button", name="Avslutt og slett").click()
    assert violations(shown) == []


@pytest.mark.parametrize(("width", "height"), [(320, 640), (320, 256), (900, 800)], ids=["phone", "400 %", "wide"])
@pytest.mark.parametrize("style", ["", SPACED], ids=["", "spaced"])
def test_nothing_is_cut_or_scrolls_sideways_with_the_text_spaced_out_either(
    shown: Page, width: int, height: int, style: str
) -> None:
    shown.set_viewport_size({"width": width, "height": height})
    shown.locator(".personvern summary").click()
    for text in ("tabell", "sjekk", "ark"):
        asked(shown, text)
    unfold(shown)
    # As a reader's own style sheet is laid over the page, whatever its policy.
    shown.evaluate(
        "(css) => { const sheet = new CSSStyleSheet(); sheet.replaceSync(css); document.adoptedStyleSheets = [sheet]; }",
        style,
    )
    assert shown.evaluate("document.documentElement.scrollWidth") == width
    cut = shown.evaluate(
        """() => [...document.querySelectorAll("p, li, button, td, th, dt, dd, summary, figcaption")]
          .filter((item) => item.checkVisibility() && !item.closest(".skjult"))
          .filter((item) => item.scrollWidth > item.clientWidth + 1 && getComputedStyle(item).display !== "inline")
          .map((item) => item.textContent)"""
    )
    assert cut == []
    outside = [item.inner_text() for item in shown.locator(".innhold :is(td, th, button)").all() if beyond(item)]
    assert outside == []
    usable = shown.locator("button, summary, textarea, li a").all()
    boxes = [(item.inner_text(), item.bounding_box()) for item in usable if item.is_visible()]
    assert [text for text, box in boxes if min(box["width"], box["height"]) < 44] == []


def test_on_a_phone_with_its_own_letters_no_table_needs_to_be_scrolled(shown: Page) -> None:
    shown.set_viewport_size({"width": 320, "height": 640})
    for text in ("tabell", "ark"):
        asked(shown, text)
    for table in shown.locator(".rull").all():
        assert table.evaluate("(item) => item.scrollWidth <= item.clientWidth")


def test_on_paper_there_are_the_answers_and_nothing_to_press(shown: Page) -> None:
    asked(shown, "sjekk")
    shown.emulate_media(media="print")
    assert [item for item in shown.locator("button, textarea, summary").all() if item.is_visible()] == []
    expect(shown.locator("dl")).to_be_visible()


def test_with_motion_allowed_nothing_moves_but_the_scrolling_and_without_that_neither(shown: Page) -> None:
    for wanted, behaviour in (("reduce", "auto"), ("no-preference", "smooth")):
        shown.emulate_media(reduced_motion=wanted)  # type: ignore[arg-type]
        assert shown.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == behaviour
    assert shown.evaluate("document.getAnimations().length") == 0


# --- The privacy notice ---


def test_the_notice_stands_before_the_first_message_and_follows_the_written_form(page: Page) -> None:
    notice, log = page.locator(".personvern"), page.get_by_role("log")
    assert notice.bounding_box()["y"] < log.bounding_box()["y"]
    expect(notice).to_contain_text("Kommunen er ansvarlig for det du skriver her, og det slettes senest 24 timer etter")
    page.get_by_role("button", name="Nynorsk").click()
    expect(notice).to_contain_text("det blir sletta seinast 24 timar etter")
    notice.locator("summary").click()
    expect(notice).to_contain_text("kryptert hos oss i 7 dagar")
    for name, address in (
        ("Meir om personvern", "personvern?sprak=nn"),
        ("Tilgjengeerklæring", "tilgjengelighet?sprak=nn"),
    ):
        expect(page.get_by_role("link", name=name)).to_have_attribute("href", address)


def test_the_statement_opens_beside_the_conversation_which_stays(page: Page, context: BrowserContext) -> None:
    asked(page, "hei")
    page.locator(".personvern summary").click()
    with context.expect_page() as opened:
        page.get_by_role("link", name="Mer om personvern").click()
    expect(opened.value.get_by_role("heading", level=1)).to_have_text("Personvern i BPA-veilederen")
    expect(page.locator(".bot")).to_have_count(2)


# --- «Fikk du svar?» ---


def answering(page: Page, thanks: dict[str, Any] | None = None) -> list[Any]:
    """Every answer comes with the question, and the server thanks as told; gives what the page sends."""
    sent: list[Any] = []

    def answer(route: Route) -> None:
        response = route.fetch()
        body = response.json()
        body["meldinger"][-1]["tilbakemelding"] = "svar-1"
        route.fulfill(response=response, json=body)

    def thank(route: Route) -> None:
        sent.append(route.request.post_data_json)
        route.abort() if thanks is None else route.fulfill(json=thanks)

    page.route("**/api/samtaler/meldinger", answer)
    page.route("**/api/samtaler/tilbakemelding", thank)
    return sent


@pytest.mark.parametrize(("name", "helped"), [("Ja", True), ("Nei", False)])
def test_whether_it_helped_is_told_by_keyboard_and_thanked_in_the_status_alone(
    page: Page, name: str, helped: bool
) -> None:
    sent = answering(page, {"takk": "Takk for svaret.", "knapper": []})
    asked(page, "hei")
    group = page.get_by_role("group", name="Fikk du svar på det du lurte på?")
    group.get_by_role("button", name=name).focus()
    page.keyboard.press("Enter")
    expect(page.locator("#status")).to_have_text("Takk for svaret.")
    assert sent == [{"svar": "svar-1", "hjalp": helped}]
    expect(group).to_have_count(0)
    expect(field(page)).to_be_focused()
    assert "Takk for svaret." not in page.get_by_role("log").inner_text()


def test_after_a_no_the_ways_on_are_choices(page: Page) -> None:
    answering(page, {"takk": "Takk.", "knapper": [{"id": "x1", "tittel": "Kontakt kommunen"}]})
    asked(page, "hei")
    page.get_by_role("button", name="Nei", exact=True).click()
    expect(page.get_by_role("group", name="Velg et svar").get_by_role("button")).to_have_text(["Kontakt kommunen"])


def test_without_network_one_is_told_and_may_try_again(page: Page) -> None:
    answering(page)
    asked(page, "hei")
    page.get_by_role("button", name="Ja", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("svaret kom ikke fram")
    expect(page.get_by_role("button", name="Ja", exact=True)).to_be_enabled()


def test_only_the_latest_answer_is_asked_about(page: Page) -> None:
    answering(page, {"takk": "Takk.", "knapper": []})
    for text in ("en", "to"):
        asked(page, text)
    expect(page.locator(".fikk-svar")).to_have_count(1)
    assert page.locator(".bot").last.locator(".fikk-svar").count() == 1
    assert violations(page) == []


# --- Size ---


def test_a_number_to_call_is_a_link_and_other_figures_are_not(page: Page, server: Server) -> None:
    server.dialogue.answers["krise"] = [
        {"text": "Ring:\n• 113: Akutt\n• 116 117: Legevakten\n• 405 kr: pris\n• 113 kr"}
    ]
    asked(page, "krise")
    links = page.locator(".innhold a")
    assert [link.get_attribute("href") for link in links.all()] == ["tel:113", "tel:116117"]
    expect(page.locator(".innhold li").nth(1)).to_have_text("116 117: Legevakten")


def test_all_that_the_page_and_the_launcher_load_is_at_most_60_kb(context: BrowserContext, server: Server) -> None:
    page, sizes = context.new_page(), {}
    page.on("response", lambda response: sizes.update({response.url.removeprefix(server.url): len(response.body())}))
    page.goto(server.url)
    expect(page.locator(".bot")).to_have_count(1)
    loaded = {name: size for name, size in sizes.items() if not name.startswith("api/")}
    assert {"", "static/chat.css", "static/chat.js", "static/tabell.js", "static/tekster.json"} <= set(loaded)
    launcher = len(server.client.get("static/innbygging.js").content)
    assert sum(loaded.values()) + launcher <= 60_000
