"""One command from the treebanks to the finished pipeline directory:

    OMP_NUM_THREADS=1 python -m tools.spacy_pipeline.build --shared ../shared/nb --out bot/nlu/nb_bpa

Checks the material, trains with `train.cfg` (the seed is there), keeps the best step on Bokmål and Nynorsk dev
together, attaches the vectors, measures dev and test, and writes the directory with scores.json.
"""

import argparse
import platform
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path
from typing import Any

from spacy.cli.train import train
from spacy.util import load_config

from tools.spacy_pipeline import corpora, vectors
from tools.spacy_pipeline.finish import META, finish, record
from tools.spacy_pipeline.measure import measure_all

CONFIG = Path(__file__).parent / "train.cfg"


def build(shared: Path, out: Path, work: Path, *, from_sources: bool, trained: Path | None) -> None:
    """Train (or take `trained` as it is) and write the finished directory to `out`; raises corpora.InputError."""
    checksums = corpora.check_inputs(shared)
    docbins = corpora.rebuild(shared, work) if from_sources else shared
    subwords = vectors.floret(shared / corpora.VECTORS, work)
    if trained is None:
        folders = corpora.lay_out(docbins, work)
        vectors.plain_table(subwords, folders.values(), work / "words")
        paths = {"train": folders["train"], "dev": folders["dev"], "vectors": work / "words"}
        train(CONFIG, work / "trained", overrides={f"paths.{name}": str(path) for name, path in paths.items()})
        trained = work / "trained" / "model-best"
    finish(trained, subwords, out)
    record(out, measure_all(out, docbins), _how(checksums))


def _how(checksums: dict[str, str]) -> dict[str, Any]:
    training = load_config(CONFIG)
    return {
        "pipeline": f"nb_bpa {META['version']}",
        "seed": training["system"]["seed"],
        "max_steps": training["training"]["max_steps"],
        "versions": {"python": platform.python_version(), **{n: version(n) for n in ("spacy", "thinc", "numpy")}},
        "inputs_sha256": checksums,
    }


def main() -> None:
    """Read the command line and build."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True, help="folder with the treebanks and the vectors")
    parser.add_argument("--out", type=Path, required=True, help="the finished pipeline directory")
    parser.add_argument("--work", type=Path, help="keep checkpoints here, not in the repository (else temporary)")
    parser.add_argument("--from-sources", action="store_true", help="build the corpora again and compare")
    parser.add_argument("--trained", type=Path, help="finish this trained pipeline instead of training")
    args = parser.parse_args()
    try:
        with tempfile.TemporaryDirectory() as temporary:
            work = args.work or Path(temporary)
            work.mkdir(parents=True, exist_ok=True)
            build(args.shared, args.out, work, from_sources=args.from_sources, trained=args.trained)
    except corpora.InputError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
