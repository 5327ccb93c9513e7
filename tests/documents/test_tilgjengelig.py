"""The PDF is tagged and says what it is; the page can be read aloud and printed, and asks nobody for anything."""

import re
from itertools import pairwise

import pytest

from bot.documents import lag_html, lag_pdf
from bot.documents.datasett import timeplan
from bot.documents.ord import Ord
from bot.documents.uke import alt, tabell, uke
from tests.documents.datasett import OPPGAVER, klage, oppgave, soknad, svart
from tests.documents.lesing import SVG, all_of, page, pdf

MAKE = pytest.mark.parametrize("make", [soknad, klage])
FORM = pytest.mark.parametrize("maalform", ["nb", "nn"])


@MAKE
@FORM
def test_the_pdf_is_pdf_ua_with_language_title_and_tags(make, maalform):
    reader = pdf(make(maalform))
    root = reader.trailer["/Root"]
    metadata = root["/Metadata"].get_data().decode()
    assert root["/Lang"] == f"{maalform}-NO"
    assert root["/MarkInfo"]["/Marked"].value is True
    assert "/StructTreeRoot" in root
    assert re.search(r"pdfuaid:part>1<", metadata)
    assert reader.metadata.title in {
        "Søknad om brukerstyrt personlig assistanse (BPA)",
        "Søknad om brukarstyrt personleg assistanse (BPA)",
        "Klage på vedtak",
    }
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value is True


def elements(node):
    """Role and words instead (or None) of everything in the tree of tags, in reading order."""
    node = node.get_object()
    if isinstance(node, list):
        return [element for child in node for element in elements(child)]
    if not isinstance(node, dict):
        return []
    own = [(str(node["/S"]), node.get("/Alt"))] if "/S" in node else []
    return own + (elements(node["/K"]) if "/K" in node else [])


def test_the_tags_have_headings_in_order_lists_tables_with_heads_and_a_figure_with_words():
    tree = pdf(soknad()).trailer["/Root"]["/StructTreeRoot"]["/K"]
    tags = [role for role, _ in elements(tree)]
    assert {"/H1", "/H2", "/H3", "/L", "/Table", "/TH", "/Figure"} <= set(tags)
    levels = [int(tag[2]) for tag in tags if re.fullmatch(r"/H\d", tag)]
    assert all(after - before <= 1 for before, after in pairwise(levels))
    (words,) = [alt_text for role, alt_text in elements(tree) if role == "/Figure" and alt_text]
    assert words.startswith("Søylediagram over timer hjelp hver dag i uka. mandag: 5,25 timer")


@MAKE
def test_every_font_is_inside_the_pdf_and_none_comes_from_the_system(make):
    fonts = set()
    for sheet in pdf(make()).pages:
        for font in sheet["/Resources"]["/Font"].values():
            below = font.get_object()["/DescendantFonts"][0].get_object()
            descriptor = below["/FontDescriptor"].get_object()
            assert {"/FontFile2", "/FontFile3"} & set(descriptor), descriptor
            fonts.add(below["/BaseFont"].split("+")[1])
    assert fonts <= {"AtkinsonHyperlegibleNext-Regular", "AtkinsonHyperlegibleNext-Bold"}


@MAKE
@FORM
def test_the_page_has_a_language_one_title_no_script_and_nothing_from_outside(make, maalform):
    data = make(maalform)
    html = lag_html(data)
    assert page(data).get("lang") == maalform
    (title,) = all_of(data, "h1")
    assert page(data).findtext("head/title") == title.text
    assert all_of(data, "script", "link", "iframe", "img", "object", "embed", "form", "a") == []
    assert [element for element in page(data).iter() if {"src", "href"} & set(element.attrib)] == []
    assert not re.search(r"@import|url\((?!#)|\bon\w+=", html)
    assert set(re.findall(r"https?://[^\"'\s<]+", html)) <= {"http://www.w3.org/2000/svg"}
    assert "@media print" in html


@MAKE
def test_no_heading_of_the_page_skips_a_level(make):
    levels = [int(heading.tag[1]) for heading in all_of(make(), "h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_every_table_of_the_page_has_a_caption_and_heads_and_every_blank_line_a_name():
    tables = all_of(soknad(), "table")
    assert [table.findtext("caption") for table in tables] == ["Oppgaver gjennom uka", "En vanlig uke"]
    assert {head.get("scope") for table in tables for head in table.iter("th")} == {"col", "row"}
    assert {line.get("aria-label") for line in all_of(soknad(), "span")} == {"fylles ut for hånd"}


def test_a_picture_of_the_week_says_in_words_what_it_shows():
    (picture,) = all_of(soknad(), f"{SVG}svg")
    label = picture.get("aria-label")
    assert "mandag: 5,25 timer, tirsdag: 6 timer" in label
    assert "søndag: 4 timer" in label


def test_a_week_is_split_by_day_and_part_of_day_and_adds_up_to_the_calculator():
    week = uke(OPPGAVER)
    assert tuple(week.per_dag) == timeplan(OPPGAVER).per_ukedag == (315, 360, 300, 315, 360, 300, 240)
    assert week.minutter["morgen"] == (60,) * 7
    assert week.minutter["formiddag"] == (75, 120, 0, 75, 120, 0, 0)
    assert week.minutter["natt"] == (0, 0, 60, 0, 0, 60, 0)
    assert week.minutter["uten_tid"] == (75,) * 7


def test_a_task_at_night_without_a_part_of_the_day_stands_at_night():
    assert uke([oppgave("Snu", 30, natt=True)]).minutter["natt"] == (30,) * 7


def test_the_table_of_the_week_has_only_the_parts_of_day_that_are_used():
    head, rows = tabell(Ord("nn"), uke([oppgave("Snu", 30, natt=True), oppgave("Mat", 60, naar="kveld")]))
    assert head == ["Dag", "Kveld", "Natt", "Sum timar"]
    assert rows[0] == ["Måndag", "1", "0,5", "1,5"]
    assert "laurdag: 1,5 timar" in alt(Ord("nn"), uke([oppgave("Mat", 90, naar="kveld")]))


def test_a_week_with_nothing_on_fixed_days_has_no_picture():
    data = soknad(oppgaver=svart([oppgave("Storvask", 120, per="maaned")]))
    data["timeplan"] = {"timer_per_uke": "0.4666666666666666666666666667", "per_ukedag": [0] * 7, "uten_fast_dag": 28}
    html = lag_html(data)
    assert "<svg" not in html
    assert "28 minutter i uka" in html
    assert "1 gang i måneden" in html
    assert lag_pdf(data)


@pytest.mark.parametrize("minutes", [1, 30, 240, 241, 1440])
def test_the_bars_stay_inside_the_picture(minutes):
    tasks = [oppgave("Hjelp", minutes, hjelpere=hjelpere) for hjelpere in (1, 1, 1, 1)][: 4 if minutes < 1440 else 1]
    data = soknad(oppgaver=svart(tasks))
    result = timeplan(tasks)
    data["timeplan"] = {
        "timer_per_uke": str(result.minutter_per_uke / 60),
        "per_ukedag": list(result.per_ukedag),
        "uten_fast_dag": 0,
    }
    tops = [float(bar.get("y")) for bar in all_of(data, f"{SVG}rect") if bar.get("y")]
    labels = [float(text.get("y")) for text in all_of(data, f"{SVG}text")]
    assert min(tops) >= 24 - 0.01
    assert min(labels) >= 12
