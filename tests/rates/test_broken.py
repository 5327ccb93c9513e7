"""One broken file per mistake; its first lines hold the words that the finding must say.

# fil: where the file belongs (a sound table's place when left out)      # sier: words of the finding, one line each
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.calculator import RateFileError, load_rates, sjekk_mappe

BROKEN = sorted((Path(__file__).parent / "broken").glob("*.yml"))
ET_BORD = "9901-prove/praktisk_bistand/2024-01-01.yml"


def _hode(innhold: str, merke: str) -> list[str]:
    return [linje.removeprefix(f"# {merke}: ") for linje in innhold.splitlines() if linje.startswith(f"# {merke}: ")]


@pytest.mark.parametrize("fil", BROKEN, ids=lambda fil: fil.stem)
def test_feilen_sier_fil_nokkel_hva_som_ble_funnet_og_hva_som_er_tillatt(prove: Callable[..., Path], fil: Path) -> None:
    innhold = fil.read_text(encoding="utf-8")
    plass = (_hode(innhold, "fil") or [ET_BORD])[0]
    feil = [funn for funn in sjekk_mappe(prove({plass: innhold})) if funn.niva == "feil"]
    assert len(feil) == 1, feil
    assert plass.startswith(feil[0].fil) or feil[0].fil == ET_BORD
    tekst = f"{feil[0].fil}: {feil[0].nokkel or 'hele filen'}: fant {feil[0].funnet}, men tillatt er {feil[0].tillatt}."
    sier = _hode(innhold, "sier")
    assert sier
    for ord_ in sier:
        assert ord_ in tekst


@pytest.mark.parametrize(
    "fil", [fil for fil in BROKEN if not _hode(fil.read_text(encoding="utf-8"), "fil")], ids=lambda f: f.stem
)
def test_en_odelagt_tabell_gir_aldri_et_svar(prove: Callable[..., Path], fil: Path) -> None:
    from datetime import date

    rates = load_rates(base=prove({ET_BORD: fil.read_text(encoding="utf-8")}))
    with pytest.raises(RateFileError) as feil:
        rates.tabell("prove", "praktisk_bistand", date(2024, 6, 1))
    assert feil.value.fil == ET_BORD and "fant" in str(feil.value) and "tillatt" in str(feil.value)


def test_den_sunne_proven_har_ingen_feil(prove: Callable[..., Path]) -> None:
    assert sjekk_mappe(prove()) == ()


def test_repositoriets_egne_filer_har_ingen_feil() -> None:
    from bot.calculator.ratetable import STANDARDMAPPE

    assert [funn for funn in sjekk_mappe(STANDARDMAPPE) if funn.niva == "feil"] == []


def test_to_kommuner_med_samme_nummer_er_en_feil(prove: Callable[..., Path]) -> None:
    feil = sjekk_mappe(prove({"9901-annen/kommune.yml": 'navn: Annen\nnummer: "9901"\n'}))
    assert [(funn.kode, funn.fil, funn.funnet) for funn in feil if funn.niva == "feil"] == [
        ("nummer", "9901-prove", "nummeret til 9901-annen")
    ]


def test_en_mappe_som_ikke_finnes(tmp_path: Path) -> None:
    for kall in (lambda: sjekk_mappe(tmp_path / "ingen"), lambda: load_rates(tmp_path / "ingen")):
        with pytest.raises(RateFileError, match="ingen slik mappe"):
            kall()
