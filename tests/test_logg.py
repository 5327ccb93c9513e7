"""The log says what happened and where, one line each, and nothing that anybody wrote gets into it by any way."""

import ast
import json
import logging
import subprocess
import sys

import pytest

from bot import logg
from bot.settings import ROOT, InvalidSetting, log_as_json, log_level

SECRET = "jeg heter Ola og er syk"
FORMS = [logg.JsonLines(), logg.PlainLines()]


class Kept(logging.Handler):
    def __init__(self):
        super().__init__()
        self.records = []

    def emit(self, record):
        self.records.append(record)


@pytest.fixture
def kept():
    """What reaches the log, as records."""
    handler, root, ours = Kept(), logging.getLogger(), logging.getLogger("bpa")
    before = ours.level
    root.addHandler(handler)
    ours.setLevel(logging.INFO)
    yield handler.records
    root.removeHandler(handler)
    ours.setLevel(before)


def failing():
    """An exception that has passed a line of the calculator and one of the library below it."""
    from bot.forms.dates import names_a_day

    try:
        names_a_day(None)  # type: ignore[arg-type]
    except Exception as error:
        return error
    raise AssertionError("nothing failed")


def test_an_event_is_one_json_object_with_time_level_name_and_fields(kept):
    logg.event("klar", "Klar på 12 sekunder", sekunder=12.3, modell="bpa-1")
    (record,) = kept
    record.created = 1795250000.25
    assert json.loads(logg.JsonLines().format(record)) == {
        "tid": "2026-11-21T08:33:20.250+00:00",
        "nivaa": "info",
        "hendelse": "klar",
        "sekunder": 12.3,
        "modell": "bpa-1",
    }
    assert logg.PlainLines().format(record) == "Klar på 12 sekunder"


def test_a_failure_is_its_type_and_the_lines_it_passed_ours_first(kept):
    logg.failure("svar_feilet", failing(), handling="action_x")
    told = json.loads(logg.JsonLines().format(kept[0]))
    assert (told["nivaa"], told["hendelse"], told["handling"]) == ("feil", "svar_feilet", "action_x")
    assert told["feil"] in ("TypeError", "AttributeError")
    assert told["hvor"][0].startswith("bot.forms.") and told["hvor"][0].partition(":")[2].isdigit()
    assert (
        logg.PlainLines()
        .format(kept[0])
        .startswith(f"FEIL: svar_feilet handling=action_x feil={told['feil']} hvor=bot.")
    )


def test_an_exception_that_passed_no_line_of_ours_names_its_own():
    try:
        json.loads("{" + SECRET)
    except ValueError as error:
        assert logg.where(error)[-1].startswith("json.decoder:")
    assert logg.where(ValueError("never raised")) == []


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "name", ["rasa.core.processor", "sanic.error", "asyncio", "bot.channel.web", "actions.pris", "root"]
)
def test_what_a_library_logs_loses_its_words_and_keeps_logger_line_and_type(kept, form, name):
    logger = logging.getLogger(name)
    logger.error("Cannot answer %s", SECRET)
    logger.error(f"Cannot answer {SECRET}")
    try:
        raise RuntimeError(SECRET)
    except RuntimeError:
        logger.exception("Failed: %s", SECRET, extra={"tekst": SECRET}, stack_info=True)
    lines = [form.format(record) for record in kept]
    assert len(lines) == 3
    for line in lines:
        assert "Ola" not in line and "syk" not in line and "\n" not in line
        assert name in line and "test_logg" in line
    assert "RuntimeError" in lines[2]


@pytest.mark.parametrize("form", FORMS)
def test_an_exception_with_words_in_it_is_logged_without_them(kept, form):
    try:
        try:
            int(SECRET)
        except ValueError as cause:
            raise RuntimeError(f"{SECRET}!") from cause
    except RuntimeError as error:
        logg.failure("svar_feilet", error)
    line = form.format(kept[0])
    assert "RuntimeError" in line and "Ola" not in line and "syk" not in line


LEAKS = {
    "uncaught": "raise RuntimeError(s)",
    "thread": "t = threading.Thread(target=int, args=(s,)); t.start(); t.join()",
    "unraisable": "class A:\n def __del__(self): raise RuntimeError(s)\nA()",
    "task": "async def f(): asyncio.ensure_future(g()); await asyncio.sleep(0)\n"
    "async def g(): raise RuntimeError(s)\nasyncio.run(f()); gc.collect()",
    "warning": "warnings.warn(s)",
    "logger": "logging.getLogger('x').error('%s', s)",
    "bad_logging_call": "logging.getLogger('x').error('%d %d', s)",
    "rasa": "import structlog; structlog.get_logger().error('rasa.core', text=s)",
}


@pytest.mark.parametrize("form", ["tekst", "json"])
@pytest.mark.parametrize("way", LEAKS)
def test_however_it_fails_the_process_prints_no_word_of_it(way, form):
    script = f"""
import asyncio, gc, logging, threading, warnings
from bot import logg
logg.set_up({form == "json"}, logging.INFO)
from bot.engine.quiet import quiet
quiet()
s = {SECRET!r}
{LEAKS[way]}
"""
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, timeout=60)
    printed = done.stdout + done.stderr
    assert "Ola" not in printed and "syk" not in printed, printed
    if way not in ("warning", "rasa"):
        assert printed.strip(), "the failure itself must be told"
    if form == "json":
        assert all(json.loads(line)["hendelse"] in ("ubehandlet", "logg") for line in printed.splitlines())


@pytest.mark.parametrize(("level", "told"), [("info", ["a", "b", "c"]), ("advarsel", ["b", "c"]), ("feil", ["c"])])
def test_the_level_lets_through_itself_and_what_is_above(level, told):
    script = f"""
import logging
from bot import logg
logg.set_up(True, logg.LEVELS[{level!r}])
logg.event("a"); logg.event("b", level=logging.WARNING); logg.failure("c", ValueError())
logging.getLogger("lib").warning("never")
"""
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert [json.loads(line)["hendelse"] for line in done.stderr.splitlines()] == told
    assert done.stdout == ""


def test_the_settings_and_their_usual_values(monkeypatch):
    monkeypatch.delenv("BPA_LOGG", raising=False)
    monkeypatch.delenv("BPA_LOGGNIVAA", raising=False)
    assert (log_as_json(), log_level()) == (False, logging.INFO)
    monkeypatch.setenv("BPA_LOGG", "json")
    monkeypatch.setenv("BPA_LOGGNIVAA", "feil")
    assert (log_as_json(), log_level()) == (True, logging.ERROR)


@pytest.mark.parametrize(("name", "read"), [("BPA_LOGG", log_as_json), ("BPA_LOGGNIVAA", log_level)])
def test_a_wrong_setting_is_named_with_what_is_allowed(monkeypatch, name, read):
    monkeypatch.setenv(name, "xml")
    with pytest.raises(InvalidSetting, match=f"{name}='xml' finnes ikke. Skriv .* eller "):
        read()


def test_nothing_of_ours_logs_in_another_way():
    """`logging` is asked for a level, never for a logger: what goes into a line is decided in bot/logg.py alone."""
    others = []
    for path in [*(ROOT / "bot").rglob("*.py"), *(ROOT / "actions").rglob("*.py")]:
        if path.name in ("logg.py", "quiet.py"):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and node.attr in ("getLogger", "format_exc", "print_exc", "exception"):
                others.append(f"{path.relative_to(ROOT)}:{node.lineno}")
    assert others == []


def test_only_the_command_line_prints():
    printing = {
        str(path.relative_to(ROOT))
        for folder in ("bot", "actions")
        for path in (ROOT / folder).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "print" and "cli" not in path.parts
    }
    assert printing == set()
