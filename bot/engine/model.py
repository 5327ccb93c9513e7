"""Which dialogue model fits the present data, and training it when there is none.

A model's name carries a fingerprint of everything that shapes it, so a start-up can tell without loading Rasa whether
the model at hand is the right one.
"""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from bot.engine.quiet import quiet
from bot.settings import ROOT

MODELS = ROOT / "models"
KEEP = 3
# Data, configuration, our own components with the trained spaCy pipeline, and the versions of what trains.
_SHAPED_BY = (
    "config.yml", "domain.yml", "data/**/*.yml", "bot/nlu/**/*", "requirements/serve.txt",
)  # fmt: skip


class ModelMissing(Exception):
    """There is no model for the present data, or none that can be loaded; the message says how to get one."""


class TrainingFailed(Exception):
    """Rasa produced no model; what it printed says why."""


def fingerprint(root: Path = ROOT) -> str:
    """Twelve hex digits that change when any file that shapes the model does."""
    digest = hashlib.sha256()
    for path in _shaping_files(root):
        digest.update(path.relative_to(root).as_posix().encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:12]


def _shaping_files(root: Path) -> Iterator[Path]:
    found = {path for pattern in _SHAPED_BY for path in root.glob(pattern) if path.is_file()}
    return iter(sorted(path for path in found if "__pycache__" not in path.parts))


def model_path(root: Path = ROOT) -> Path:
    """Where the model for the present data stands, or will stand once trained."""
    return root / "models" / f"bpa-{fingerprint(root)}.tar.gz"


def existing_model(root: Path = ROOT) -> Path | None:
    """The trained model for the present data; None when there is none."""
    path = model_path(root)
    return path if path.is_file() else None


def train(root: Path = ROOT) -> Path:
    """Train the dialogue model for the present data and give its path. Takes seconds, all in this process.

    Raises TrainingFailed when Rasa gives no model. Older models are removed, the newest few kept.
    """
    quiet()
    # Rasa's cache does not see changes in the modules our components use.
    os.environ["RASA_MAX_CACHE_SIZE"] = "0"
    from rasa.model_training import train as rasa_train

    from bot.engine.training import from_scratch

    target = model_path(root)
    before = Path.cwd()
    os.chdir(root)  # config.yml names the spaCy pipeline relative to the checkout
    try:
        with from_scratch():
            result = rasa_train(
                domain="domain.yml",
                config="config.yml",
                training_files=["data"],
                output="models",
                force_training=True,
                fixed_model_name=target.name[: -len(".tar.gz")],
            )
    finally:
        os.chdir(before)
    if result.code != 0 or not target.is_file():
        raise TrainingFailed(f"Treningen ga ingen modell (kode {result.code}). Se meldingene over.")
    _remove_old(target)
    return target


def _remove_old(newest: Path) -> None:
    models = sorted(newest.parent.glob("bpa-*.tar.gz"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in models[KEEP:]:
        path.unlink()
