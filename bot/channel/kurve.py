"""A curve as a picture: SVG whose colours are the page's own (chat.css), so that it follows light, dark and print."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

WIDTH, HEIGHT = 320, 190
_LEFT, _RIGHT, _TOP, _BOTTOM = 8, 312, 34, 142
_TEXT_BELOW, _NAME_BELOW = 24, 44  # units under the axis
_NEAREST = 26  # units between two numbers on the axis, so that they do not meet


def svg(curve: Mapping[str, Any]) -> Markup:
    """The curve through `punkter` ([x, y], both from 0), with its marks (`x`, `y`) and the place of the asked (`her`).

    Hidden from screen readers: what it says stands as text beside it. Raises ValueError without a positive x and y.
    """
    widest, highest = (max(point[axis] for point in curve["punkter"]) for axis in (0, 1))
    if widest <= 0 or highest <= 0:
        raise ValueError("A curve needs a positive x and a positive y.")

    def place(x: float, y: float) -> tuple[str, str]:
        return (
            f"{_LEFT + (_RIGHT - _LEFT) * x / widest:.1f}",
            f"{_BOTTOM - (_BOTTOM - _TOP) * y / highest:.1f}",
        )

    parts = [_axis(), *_x_marks(curve["x"], place, widest), *_y_marks(curve["y"], place)]
    path = " ".join(",".join(place(x, y)) for x, y in curve["punkter"])
    parts.append(Markup('<polyline class="linje" points="{}"/>').format(path))
    if curve["her"]:
        x, y = place(*curve["her"])
        parts.append(Markup('<circle class="her" cx="{}" cy="{}" r="6"/>').format(x, y))
    name = Markup('<text x="{}" y="{}" text-anchor="end">{}</text>')
    parts.append(name.format(_RIGHT, _BOTTOM + _NAME_BELOW, curve["akse"]))
    frame = Markup('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} {}" aria-hidden="true">{}</svg>')
    return frame.format(WIDTH, HEIGHT, Markup("").join(parts))


def _axis() -> Markup:
    shape = f"M{_LEFT},{_TOP - 8}V{_BOTTOM}H{_RIGHT}"
    return Markup('<path class="akse" d="{}"/>').format(shape)


def _x_marks(marks: Sequence[Mapping[str, Any]], place: Any, widest: float) -> list[Markup]:
    """A number under the axis at each mark; the first and the last lean inwards, and one too near the last is left out."""
    drawn = []
    for mark in marks:
        x, _ = place(mark["ved"], 0)
        if mark["ved"] not in (0, widest) and _RIGHT - float(x) < _NEAREST:
            continue
        anchor = "start" if not mark["ved"] else "end" if mark["ved"] == widest else "middle"
        text = Markup('<text x="{}" y="{}" text-anchor="{}">{}</text>')
        drawn.append(text.format(x, _BOTTOM + _TEXT_BELOW, anchor, mark["tekst"]))
    return drawn


def _y_marks(marks: Sequence[Mapping[str, Any]], place: Any) -> list[Markup]:
    """A line across the picture at each amount above 0, its words on top of it."""
    drawn = []
    for mark in (mark for mark in marks if mark["ved"]):
        _, y = place(0, mark["ved"])
        line = Markup('<path class="hjelp" d="M{},{}H{}"/><text x="{}" y="{}">{}</text>')
        drawn.append(line.format(_LEFT, y, _RIGHT, _LEFT + 6, f"{float(y) - 10:.1f}", mark["tekst"]))
    return drawn
