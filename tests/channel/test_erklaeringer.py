"""The privacy statement and the accessibility statement: words in both written forms, figures from the settings, axe."""

from __future__ import annotations

from collections.abc import Iterator
from string import Formatter
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from ruamel.yaml import YAML

from bot.channel.erklaeringer import ERKLAERINGER, MALER, html
from bot.channel.settings import ChannelSettings
from bot.channel.sted import Sted
from tests.channel.browsing import violations
from tests.channel.fakes import Server

STED = Sted("Eksempel", nettsted="https://www.eksempel.example", telefon="69 00 00 00", epost="post@eksempel.example")
PAGES = [(name, form) for name in ERKLAERINGER for form in ("nb", "nn")]


def words(name: str) -> Any:
    return YAML(typ="safe").load(MALER / f"{name}.yml")


def shape(part: Any) -> Any:
    """The structure with the placeholders of each text in its place."""
    if isinstance(part, dict):
        return {key: shape(value) for key, value in part.items()}
    if isinstance(part, list):
        return [shape(value) for value in part]
    return {field for _, field, _, _ in Formatter().parse(str(part)) if field}


@pytest.mark.parametrize("name", ERKLAERINGER)
def test_nynorsk_has_the_same_parts_and_fills_in_the_same_as_bokmal(name: str) -> None:
    both = words(name)
    assert shape(both["nb"]) == shape(both["nn"])
    assert both["nb"] != both["nn"]


@pytest.mark.parametrize(
    ("hours", "days", "told"), [(24, 7, ("24 timer", "7 dager")), (1.5, 30, ("1,5 timer", "30 dager"))]
)
def test_how_long_things_are_kept_is_what_the_settings_say(hours: float, days: float, told: tuple[str, str]) -> None:
    page = html("personvern", "nb", ChannelSettings(idle_seconds=hours * 3600, draft_days=days), STED)
    assert f"slettes senest {told[0]} etter" in page and f"ligger kryptert i {told[1]}." in page


@pytest.mark.parametrize(("name", "form"), PAGES)
def test_it_names_the_municipality_and_how_to_reach_it(name: str, form: str) -> None:
    page = html(name, form, ChannelSettings(), STED)
    assert "Eksempel kommune" in page and "{" not in page
    for address in ("https://www.eksempel.example", "tel:69000000", "mailto:post@eksempel.example"):
        assert f'href="{address}"' in page


@pytest.mark.parametrize(("name", "form"), PAGES)
def test_without_a_named_municipality_it_still_says_whom_to_ask(name: str, form: str) -> None:
    page = html(name, form, ChannelSettings(), Sted())
    assert "Kommunen " in page and ("Spør kommunen. Du fin" in page)


@pytest.mark.parametrize(
    ("name", "field"), [("personvern", "personvernside"), ("tilgjengelighet", "tilgjengelighetserklaering")]
)
def test_the_municipalitys_own_statement_is_linked_to_where_there_is_one(name: str, field: str) -> None:
    address = "https://www.eksempel.example/egen"
    assert address in html(name, "nb", ChannelSettings(), Sted("Eksempel", **{field: address}))
    assert address not in html(name, "nb", ChannelSettings(), Sted("Eksempel"))


def test_what_a_municipality_has_written_is_escaped() -> None:
    page = html("personvern", "nb", ChannelSettings(), Sted('<b>"Fjell"</b>'))
    assert "<b>" not in page and "&lt;b&gt;" in page


@pytest.mark.parametrize(
    ("accepted", "query", "form"),
    [("nb", "", "nb"), ("nn", "", "nn"), ("nn", "?sprak=nb", "nb"), ("nb", "?sprak=xx", "nb")],
)
def test_the_address_chooses_the_written_form_before_the_browser(
    server: Server, accepted: str, query: str, form: str
) -> None:
    for name in ERKLAERINGER:
        response = server.client.get(f"{name}{query}", headers={"Accept-Language": accepted})
        assert response.status_code == 200 and f'<html lang="{form}">' in response.text
        assert "default-src 'none'" in response.headers["content-security-policy"]
        assert "set-cookie" not in response.headers


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    page = context.new_page()
    yield page
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("name", "form"), PAGES)
def test_axe_finds_nothing_at_aaa_and_nothing_is_wider_than_a_phone(
    page: Page, server: Server, name: str, form: str, scheme: Any
) -> None:
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"{server.url}{name}?sprak={form}")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    small = [link.inner_text() for link in page.locator("a").all() if link.bounding_box()["height"] < 44]
    assert small == []


def test_one_gets_to_the_other_written_form_and_back_to_the_chat(page: Page, server: Server) -> None:
    page.goto(f"{server.url}personvern?sprak=nb")
    page.get_by_role("link", name="Les sida på nynorsk").click()
    expect(page.locator("html")).to_have_attribute("lang", "nn")
    page.get_by_role("link", name="Til chatten").click()
    expect(page.get_by_role("log")).to_be_visible()
