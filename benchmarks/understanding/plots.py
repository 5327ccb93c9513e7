"""The pictures of the page, as SVG text. The only module that knows matplotlib; no test imports it."""

import re
from collections.abc import Callable, Sequence
from io import StringIO

import matplotlib
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from benchmarks.understanding.figures import bins, direct_or_held, honest, share
from benchmarks.understanding.readings import Reading

GOOD, BAD, UNSURE, GREY = "#1b6e4b", "#b3261e", "#b26a00", "#8a8a8a"
STEPS = [step / 50 for step in range(51)]
# The letters stay text, so that the file is small and a reader can search it; the salt makes the same file each time.
matplotlib.rcParams.update({"svg.fonttype": "none", "svg.hashsalt": "bpa", "font.size": 9})


def picture(name: str, readings: Sequence[Reading]) -> str:
    """The SVG of one of PICTURES for one set."""
    draw, size = PICTURES[name]
    figure = Figure(figsize=size, layout="constrained")
    draw(figure.subplots(), readings)
    output = StringIO()
    figure.savefig(output, format="svg", metadata={"Date": None})
    return re.sub(r"^.*?(?=<svg )", "", output.getvalue(), flags=re.DOTALL)


def _reliability(axes: Axes, readings: Sequence[Reading]) -> None:
    found = bins(readings)
    axes.plot([0, 1], [0, 1], color=GREY, linestyle="--", label="helt kalibrert")
    axes.bar(
        [b.low for b in found], [b.right for b in found], width=0.1, align="edge", color=GOOD, alpha=0.3, label="riktig"
    )
    axes.plot([b.confidence for b in found], [b.right for b in found], "o", color=GOOD, label="snitt i gruppa")
    for b in found:
        axes.annotate(str(b.count), (b.low + 0.05, 0.01), ha="center", color=GREY, fontsize=7)
    _frame(axes, "sikkerhet", "andel riktig")


def _thresholds(axes: Axes, readings: Sequence[Reading]) -> None:
    inside = [reading for reading in readings if reading.in_scope]
    axes.plot(STEPS, [share(inside, "right", at)[0] for at in STEPS], color=GOOD, label="riktig")
    axes.plot(
        STEPS,
        [direct_or_held(inside, at)[0] for at in STEPS],
        color=GOOD,
        linestyle=":",
        label="riktig eller i knappene",
    )
    axes.plot(STEPS, [share(inside, "clarifying", at)[0] for at in STEPS], color=UNSURE, label="spør igjen")
    axes.plot(STEPS, [share(inside, "wrong", at)[0] for at in STEPS], color=BAD, label="feil og sikker")
    _frame(axes, "terskel", "andel innenfor temaet")


def _out_of_scope(axes: Axes, readings: Sequence[Reading]) -> None:
    inside = [reading for reading in readings if reading.in_scope]
    outside = [reading for reading in readings if not reading.in_scope]
    held_back = [1 - share(inside, "right", at)[0] - share(inside, "wrong", at)[0] for at in STEPS]
    axes.plot(held_back, [honest(outside, at)[0] for at in STEPS], color=GOOD, label="etter terskel")
    served = 1 - share(inside, "right")[0] - share(inside, "wrong")[0]
    axes.plot([served], [honest(outside)[0]], "o", color=BAD, label="slik den står")
    _frame(axes, "innenfor temaet: spurt igjen eller avvist", "utenfor temaet: ærlig")
    axes.set(xlim=(0, 0.5), ylim=(0.5, 1.01))  # nobody would serve what lies beyond


def _confusion(axes: Axes, readings: Sequence[Reading]) -> None:
    """Each row a topic that was asked for, its cells the wrong topics that its messages were most likely read as."""
    names = sorted({reading.asked for reading in readings} | {reading.intent for reading in readings})
    at = {name: number for number, name in enumerate(names)}
    counts = np.zeros((len(names), len(names)))
    for reading in readings:
        counts[at[reading.asked], at[reading.intent]] += not reading.likeliest_is_right
    axes.imshow(np.ma.masked_equal(counts, 0), cmap="OrRd", vmin=0, interpolation="nearest")
    for row, column in zip(*np.nonzero(counts), strict=True):
        colour = "white" if counts[row, column] > counts.max() / 2 else "black"
        axes.annotate(f"{counts[row, column]:.0f}", (column, row), ha="center", va="center", fontsize=6, color=colour)
    axes.set_xticks(range(len(names)), names, rotation=90, fontsize=6)
    axes.set_yticks(range(len(names)), names, fontsize=6)
    axes.grid(color="#eeeeee", linewidth=0.4)
    axes.set_axisbelow(True)
    axes.set_xlabel("lest som (mest sannsynlig)")
    axes.set_ylabel("ventet")


def _frame(axes: Axes, x: str, y: str) -> None:
    axes.set(xlim=(0, 1), ylim=(0, 1.02), xlabel=x, ylabel=y)
    axes.grid(color="#eeeeee")
    axes.set_axisbelow(True)
    axes.legend(frameon=False, loc="best")


Draw = Callable[[Axes, Sequence[Reading]], None]
PICTURES: dict[str, tuple[Draw, tuple[float, float]]] = {
    "reliability": (_reliability, (5, 4)),
    "thresholds": (_thresholds, (5, 4)),
    "out_of_scope": (_out_of_scope, (5, 4)),
    "confusion": (_confusion, (11, 11)),
}
