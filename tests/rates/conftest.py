from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.calculator.ratetable import STANDARDMAPPE

TABELL = """\
kilde: {tittel: "Prøve kommune: Priser 2024", url: "https://www.prove.kommune.no", lest: 2024-02-01}
trinn:
  - {fra_g: 0, timepris: 100, maks_per_maaned: 230}
  - {fra_g: 2, timepris: 200, maks_per_maaned: 800}
"""


@pytest.fixture
def prove(tmp_path: Path) -> Callable[..., Path]:
    """A folder with one sound municipality and the national files; call it with files to add or overwrite."""
    shutil.copytree(STANDARDMAPPE / "nasjonalt", tmp_path / "nasjonalt")
    sunne = {
        "9901-prove/kommune.yml": 'navn: Prøve\nnummer: "9901"\n',
        "9901-prove/praktisk_bistand/2024-01-01.yml": TABELL,
    }

    def legg_til(filer: dict[str, str] | None = None) -> Path:
        for navn, innhold in (sunne | (filer or {})).items():
            (tmp_path / navn).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / navn).write_text(innhold, encoding="utf-8")
        return tmp_path

    return legg_til
