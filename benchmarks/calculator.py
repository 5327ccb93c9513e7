"""Speed of the calculator, beside a named baseline in the same run: `python -m benchmarks.calculator`.

    one price       the whole result with steps and JSON    baseline: the same file read anew for each price, no checks
    400 folders     listing, reading and checking them      baseline: PyYAML's C loader on the same files, no checks
    start           what a server pays before the first question

Prints medians and the limits of the project; exits 1 when a limit is broken.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import yaml

from bot.calculator import Fakta, Rates, beregn_egenandel, beregn_klagefrist, load_rates, sjekk_mappe, vurder_rett
from bot.calculator.ratetable import STANDARDMAPPE

DAG = date(2026, 11, 21)
KOMMUNER = 400
MAKS_MS_PER_PRIS, MAKS_S_FOR_400 = 1.0, 2.0
FIL = STANDARDMAPPE / "3107-fredrikstad" / "praktisk_bistand" / "2023-01-01.yml"


def median_ms(kall: Callable[[], object], antall: int) -> float:
    """Milliseconds per call: the median of `antall` calls after one to warm up."""
    kall()
    tider = []
    for _ in range(antall):
        start = time.perf_counter()
        kall()
        tider.append(time.perf_counter() - start)
    return statistics.median(tider) * 1000


def naiv_pris(inntekt: int, timer: float, g: int) -> float:
    """What a bot without a rate reader does: open the file for each question, pick the row, take the smaller."""
    trinn = yaml.load(FIL.read_text(encoding="utf-8"), yaml.CSafeLoader)["trinn"]
    rad = next(rad for rad in reversed(trinn) if inntekt >= rad["fra_g"] * g)
    return float(min(timer * rad["timepris"], rad["maks_per_maaned"]))


def lag_kommuner(mappe: Path) -> None:
    """400 municipality folders, each with the six-bracket table and the contact file of real ones."""
    kommune = (STANDARDMAPPE / "3107-fredrikstad" / "kommune.yml").read_text(encoding="utf-8")
    tabell = (STANDARDMAPPE / "4619-eidfjord" / "praktisk_bistand" / "2023-01-01.yml").read_text(encoding="utf-8")
    for nummer in range(1000, 1000 + KOMMUNER):
        sted = mappe / f"{nummer}-prove{nummer}" / "praktisk_bistand"
        sted.mkdir(parents=True)
        innhold = kommune.replace("Fredrikstad", f"Prøve{nummer}").replace('"3107"', f'"{nummer}"')
        (sted.parent / "kommune.yml").write_text(innhold, encoding="utf-8")
        (sted / "2023-01-01.yml").write_text(tabell, encoding="utf-8")


def importtid_ms() -> float:
    """Importing the package in a fresh interpreter."""
    kode = "import time; t = time.perf_counter(); import bot.calculator; print((time.perf_counter() - t) * 1000)"
    return statistics.median(float(subprocess.check_output([sys.executable, "-c", kode])) for _ in range(5))


def main() -> int:
    rates: Rates = load_rates()
    pris = median_ms(lambda: beregn_egenandel(rates, "fredrikstad", 400_000, 6, DAG).as_dict(), 500)
    with tempfile.TemporaryDirectory() as navn:
        mappe = Path(navn)
        lag_kommuner(mappe)
        filer = list(mappe.rglob("*.yml"))
        start = median_ms(lambda: load_rates(mappe), 5)
        sjekk = median_ms(lambda: (load_rates(mappe), sjekk_mappe(mappe, rates)), 3)
        lest = median_ms(lambda: [yaml.load(fil.read_text(encoding="utf-8"), yaml.CSafeLoader) for fil in filer], 3)
        i_mengden = load_rates(mappe)
        forste = median_ms(lambda: beregn_egenandel(i_mengden, "prove1399", 400_000, 6, DAG), 100)
    rader = [
        ("one price with steps and JSON (Fredrikstad)", pris, MAKS_MS_PER_PRIS),
        (
            "  baseline: naive, the file read for each price",
            median_ms(lambda: naiv_pris(400_000, 6, 130_160), 200),
            None,
        ),
        ("one price among 422 municipalities", forste, MAKS_MS_PER_PRIS),
        (
            "one assessment of the right",
            median_ms(lambda: vurder_rett(rates, Fakta(40, 28, 36), DAG).as_dict(), 500),
            MAKS_MS_PER_PRIS,
        ),
        ("one deadline", median_ms(lambda: beregn_klagefrist(rates, DAG, DAG).as_dict(), 500), MAKS_MS_PER_PRIS),
        ("400 folders: list, read and check", sjekk, MAKS_S_FOR_400 * 1000),
        ("  baseline: PyYAML C loader, the same 800 files", lest, None),
        ("400 folders: list only (what a start costs)", start, None),
        ("import bot.calculator, fresh interpreter", importtid_ms(), 300.0),
    ]
    for hva, ms, grense in rader:
        print(f"{hva:<50}{ms:>10.2f} ms" + (f"   limit {grense:.0f} ms" if grense else ""))
    brutt = [hva for hva, ms, grense in rader if grense is not None and ms > grense]
    print(f"over the limit: {', '.join(brutt)}" if brutt else "all within the limits")
    return 1 if brutt else 0


if __name__ == "__main__":
    sys.exit(main())
