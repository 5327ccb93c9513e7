"""tekster.yml: both written forms of everything, no figure in a text, and words for all that the calculator can say."""

import ast
import re
import shutil
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from string import Formatter

import pytest

from bot import context
from bot.calculator.bpa_rett import Fakta
from bot.calculator.ratetable import TJENESTER
from bot.calculator.tabell import FORMER as PRISFORMER
from bot.calculator.timeplan import SLAG
from bot.cli import words as words_module
from bot.cli.temaer import UNANSWERED
from bot.cli.words import GLUE, all_texts, words
from tests.cli import sweep
from tests.cli.conftest import FORMER, TABELL
from tests.cli.test_temaer import NUMBERS

CALCULATOR = Path(context.__file__).parent / "calculator"
TEXTS = all_texts()
OPTION = re.compile(r"--[a-z0-9-]+")


def test_every_text_stands_in_both_forms():
    assert {
        key for key, text in TEXTS.items() if not (text.get("nb", "").strip() and text.get("nn", "").strip())
    } == set()


def test_both_forms_fill_in_the_same_and_name_the_same_options():
    assert {key for key, text in TEXTS.items() if sorted(_fields(text["nb"])) != sorted(_fields(text["nn"]))} == set()
    options = {key: [sorted(OPTION.findall(text[form])) for form in ("nb", "nn")] for key, text in TEXTS.items()}
    assert {key for key, (nb, nn) in options.items() if nb != nn} == set()


def _fields(text: str) -> Iterator[tuple[str, str]]:
    for _, name, spec, _ in Formatter().parse(text):
        if name is not None:
            yield name, spec or ""


def test_no_figure_stands_in_a_text():
    bare = {key: re.sub(r"\{[^}]*\}", "", OPTION.sub("", " ".join(text.values()))) for key, text in TEXTS.items()}
    assert {key for key, text in bare.items() if re.search(r"\d", text)} == set()


NYNORSK = re.compile(
    r"\b(ikkje|eg|kva|korleis|kven|frå|meir|berre|veke|veka|timar|søkje|vere|høgst|høgare|seinast|blir rekna)\b", re.I
)
BOKMAAL = re.compile(
    r"\b(ikke|jeg|hva|hvordan|hvem|fra|mer|bare|uke|uka|timer|søke|være|hvis|høyst|høyere|senest|noe|enn annen)\b", re.I
)
# Names in files and on the command line are the same in both forms.
NAMES = re.compile(r"\{[^}]*\}|--[a-z0-9-]+|\b[a-z]+_[a-z_]+\b|\bTabeller\b")


def test_bokmaal_has_no_nynorsk_words_and_nynorsk_no_bokmaal_words():
    assert {key: found for key, text in TEXTS.items() if (found := NYNORSK.findall(NAMES.sub("", text["nb"])))} == {}
    assert {key: found for key, text in TEXTS.items() if (found := BOKMAAL.findall(NAMES.sub("", text["nn"])))} == {}


def test_a_sentence_in_nynorsk_is_not_bokmaal_copied():
    same = {key for key, text in TEXTS.items() if text["nb"] == text["nn"] and len(_words_of(text["nb"])) > 5}
    assert same == {"endres_av.lavere_inntekt.uten_pris", "frist.klage.tittel"}


def _words_of(text: str) -> list[str]:
    return re.findall(r"[a-zæøå]{2,}", NAMES.sub("", text))


def test_no_one_is_told_not_to_apply():
    discouraging = re.compile(r"ikk?j?e? søk(e|je)\b|trenger ikke|treng ikkje|nytter ikke|nyttar ikkje", re.I)
    assert {key for key, text in TEXTS.items() if discouraging.search(" ".join(text.values()))} == set()


@pytest.mark.parametrize(
    ("spec", "value", "nb", "nn"),
    [
        ("kr", Decimal("1822.5"), "1 822,50 kr", "1 822,50 kr"),
        ("g", Decimal("1.999"), "1,99 G", "1,99 G"),
        ("timer", 1, "1 time", "1 time"),
        ("timer", Decimal("0.5"), "0,5 timer", "0,5 timar"),
        ("timer", Decimal("31.999"), "31,99 timer", "31,99 timar"),
        ("dager", 1, "1 dag", "1 dag"),
        ("dager", 2, "2 dager", "2 dagar"),
        ("mnd", 23, "23 måneder", "23 månader"),
        ("mnd", 24, "2 år", "2 år"),
        ("mnd", 1, "1 måned", "1 månad"),
        ("minutter", 60, "1 time", "1 time"),
        ("minutter", 65, "1 time og 5 minutter", "1 time og 5 minutt"),
        ("minutter", 0, "0 minutter", "0 minutt"),
        ("uker", 4, "4 uker", "4 veker"),
        ("dag", date(2026, 1, 1), "1. januar 2026", "1. januar 2026"),
        ("ukedag", date(2026, 11, 21), "lørdag 21. november 2026", "laurdag 21. november 2026"),
        ("ord.rolle", "soker", "søkeren", "søkjaren"),
    ],
)
def test_figures_are_written_as_people_read_them(spec, value, nb, nn):
    assert [words(form).format_field(value, spec).replace(GLUE, " ") for form in ("nb", "nn")] == [nb, nn]


# Every code of the calculator has words -----------------------------------------------------------------------------


def _calls(name: str, argument: int, file: str = "*.py") -> set[str]:
    """The strings that stand as that argument in calls of `name` in the calculator, inside conditions too."""
    found = set()
    for path in CALCULATOR.glob(file):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == name and len(node.args) > argument:
                found |= _strings(node.args[argument])
    return found


def _strings(node: ast.AST) -> set[str]:
    return {part.value for part in ast.walk(node) if isinstance(part, ast.Constant) and isinstance(part.value, str)}


def _literals(pattern: str) -> set[str]:
    return {
        text
        for path in CALCULATOR.glob("*.py")
        for text in _strings(ast.parse(path.read_text(encoding="utf-8")))
        if re.fullmatch(pattern, text)
    }


def _group(name: str) -> set[str]:
    """The keys right under a group."""
    return {key.split(".")[1] for key in TEXTS if key.startswith(f"{name}.")}


def test_every_rule_has_a_sentence():
    rules = _calls("Steg", 0) | _literals(r"(husstand|inntekt|trinn|timer|pris|statlig|forskrift|frist|timeplan)\.\w+")
    assert len(rules) >= 27
    without = {
        rule for rule in rules if not any(key == f"steg.{rule}" or key.startswith(f"steg.{rule}.") for key in TEXTS)
    }
    assert without == set()


def test_every_uncertainty_has_a_sentence_and_a_short_name():
    codes = _calls("Usikkert", 0)
    assert len(codes) >= 9
    assert codes == _group("usikkert") == _group("usikkert_kort")


def test_everything_that_would_change_the_price_has_a_sentence():
    assert _calls("Endring", 0) == _group("endres_av")


def test_every_reason_of_a_condition_has_a_sentence():
    reasons = _calls("Vilkar", 3) - {"arbeidsleder_"}
    assert len(reasons) >= 12
    assert reasons <= _group("grunn")
    assert {"arbeidsleder_selv", "arbeidsleder_andre", "har_rett_til_tjenester", "ikke_rett_til_tjenester"} <= _group(
        "grunn"
    )


def test_every_fact_that_may_decide_is_named():
    facts = set(Fakta.__dataclass_fields__)
    assert _group("avgjorende") <= facts
    assert {"alder", "timer_per_uke", "varighet_mnd", "bpa_for_67", "foreldreansvar"} <= _group("avgjorende")


def test_every_form_of_price_kind_of_help_and_service_has_a_name():
    forms = set(PRISFORMER.values()) - {"ikke_publisert"}
    assert forms == _group("form") == _group("pris_uten_timer")
    assert set(SLAG) == _group("slag")
    assert set(TJENESTER) == _group("tjeneste")


def test_every_finding_in_a_folder_has_a_name():
    codes = _calls("Advarsel", 0) | _calls("Funn", 5)
    for node in ast.walk(ast.parse((CALCULATOR / "sjekk.py").read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "feil" and len(node.args) == 5:
            codes |= _strings(node.args[4])
    assert len(codes) >= 12
    assert codes == _group("funn")


# All of it can be said ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("maalform", "every"), [("nb", 3), ("nn", 5)])
def test_everything_that_the_calculator_answers_can_be_put_into_words(maalform, every):
    sweep.say_everything(context.rates(), words(maalform), every)


def test_every_word_is_used(monkeypatch, bpa, satser, tmp_path):
    """Run everything once more, and note which texts were taken."""
    taken: set[str] = set()

    class Noted(dict):
        def __getitem__(self, key):
            taken.add(key)
            return super().__getitem__(key)

    monkeypatch.setattr(words_module, "all_texts", lambda: Noted(TEXTS))
    satser(_odd_municipalities(tmp_path / "satser"))
    sweep.say_everything(context.rates(), words("nb"), every=5)
    _every_view(bpa, tmp_path)
    errors = {key for key in TEXTS if key.startswith(("feil.", "sats_mangler."))}  # each typed in test_input.py
    findings = {f"funn.{code}" for code in _group("funn")}  # each a broken file in tests/rates
    unused = set(TEXTS) - taken - errors - findings
    assert not unused, "\n".join(sorted(unused))


def _odd_municipalities(folder: Path) -> Path:
    """All shapes of the tests, a municipality without a table, and one with the same price for every income."""
    shutil.copytree(FORMER, folder)
    (folder / "9902-flat" / "praktisk_bistand").mkdir(parents=True)
    (folder / "9903-uten").mkdir()
    for name, number in (("9902-flat", "9902"), ("9903-uten", "9903")):
        (folder / name / "kommune.yml").write_text(f'navn: Prøve {number}\nnummer: "{number}"\n', encoding="utf-8")
    flat = TABELL.splitlines()[:3]
    (folder / "9902-flat" / "praktisk_bistand" / "2024-01-01.yml").write_text("\n".join(flat), encoding="utf-8")
    return folder


def _every_view(bpa, tmp_path):
    week, empty, broken = tmp_path / "uke.yml", tmp_path / "tom", tmp_path / "feil"
    empty.mkdir()
    (broken / "9901-prove").mkdir(parents=True)
    assert bpa("satser", "sjekk", str(broken)).exit_code == 2
    tasks = "oppgaver:\n" + "".join(f"  - {{navn: A, slag: {slag}, minutter: 65}}\n" for slag in SLAG)
    price = ("pris", "--inntekt", "200000", "--kommune", "3107")
    changes = ("inntekt=9", "ektefelle=400000", "omsorgsstonad=9", "timer=2", "kommune=aure", "g_dato=2022-01-01")
    for facts in ("foreldreansvar: true\nnatt_kontinuerlig: true\n", ""):
        week.write_text(tasks + "  - {navn: B, slag: helse, minutter: 5, per: dag}\n" + facts, encoding="utf-8")
        assert bpa("timeplan", str(week)).exit_code == 0
    numbers = tmp_path / "maalinger.txt"
    numbers.write_text(NUMBERS + "".join(f'bpa_svar_total{{slag="{one}"}} 5\n' for one in UNANSWERED), encoding="utf-8")
    for args in (
        ("temaer", str(numbers)),
        ("satser",),
        ("satser", "--dato", "2022-01-01"),
        ("satser", "sjekk"),
        ("satser", "sjekk", str(empty)),
        (*price, "--timer", "2", "--kurve", "--mot", "2022-06-15", *(f"--hva-hvis={change}" for change in changes)),
        (*price, "--timer", "2", "--hva-hvis", "dato=2024-01-01"),
        ("pris", "--inntekt", "9", "--timer", "2", "--kommune", "nissedal", "--dato", "2018-06-01", "--kurve"),
    ):
        assert bpa(*args).exit_code == 0, args


def test_no_sign_for_unbroken_space_is_left_in_what_is_printed(bpa):
    for args in (("pris", "--inntekt", "400000", "--timer", "6", "--kurve"), ("satser",), ("pris", "--inntekt", "x")):
        result = bpa(*args)
        assert GLUE not in result.stdout + result.stderr
