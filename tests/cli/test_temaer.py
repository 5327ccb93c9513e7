"""`bpa temaer`: what to write next, from the server's own numbers, with few counts told as few."""

import json
from pathlib import Path

import jsonschema
import pytest
from typer.testing import CliRunner

from bot.channel.metrics import Metrics
from bot.cli import app
from bot.cli.maalinger import read
from bot.cli.reading import WrongInput
from bot.cli.temaer import ENDS, UNANSWERED
from tests.cli.schemas import TEMAER

NUMBERS = """\
# HELP bpa_temasvar_total Answers to a topic.
# TYPE bpa_temasvar_total counter
bpa_temasvar_total{tema="pris_generelt"} 50
bpa_temasvar_total{tema="klage_frist"} 9
bpa_temasvar_total{tema="bruk_reise"} 3
bpa_tilbakemelding_total{tema="pris_generelt",hjalp="ja"} 10
bpa_tilbakemelding_total{tema="pris_generelt",hjalp="nei"} 30
bpa_tilbakemelding_total{tema="bruk_reise",hjalp="nei"} 1
bpa_usikker_total{tema="klage_frist"} 7
bpa_usikker_total{tema="start_klage"} 8
bpa_svar_total{slag="svar"} 59
bpa_svar_total{slag="utenfor"} 20
bpa_svar_total{slag="krise"} 1
process_cpu_seconds_total 1e-05
bpa_flyt_total{flyt="soknad",utfall="startet"} 9
bpa_flyt_total{flyt="soknad",utfall="forlatt"} 3
bpa_flyt_total{flyt="soknad",utfall="avbrutt"} 1
bpa_flytstopp_total{flyt="soknad",sporsmaal="oppgaver",utfall="forlatt"} 3
bpa_flytstopp_total{flyt="soknad",sporsmaal="oppgaver",utfall="avbrutt"} 1
"""


@pytest.fixture
def numbers(tmp_path: Path) -> str:
    file = tmp_path / "maalinger.txt"
    file.write_text(NUMBERS, encoding="utf-8")
    return str(file)


def test_the_object_is_as_described(as_json, numbers):
    jsonschema.validate(as_json("temaer", numbers), TEMAER)


def test_thirty_of_forty_come_before_one_of_one_and_clarifications_break_the_tie(as_json, numbers):
    topics = as_json("temaer", numbers)["temaer"]
    assert [one["tema"] for one in topics] == ["pris_generelt", "bruk_reise", "start_klage", "klage_frist"]


def test_the_interval_is_wilsons(as_json, numbers):
    first, second, *rest = as_json("temaer", numbers)["temaer"]
    # Wilson (1927) by hand: 30 of 40 and 1 of 1 with z = 1,96.
    assert (first["andel_nei"], first["minst_nei"], first["hoyst_nei"]) == (0.75, 0.5981, 0.8581)
    assert (second["andel_nei"], second["minst_nei"], second["hoyst_nei"]) == (1.0, 0.2065, 1.0)
    assert {one["andel_nei"] for one in rest} == {None}


def test_a_table_names_each_topic_as_citizens_see_it_and_by_its_key(said, numbers):
    shown = said("temaer", numbers)
    assert "Hva koster det? (pris_generelt) 50 10 30 75 % 60–86 % 0" in shown
    assert "Hvor lang er klagefristen?" in shown and "9 0 0 – – 7" in shown
    assert "Uten svar, av 80 i alt • Utenfor temaet: 20 (25 %)" in shown
    assert "soknad 9 0 0 1 3 oppgaver 4" in shown


def test_in_nynorsk_the_titles_are_too(said, numbers):
    assert "Kva kostar det? (pris_generelt)" in said("temaer", numbers, "--maalform", "nn")


def test_piped_in_it_says_the_same_as_from_a_file(bpa, numbers):
    piped = CliRunner(mix_stderr=False).invoke(app, ["temaer"], input=NUMBERS)
    assert (piped.exit_code, piped.stdout) == (0, bpa("temaer", numbers).stdout)


@pytest.mark.parametrize("width", [80, 120])
def test_every_line_fits_the_terminal(bpa, columns, numbers, width):
    columns(width)
    assert max(map(len, bpa("temaer", numbers).stdout.splitlines())) <= width


def test_a_server_that_nobody_has_asked_yet_has_no_topic_and_that_is_no_error(as_json, bpa, tmp_path):
    file = tmp_path / "ny.txt"
    file.write_text(Metrics().text(0), encoding="utf-8")
    assert as_json("temaer", str(file)) == {"temaer": [], "svar": {}, "flyter": []}
    assert bpa("temaer", str(file)).exit_code == 0


def test_what_the_server_writes_is_read_back_line_by_line(as_json, tmp_path):
    metrics = Metrics()
    step = {"flyt": "klage", "sporsmaal": "mottatt"}
    for _ in range(3):
        metrics.answered([{"tema": "klage_frist", "usikker": ["klage_hvor"], "flytsteg": step}], 0.2, "samtale")
    metrics.answered([{"flytsteg": {"flyt": "klage", "utfall": "avbrutt"}}], 0.2, "samtale")
    metrics.told("klage_frist", False)
    metrics.told("klage_frist", True)
    file = tmp_path / "maalinger.txt"
    file.write_text(metrics.text(1), encoding="utf-8")
    ours = [line for line in metrics.text(1).splitlines() if not line.startswith("#")]
    assert len(read(str(file))) == len(ours) - ours.count("")
    seen = as_json("temaer", str(file))
    (topic, unsure) = seen["temaer"]
    assert (topic["tema"], topic["svar"], topic["ja"], topic["nei"]) == ("klage_frist", 3, 1, 1)
    assert (unsure["tema"], unsure["uklart"]) == ("klage_hvor", 3)
    assert seen["flyter"] == [
        {"flyt": "klage", "utfall": {**dict.fromkeys(ENDS, 0), "avbrutt": 1}, "stoppet_ved": {"mottatt": 1}}
    ]


@pytest.mark.parametrize(
    "line",
    [
        'bpa_temasvar_total{tema="a"}',
        'bpa_temasvar_total{tema="a"} x',
        'bpa_temasvar_total{tema="a" 1',
        "bpa_temasvar_total{tema=a} 1",
        "bpa_temasvar_total{} 1",
        'bpa_temasvar_total{tema="a"} -1',
        'bpa_temasvar_total{tema="a"} NaN',
        'bpa_temasvar_total{tema="a"} 1 2 3',
    ],
)
def test_a_broken_line_of_ours_is_named_by_its_number(tmp_path, line):
    file = tmp_path / "x.txt"
    file.write_text(f"# HELP\nandre_total 1\n{line}\n", encoding="utf-8")
    with pytest.raises(WrongInput) as wrong:
        read(str(file))
    assert (wrong.value.kode, wrong.value.values["linje"]) == ("ugyldig_maaling", 3)


@pytest.mark.parametrize(
    ("text", "kode"), [("", "ingen_maalinger"), ("<html>", "ingen_maalinger"), ("bpa_x 1 y", "ugyldig_maaling")]
)
def test_what_is_no_measurement_is_one_clear_line(bpa, tmp_path, text, kode):
    file = tmp_path / "x.txt"
    file.write_text(text, encoding="utf-8")
    result = bpa("temaer", str(file))
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)
    assert json.loads(bpa("temaer", str(file), "--json").stdout)["feil"]["kode"] == kode


def test_every_outcome_that_is_no_answer_has_its_words(said, tmp_path):
    file = tmp_path / "x.txt"
    file.write_text("".join(f'bpa_svar_total{{slag="{one}"}} 5\n' for one in UNANSWERED), encoding="utf-8")
    assert said("temaer", str(file)).count(": 5 (17 %)") == len(UNANSWERED)
