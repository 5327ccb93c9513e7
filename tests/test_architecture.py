"""Who may import whom (contracts in pyproject.toml), and the shape of the tree."""

import subprocess
import sys
from pathlib import Path

from bot.settings import ROOT

LONGEST_MODULE = 300


def _python_files(*folders: str):
    return [path for folder in folders for path in (ROOT / folder).rglob("*.py")]


def test_the_directions_between_the_packages_hold():
    result = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert result.returncode == 0, result.stdout


def test_rates_hold_data_only():
    strangers = [path for path in (ROOT / "bot" / "rates").rglob("*") if path.is_file() and path.suffix != ".yml"]
    assert strangers == []


def test_the_package_file_of_bot_is_empty():
    assert (ROOT / "bot" / "__init__.py").read_text() == ""


def test_every_module_can_be_read_in_one_sitting():
    long = {
        str(path.relative_to(ROOT)): lines
        for path in _python_files("bot", "actions", "tools", "benchmarks")
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST_MODULE
    }
    assert long == {}


def test_only_the_settings_ask_for_today():
    clock = ("date.today(", "datetime.now(", "datetime.today(", "time.localtime(")
    asking = [
        str(path.relative_to(ROOT))
        for path in _python_files("bot", "actions")
        if any(call in path.read_text(encoding="utf-8") for call in clock)
    ]
    assert asking == ["bot/settings.py"]


def test_every_module_says_what_it_is_for():
    silent = [
        str(path.relative_to(ROOT))
        for path in _python_files("bot", "actions", "tools", "benchmarks")
        if path.name != "__init__.py" and not path.read_text(encoding="utf-8").lstrip().startswith(('"""', "#!"))
    ]
    assert silent == []


def test_no_file_names_a_package_index_or_a_path_of_a_machine():
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True).stdout.split("\n")
    wrong = []
    for name in filter(None, tracked):
        path = ROOT / name
        if path.suffix in {".py", ".yml", ".toml", ".txt", ".md", ".sh", ".cfg", ".json", ""} and path.is_file():
            text = path.read_text(encoding="utf-8", errors="ignore")
            if any(sign in text for sign in ("/si" + "mple/", "index" + "-url =", "/ro" + "ot/", "/ho" + "me/")):
                wrong.append(name)
    assert wrong == []


def test_nothing_is_left_undone():
    signs = ("TO" + "DO", "FIX" + "ME", "NotImplemented" + "Error")
    left = [
        str(Path(path).relative_to(ROOT))
        for path in _python_files("bot", "actions", "tools", "benchmarks")
        if any(sign in path.read_text(encoding="utf-8") for sign in signs)
    ]
    assert left == []
