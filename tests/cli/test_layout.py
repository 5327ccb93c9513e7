"""How it looks: no line wider than the terminal, no figure broken over two lines, nothing loaded that is not needed."""

import os
import re
import resource
import subprocess
import sys

import pytest

EVERYTHING = [
    ("pris", "--inntekt", "400000", "--timer", "6", "--kurve"),
    ("pris", "--inntekt", "400000", "--timer", "6", "--hva-hvis", "inntekt=300000", "--mot", "2022-06-15"),
    ("pris", "--inntekt", "200000", "--nasjonalt"),
    ("rett", "--alder", "40", "--timer", "28", "--natt", "4"),
    ("klagefrist", "2026-10-03"),
    ("satser",),
    ("satser", "sjekk"),
]


@pytest.mark.parametrize("maalform", ["nb", "nn"])
@pytest.mark.parametrize("width", [80, 120])
@pytest.mark.parametrize("args", EVERYTHING, ids=" ".join)
def test_every_line_fits_the_terminal_and_nothing_is_cut_off(bpa, columns, args, width, maalform):
    columns(width)
    shown = bpa(*args, "--maalform", maalform).stdout
    assert max(map(len, shown.splitlines())) <= width
    assert "…" not in shown


@pytest.mark.parametrize("maalform", ["nb", "nn"])
def test_no_amount_or_date_is_broken_over_two_lines_at_any_width(bpa, columns, maalform):
    def figures(width):
        columns(width)
        shown = bpa("pris", "--inntekt", "400000", "--timer", "6", "--maalform", maalform).stdout
        shown = shown[: shown.index("\nK")]  # the sources' own titles may break anywhere
        return sorted(re.findall(r"\d+ \d{3} kr|\d+ kr|\d+,\d+ G|\d+\. \w+ \d{4}|§ \d+(?:-\d+)?", shown))

    widest = figures(120)
    assert len(widest) > 20
    assert [width for width in range(60, 120) if figures(width) != widest] == []


def test_without_json_there_are_no_control_codes_when_the_output_is_piped(bpa):
    assert "\x1b" not in bpa("rett", "--alder", "40").stdout


def test_help_names_the_units_and_no_default_for_what_is_unknown(bpa):
    assert "per måned" in bpa("pris", "--help").stdout
    assert "per uke" in bpa("rett", "--help").stdout
    assert "default" not in bpa("pris", "--help").stdout + bpa("rett", "--help").stdout


def test_every_command_has_help(bpa):
    for command in (("pris",), ("rett",), ("klagefrist",), ("timeplan",), ("satser",), ("satser", "sjekk"), ("chat",)):
        result = bpa(*command, "--help")
        assert (result.exit_code, result.stderr) == (0, "")


def test_a_price_loads_neither_rasa_nor_tensorflow_nor_spacy_and_takes_less_than_a_second_of_the_machine():
    code = (
        "import sys; from bot.cli import app\n"
        "try: app(['pris', '--inntekt', '400000', '--timer', '6', '--kurve'])\n"
        "except SystemExit as stop: assert not stop.code\n"
        "sys.exit(any(name.split('.')[0] in ('rasa', 'tensorflow', 'spacy', 'sklearn') for name in sys.modules))"
    )
    seconds = []
    for _ in range(3):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=os.environ)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        assert done.returncode == 0, done.stderr
        assert "2 027 kr i måneden" in done.stdout
        seconds.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    assert min(seconds) < 1
