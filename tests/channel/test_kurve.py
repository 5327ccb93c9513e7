"""The curve as SVG: where its points lie, that words are escaped, and that it carries no colour and no style."""

from __future__ import annotations

import re
from typing import Any
from xml.etree import ElementTree

import pytest

from bot.channel.kurve import HEIGHT, WIDTH, svg

SVG = "{http://www.w3.org/2000/svg}"


def curve(**other: Any) -> dict[str, Any]:
    return {
        "akse": "timer i måneden",
        "punkter": [[0, 0], [5, 2025], [6, 2027], [9, 2027]],
        "her": [6, 2027],
        "x": [{"ved": 0, "tekst": "0"}, {"ved": 6, "tekst": "6"}, {"ved": 9, "tekst": "9"}],
        "y": [{"ved": 0, "tekst": "0 kr"}, {"ved": 2027, "tekst": "2 027 kr"}],
        **other,
    }


def drawn(**other: Any) -> ElementTree.Element:
    return ElementTree.fromstring(svg(curve(**other)))


def points(root: ElementTree.Element) -> list[tuple[float, float]]:
    line = root.find(f"{SVG}polyline")
    assert line is not None
    return [(float(x), float(y)) for x, y in (pair.split(",") for pair in line.attrib["points"].split())]


def test_it_begins_in_the_corner_rises_and_ends_level_at_the_right_edge() -> None:
    (x0, y0), _, (x6, y6), (x9, y9) = points(drawn())
    assert (x0, y0) == (8, 142) and (x9, y9) == (312, 34)
    assert y6 == y9 and x6 == pytest.approx(x0 + (x9 - x0) * 6 / 9, abs=0.1)


def test_the_households_own_hours_are_a_ring_on_the_curve_and_without_hours_there_is_none() -> None:
    ring = drawn().find(f"{SVG}circle")
    assert ring is not None and (float(ring.attrib["cx"]), float(ring.attrib["cy"])) == points(drawn())[2]
    assert drawn(her=None).find(f"{SVG}circle") is None


def test_everything_lies_within_the_picture() -> None:
    for item in drawn().iter(f"{SVG}text"):
        assert 0 <= float(item.attrib["x"]) <= WIDTH and 0 < float(item.attrib["y"]) < HEIGHT


def test_it_names_its_axis_and_the_price_of_nothing_is_not_written_across_it() -> None:
    assert [item.text for item in drawn().iter(f"{SVG}text")] == ["0", "6", "9", "2 027 kr", "timer i måneden"]


@pytest.mark.parametrize(("hours", "shown"), [(91, True), (92, False)])
def test_a_number_nearer_than_26_units_to_the_last_one_is_left_out(hours: float, shown: bool) -> None:
    marks = [{"ved": 0, "tekst": "0"}, {"ved": hours, "tekst": "nær"}, {"ved": 100, "tekst": "100"}]
    written = [item.text for item in drawn(x=marks, punkter=[[0, 0], [100, 10]], her=None).iter(f"{SVG}text")]
    assert ("nær" in written) is shown


def test_words_are_escaped() -> None:
    picture = svg(curve(akse='<script>x</script>"&'))
    assert "<script" not in picture and "&lt;script&gt;" in picture


def test_it_is_hidden_from_screen_readers_and_has_the_pages_colours_alone() -> None:
    picture = svg(curve())
    assert 'aria-hidden="true"' in picture
    assert re.findall(r"style=|fill=|stroke=|#[0-9a-f]{3}|url\(|href|<script", picture) == []


@pytest.mark.parametrize("points", [[[0, 0], [0, 5]], [[0, 0], [5, 0]]])
def test_a_curve_without_height_or_width_is_refused(points: list[list[float]]) -> None:
    with pytest.raises(ValueError):
        svg(curve(punkter=points))
