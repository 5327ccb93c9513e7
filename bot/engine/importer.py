"""Rasa's reader of training files, reading each of them once: stock, it parses and checks them three times a training."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from rasa.shared.importers import utils
from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.nlu.training_data.training_data import TrainingData


class ReadOnceImporter(RasaFileImporter):
    """Named in config.yml. A file that has changed since is read again."""

    def get_nlu_data(self, language: str | None = "en") -> TrainingData:
        # Rasa asks once for "en", its default, and once for the language of config.yml; the files are the same.
        return _read(tuple((str(path), Path(path).stat().st_mtime_ns) for path in sorted(self._nlu_files)))


@lru_cache(maxsize=2)
def _read(files: tuple[tuple[str, int], ...]) -> TrainingData:
    return utils.training_data_from_paths([path for path, _ in files], "nb")
