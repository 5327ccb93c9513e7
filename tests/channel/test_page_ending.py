"""On the page: the copy of the conversation, the end of it, and a message whose answer got lost."""

from __future__ import annotations

from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Route, expect

from tests.channel.browsing import asked, field, send
from tests.channel.fakes import Server

AXE_TAGS = ["wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def conversations(server: Server) -> int:
    return len(server.channel._sessions)


def test_deleting_is_confirmed_in_words_by_keyboard_and_leaves_nothing_on_page_or_server(
    page: Page, server: Server
) -> None:
    asked(page, "jeg er syk")
    page.get_by_role("button", name="Avslutt og slett").focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Vil du slette samtalen?")
    expect(dialog).to_have_accessible_description(
        "Alt du har skrevet her blir borte med en gang, også dokumenter du ikke har lastet ned. "
        "En kladd du har lagret med kode, blir liggende til den går ut eller du sletter den under «Hent fram en kladd»."
    )
    expect(page.get_by_role("button", name="Nei, behold samtalen")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text(
        "Samtalen er avsluttet og slettet. Skriv her når du vil starte en ny."
    )
    expect(page.locator(".melding")).to_have_count(0)
    expect(page.get_by_role("button", name="Avslutt og slett")).to_be_focused()
    assert conversations(server) == 0
    send(page, "hei igjen")
    expect(page.locator(".bot .innhold")).to_have_text(["Hei! Jeg er en robot.", "Du skrev hei igjen"])


def test_no_and_escape_keep_the_conversation(page: Page, server: Server) -> None:
    asked(page, "hei")
    for keep in (lambda: page.get_by_role("button", name="Nei, behold").click(), lambda: page.keyboard.press("Escape")):
        page.get_by_role("button", name="Avslutt og slett").click()
        keep()
        expect(page.get_by_role("dialog")).to_have_count(0)
    asked(page, "fortsatt her")
    assert conversations(server) == 1 and page.locator(".bruker").count() == 2


def test_deleting_drops_an_answer_under_way(page: Page, server: Server) -> None:
    server.dialogue.seconds = 0.5
    send(page, "hei")
    page.get_by_role("button", name="Avslutt og slett").click()
    page.get_by_role("button", name="Ja, slett").click()
    expect(page.get_by_role("status")).to_contain_text("avsluttet og slettet")
    page.wait_for_timeout(700)
    expect(page.locator(".melding")).to_have_count(0)
    assert conversations(server) == 0


def test_a_conversation_that_is_gone_already_counts_as_deleted(page: Page, server: Server) -> None:
    server.channel._sessions._sessions.clear()
    page.get_by_role("button", name="Avslutt og slett").click()
    page.get_by_role("button", name="Ja, slett").click()
    expect(page.get_by_role("status")).to_contain_text("avsluttet og slettet")


def test_without_network_nothing_is_said_to_be_deleted(page: Page) -> None:
    asked(page, "hei")
    page.route("**/api/samtaler", lambda route: route.abort())
    page.get_by_role("button", name="Avslutt og slett").click()
    page.get_by_role("button", name="Ja, slett").click()
    expect(page.get_by_role("alert")).to_contain_text("samtalen er ikke slettet ennå")
    expect(page.locator(".bruker")).to_have_count(1)


def test_the_conversation_is_a_text_file(page: Page) -> None:
    asked(page, "hei")
    with page.expect_download() as download:
        page.get_by_role("button", name="Last ned samtalen").click()
    assert download.value.suggested_filename == "samtale-bpa.txt"
    assert "Du:\nhei\n\nBPA-veilederen:\nDu skrev hei\n" in Path(download.value.path()).read_text("utf-8")
    expect(page.get_by_role("status")).to_have_text("Samtalen er lastet ned.")


def test_an_answer_lost_on_the_way_is_fetched_again_and_asked_once(page: Page, server: Server) -> None:
    lost: list[int] = []

    def lose_once(route: Route) -> None:
        if lost:
            route.continue_()
        else:
            lost.append(route.fetch().status)
            route.abort()

    page.route("**/api/samtaler/meldinger", lose_once)
    asked(page, "pris")
    assert lost == [200] and server.dialogue.texts.count("pris") == 1
    expect(page.locator(".bot .innhold").last).to_contain_text("Prisen er")
    expect(page.locator(".bruker")).to_have_count(1)
    expect(page.get_by_role("alert")).to_have_count(0)


def test_a_message_too_much_is_kept_in_the_field_with_when_to_try_again(page: Page, server: Server) -> None:
    server.channel._limits._by_conversation._size = 0
    send(page, "hei")
    expect(page.get_by_role("alert")).to_contain_text("Vent 5 sekunder")
    expect(field(page)).to_have_value("hei")


def test_the_confirmation_has_no_axe_violation_and_targets_of_44_pixels_at_320(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.get_by_role("button", name="Avslutt og slett").click()
    boxes = [button.bounding_box() for button in page.get_by_role("dialog").get_by_role("button").all()]
    assert len(boxes) == 2 and all(box["height"] >= 44 and box["width"] >= 44 for box in boxes)
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": AXE_TAGS}}).response["violations"]
    assert [f"{item['id']}: {node['html']}" for item in found for node in item["nodes"]] == []
