"""The guide for adding a municipality, followed to the letter."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from bot.calculator import Rates, beregn_egenandel, load_rates, sjekk_mappe
from bot.calculator.ratefile import Node
from bot.calculator.tabell import FORMER
from bot.calculator.tabellfil import les_tabell

DOCS = Path(__file__).parents[2] / "docs"
VEILEDNING = (DOCS / "ny-kommune.md").read_text(encoding="utf-8")
REFERANSE = (DOCS / "satsfiler.md").read_text(encoding="utf-8")
FILER = re.findall(r"`(4036-vinje/[^`]+\.yml)`.*?```yaml\n(.*?)```", VEILEDNING, re.DOTALL)


@pytest.fixture
def fulgt(tmp_path: Path) -> Path:
    for navn, innhold in FILER:
        (tmp_path / navn).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / navn).write_text(innhold, encoding="utf-8")
    return tmp_path


def test_veiledningen_gir_en_kommune_uten_feil_eller_advarsler(fulgt: Path) -> None:
    assert [navn.split("/")[-1] for navn, _ in FILER] == ["kommune.yml", "2025-01-01.yml"]
    assert sjekk_mappe(fulgt) == ()


def test_prisen_i_veiledningen_stemmer(fulgt: Path) -> None:
    rates: Rates = load_rates(fulgt)
    svar = beregn_egenandel(rates, "vinje", 400_000, 3, date(2025, 6, 1))
    assert (svar.trinn.fra_g, svar.trinn.til_g, svar.g, svar.belop_per_maaned) == (3, None, 124_028, 1200)


def test_referansen_nevner_hver_nokkel_som_leseren_godtar() -> None:
    spurt: set[str] = set()

    class Lytter(Node):
        def _hent(self, nokkel: str) -> object:
            spurt.add(nokkel)
            return super()._hent(nokkel)

        def rader(self, nokkel: str) -> list[Node]:
            return [Lytter(rad.fil, rad._innhold) for rad in super().rader(nokkel)]

        def gruppe(self, nokkel: str) -> Node | None:
            gruppe = super().gruppe(nokkel)
            return gruppe and Lytter(gruppe.fil, gruppe._innhold)

    dag = date(2025, 1, 1)
    fil = {
        "kilde": {"tittel": "t", "lest": dag}, "avrunding": {"per": "maaned"}, "avbestilling": {"timer_foer": 24},
        "trinn": [{"fra_g": 0, "bolker": [{"over_timer": 0, "kr": 1}]}],
    }  # fmt: skip
    les_tabell(Lytter("x.yml", fil), "X", "praktisk_bistand", dag)
    nokler = spurt | {nokkel for form in FORMER for nokkel in form}
    assert len(nokler) > 20
    assert [
        nokkel for nokkel in sorted(nokler) if f"`{nokkel}" not in REFERANSE and f"{nokkel}:" not in REFERANSE
    ] == []
