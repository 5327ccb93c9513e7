"""Rasa's training without the work that a training from scratch has no use for: half its time, with our thousands of examples."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

from rasa.engine.training import graph_trainer
from rasa.engine.training.hooks import TrainingHook
from rasa.shared.importers.importer import TrainingDataImporter


@contextmanager
def from_scratch() -> Iterator[None]:
    """Inside, Rasa trains every component anew, keeps nothing for the next time, and puts the examples together once."""
    load = TrainingDataImporter.load_from_config
    graph_trainer.TrainingHook = _NoCaching
    TrainingDataImporter.load_from_config = _asking_once(load)
    try:
        yield
    finally:
        graph_trainer.TrainingHook = TrainingHook
        TrainingDataImporter.load_from_config = load


class _NoCaching(TrainingHook):
    """Rasa fingerprints every message before and after every component, also when the cache is off."""

    def on_before_node(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {}

    def on_after_node(self, *args: Any, **kwargs: Any) -> None:
        pass


def _asking_once(load: Callable[..., Any]) -> Callable[..., Any]:
    """Rasa asks for the examples twice, without a language and with one: each time all of them are copied six times over."""

    def load_from_config(*args: Any, **kwargs: Any) -> Any:
        importer = load(*args, **kwargs)
        examples = lru_cache(maxsize=1)(importer.get_nlu_data)
        importer.get_nlu_data = lambda language=None: examples()
        return importer

    return load_from_config
