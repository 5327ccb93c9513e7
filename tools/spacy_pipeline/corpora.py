"""The training material: checked against its checksums, or built again from the treebanks.

The treebanks' texts may not be republished, so nothing here ever writes inside the repository.
"""

import hashlib
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

DOCBINS = tuple(f"{form}-{part}.spacy" for form in ("nob", "nno") for part in ("train", "dev", "test"))
SOURCES = "sources.tar.xz"
VECTORS = "nbvec100.floret.xz"


class InputError(Exception):
    """A file of the training material is missing or is not the one expected."""


def sha256(path: Path) -> str:
    """The SHA-256 of a file, as hexadecimal digits."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def check_inputs(shared: Path) -> dict[str, str]:
    """The checksum of each input file by name; raises InputError naming the first that is missing or differs."""
    sums = shared / "SHA256SUMS"
    if not sums.is_file():
        raise InputError(f"{sums}: not found; --shared must name the folder with the treebanks")
    expected = {name: digest for digest, name in (line.split() for line in sums.read_text().splitlines())}
    for name in (*DOCBINS, VECTORS, SOURCES):
        path = shared / name
        if not path.is_file():
            raise InputError(f"{path}: not found")
        if sha256(path) != expected[name]:
            raise InputError(f"{path}: its SHA-256 is not the one in {sums.name}")
    return expected


def rebuild(shared: Path, work: Path) -> Path:
    """The folder with corpora made again from the treebanks; raises InputError if they differ from the ready ones."""
    # The recipe looks for `sources/` beside its own folder, and `shared` may be read-only.
    shutil.copytree(shared / "recipe", work / "recipe", dirs_exist_ok=True)
    with tarfile.open(shared / SOURCES) as archive:
        archive.extractall(work / "sources")
    rebuilt = work / "rebuilt"
    subprocess.run([sys.executable, str(work / "recipe" / "build_corpora.py"), str(rebuilt)], check=True)
    for name in DOCBINS:
        if sha256(rebuilt / name) != sha256(shared / name):
            raise InputError(f"{name}: built from the treebanks it is not the file in {shared}")
    return rebuilt


def lay_out(docbins: Path, work: Path) -> dict[str, Path]:
    """Folders `train` and `dev` in `work`, each with Bokmål and Nynorsk together: spaCy reads a whole folder."""
    folders = {}
    for part in ("train", "dev"):
        folders[part] = work / part
        folders[part].mkdir(parents=True, exist_ok=True)
        for form in ("nob", "nno"):
            shutil.copyfile(docbins / f"{form}-{part}.spacy", folders[part] / f"{form}-{part}.spacy")
    return folders
