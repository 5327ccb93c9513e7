"""The launcher on a municipality's own site: another origin, with a strict policy and styles of its own."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from bot.channel.page import STATIC
from tests.channel.browsing import GREETING, PRICE
from tests.channel.fakes import Server, serving

AXE_TAGS = ["wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
HOST_PAGE = """<!doctype html><html lang="nb"><head><title>Eksempel kommune</title><link rel="stylesheet" href="stil.css">
<script src="{chat}static/innbygging.js" {attributes} async></script></head>
<body><main><h1>Hjelp hjemme</h1><p><a href="#">Om tjenesten</a></p></main></body></html>"""
HOST_STYLE = "aside, button, iframe { display: none !important } * { font-size: 3px }"


class Site:
    """A municipality's site; `attributes` is what its script tag says."""

    def __init__(self) -> None:
        self.attributes = 'data-kommune="Eksempel kommune"'
        self.chat = ""
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                style = self.path.endswith(".css")
                body = HOST_STYLE if style else HOST_PAGE.format(chat=site.chat, attributes=site.attributes)
                chat = site.chat.rstrip("/")
                policy = f"default-src 'none'; style-src 'self'; script-src {chat}; frame-src {chat}"
                self.send_response(200)
                self.send_header("Content-Type", "text/css" if style else "text/html; charset=utf-8")
                self.send_header("Content-Security-Policy", policy)
                self.end_headers()
                self.wfile.write(body.encode())

            def log_message(self, *args: Any) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        # A name that is not the chat's, so that cookies and storage are another site's too.
        self.url = f"http://localhost:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


@pytest.fixture
def site() -> Iterator[Site]:
    site = Site()
    yield site
    site.server.shutdown()
    site.server.server_close()


@pytest.fixture
def server(site: Site) -> Iterator[Server]:
    with serving(frame_ancestors=site.url) as server:
        site.chat = server.url
        for maalform, message in GREETING.items():
            server.dialogue.answers[f'/felles_start{{"maalform": "{maalform}"}}'] = [message]
        server.dialogue.answers["pris"] = [PRICE]
        yield server


@pytest.fixture
def context(browser: Browser, server: Server) -> Iterator[BrowserContext]:
    context = browser.new_context(locale="nb-NO", reduced_motion="reduce", viewport={"width": 1000, "height": 800})
    context.set_default_timeout(5000)
    yield context
    context.close()


def visit(context: BrowserContext, site: Site, attributes: str | None = None) -> Page:
    if attributes is not None:
        site.attributes = attributes
    page = context.new_page()
    page.goto(site.url)
    expect(launcher(page)).to_be_visible()
    return page


@pytest.fixture
def page(context: BrowserContext, site: Site) -> Iterator[Page]:
    complaints: list[str] = []
    context.on("weberror", lambda error: complaints.append(str(error.error)))
    context.on("console", lambda line: complaints.append(line.text) if "Content Security Policy" in line.text else None)
    yield visit(context, site)
    assert complaints == []


def launcher(page: Page) -> Any:
    return page.get_by_role("button", name="Spør om BPA", exact=True)


def chat(page: Page) -> Any:
    return page.frame_locator("iframe")


def inside(page: Page) -> bool:
    """Whether the focus is in the frame."""
    return bool(
        page.evaluate("document.getElementById('bpa-veilederen').shadowRoot.activeElement?.tagName === 'IFRAME'")
    )


def colours(page: Page) -> tuple[str, str]:
    return tuple(launcher(page).evaluate("(b) => [getComputedStyle(b).backgroundColor, getComputedStyle(b).color]"))


def test_until_it_is_opened_nothing_but_the_script_is_asked_for_and_nothing_is_stored(
    context: BrowserContext, site: Site, server: Server
) -> None:
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    page = visit(context, site)
    assert [url for url in asked if not url.startswith(site.url)] == [f"{server.url}static/innbygging.js"]
    launcher(page).click()
    expect(chat(page).locator(".bot")).to_have_count(1)
    assert [url for url in asked if not url.startswith((site.url, server.url))] == []
    assert context.cookies() == [] and page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_the_chat_is_opened_talked_to_and_closed_by_keyboard(page: Page, server: Server) -> None:
    expect(launcher(page)).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(launcher(page)).to_be_focused()
    page.keyboard.press("Enter")
    expect(launcher(page)).to_have_attribute("aria-expanded", "true")
    expect(chat(page).locator(".bot .innhold")).to_have_text(["Hei! Jeg er en robot."])
    assert inside(page)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.type("pris")
    page.keyboard.press("Enter")
    expect(chat(page).locator(".bot")).to_have_count(2)
    page.keyboard.press("Escape")
    expect(launcher(page)).to_be_focused()
    expect(launcher(page)).to_have_attribute("aria-expanded", "false")
    expect(page.locator("iframe")).to_be_hidden()
    page.keyboard.press("Space")
    expect(chat(page).locator(".bot")).to_have_count(2)
    assert len(server.dialogue.received) == 2


def test_esc_in_the_chats_own_dialogue_closes_that_alone(page: Page) -> None:
    launcher(page).click()
    chat(page).get_by_role("button", name="Avslutt og slett").click()
    expect(chat(page).get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(chat(page).get_by_role("dialog")).to_be_hidden()
    expect(page.locator("iframe")).to_be_visible()


def test_the_close_button_and_esc_on_it_give_the_focus_back(page: Page) -> None:
    close = page.get_by_role("button", name="Lukk")
    for action in (close.click, lambda: close.press("Escape"), launcher(page).click):
        launcher(page).click()
        expect(page.locator("iframe")).to_be_visible()
        action()
        expect(page.locator("iframe")).to_be_hidden()
        expect(launcher(page)).to_be_focused()


def test_there_is_no_trap(page: Page) -> None:
    launcher(page).click()
    expect(chat(page).locator(".bot")).to_have_count(1)
    for _ in range(20):
        page.keyboard.press("Shift+Tab")
        if page.evaluate("document.activeElement.tagName") == "A":
            return
    raise AssertionError("the focus never came back to the site")


def test_a_message_from_elsewhere_closes_nothing(page: Page) -> None:
    launcher(page).click()
    page.evaluate("window.postMessage('bpa-lukk', '*')")
    chat(page).locator("body").evaluate("parent.postMessage('noe annet', '*')")
    page.wait_for_timeout(100)
    expect(page.locator("iframe")).to_be_visible()


def test_the_frame_has_a_title_and_may_do_only_what_the_chat_does(page: Page) -> None:
    launcher(page).click()
    frame = page.locator("iframe")
    expect(frame).to_have_attribute("title", "BPA-veilederen, Eksempel kommune")
    allowed = set(frame.get_attribute("sandbox").split())
    assert allowed == {
        "allow-scripts",
        "allow-same-origin",
        "allow-forms",
        "allow-popups",
        "allow-popups-to-escape-sandbox",
        "allow-downloads",
    }
    expect(page.get_by_role("complementary", name="BPA-veilederen, Eksempel kommune")).to_have_count(1)


@pytest.mark.parametrize(
    ("attribute", "greeting"),
    [("nn", "Hei! Eg er ein robot."), ("nb", "Hei! Jeg er en robot."), ("de", "Hei! Jeg er en robot.")],
)
def test_the_site_chooses_the_written_form(
    context: BrowserContext, site: Site, server: Server, attribute: str, greeting: str
) -> None:
    page = visit(context, site, f'data-sprak="{attribute}"')
    launcher(page).click()
    expect(chat(page).locator(".bot .innhold")).to_have_text([greeting])
    expect(page.locator("iframe")).to_have_attribute("title", "BPA-veilederen")


@pytest.mark.parametrize(
    ("colour", "shown"),
    [
        ("#003f72", ("rgb(0, 63, 114)", "rgb(255, 255, 255)")),
        ("#FFD700", ("rgb(255, 215, 0)", "rgb(0, 0, 0)")),
        ("#595959", ("rgb(89, 89, 89)", "rgb(255, 255, 255)")),
        ("#5a5a5a", ("rgb(85, 85, 85)", "rgb(255, 255, 255)")),
        ("red;} *{display:none", ("rgb(0, 63, 114)", "rgb(255, 255, 255)")),
    ],
)
def test_the_colour_is_the_sites_with_a_contrast_of_7(
    context: BrowserContext, site: Site, server: Server, colour: str, shown: tuple[str, str]
) -> None:
    assert colours(visit(context, site, f'data-farge="{colour}"')) == shown


def test_the_tag_twice_gives_one_launcher(context: BrowserContext, site: Site, server: Server) -> None:
    page = visit(context, site, f'async></script><script src="{site.chat}static/innbygging.js"')
    page.wait_for_load_state("networkidle")
    expect(launcher(page)).to_have_count(1)


@pytest.mark.parametrize(("width", "height"), [(320, 640), (320, 256), (1000, 800)], ids=["phone", "400 %", "desk"])
def test_targets_are_44_pixels_and_nothing_is_wider_than_the_window(page: Page, width: int, height: int) -> None:
    page.set_viewport_size({"width": width, "height": height})
    launcher(page).click()
    expect(chat(page).locator(".bot")).to_have_count(1)
    close = page.get_by_role("button", name="Lukk")
    for box in (launcher(page).bounding_box(), close.bounding_box()):
        assert min(box["width"], box["height"]) >= 44 and box["width"] <= 200
        assert box["x"] >= 0 and box["x"] + box["width"] <= width and box["y"] + box["height"] <= height
    assert launcher(page).evaluate("(button) => getComputedStyle(button).fontSize") == "18px"
    frame = page.locator("iframe").bounding_box()
    assert frame["height"] >= 100 and frame["y"] + frame["height"] <= launcher(page).bounding_box()["y"]
    assert page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("forced", ["none", "active"])
def test_axe_finds_nothing_at_aaa(browser: Browser, site: Site, server: Server, forced: Any) -> None:
    # Axe is a script that the site's own policy would stop.
    context = browser.new_context(locale="nb-NO", bypass_csp=True, forced_colors=forced)
    page = visit(context, site)
    page.locator("link").evaluate("(link) => link.remove()")
    for _ in range(2):
        found = Axe().run(page, options={"runOnly": {"type": "tag", "values": AXE_TAGS}}).response["violations"]
        assert [f"{item['id']}: {node['html']}" for item in found for node in item["nodes"]] == []
        launcher(page).click()
        expect(chat(page).locator(".bot")).to_have_count(1)
    context.close()


def test_with_reduced_motion_nothing_moves(browser: Browser, site: Site, server: Server) -> None:
    for motion, moves in (("reduce", 0), ("no-preference", 1)):
        context = browser.new_context(reduced_motion=motion)
        page = visit(context, site)
        launcher(page).click()
        # What is styled, not what still runs: on a busy machine a short movement is over before one looks.
        panel = "document.getElementById('bpa-veilederen').shadowRoot.getElementById('panel')"
        style = page.evaluate(
            f"(() => {{ const s = getComputedStyle({panel}); return [s.animationName, s.transitionDuration] }})()"
        )
        assert (style[0] != "none" or style[1] != "0s") == bool(moves)
        context.close()


def test_a_site_that_is_not_named_cannot_show_the_chat(browser: Browser, site: Site) -> None:
    with serving() as server:
        site.chat = server.url
        context = browser.new_context()
        page = visit(context, site)
        launcher(page).click()
        page.wait_for_timeout(500)
        assert server.dialogue.received == []
        context.close()


def test_the_script_alone_may_be_used_by_other_sites(server: Server) -> None:
    policies = {
        path.name: server.client.get(f"static/{path.name}").headers["cross-origin-resource-policy"]
        for path in STATIC.iterdir()
    }
    assert [name for name, policy in policies.items() if policy != "same-origin"] == ["innbygging.js"]


def test_the_script_is_small_and_asks_nobody_else() -> None:
    script = (STATIC / "innbygging.js").read_text("utf-8")
    assert len(script.encode()) <= 6_000
    assert [
        word for word in ("fetch(", "XMLHttpRequest", "cookie", "Storage", "innerHTML", "eval") if word in script
    ] == []
