"""The model's name follows everything that shapes it, so a stale model is never served."""

from pathlib import Path

import pytest

from bot.engine.model import existing_model, fingerprint, model_path


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    for name, text in {
        "config.yml": "pipeline: []",
        "domain.yml": "intents: []",
        "data/nlu/pris/nlu.yml": "nlu: []",
        "data/nlu/pris/responses.yml": "responses: {}",
        "bot/nlu/intent_model.py": "C = 1",
        "requirements/serve.txt": "rasa==3.6.21",
        "README.md": "words",
    }.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return tmp_path


@pytest.mark.parametrize(
    "name",
    [
        "config.yml",
        "data/nlu/pris/nlu.yml",
        "data/nlu/pris/responses.yml",
        "bot/nlu/intent_model.py",
        "requirements/serve.txt",
    ],
)
def test_a_change_in_what_shapes_the_model_gives_another_fingerprint(checkout, name):
    before = fingerprint(checkout)
    (checkout / name).write_text("changed")
    assert fingerprint(checkout) != before


def test_a_change_in_anything_else_does_not_retrain(checkout):
    before = fingerprint(checkout)
    (checkout / "README.md").write_text("other words")
    (checkout / "bot/nlu/__pycache__").mkdir()
    (checkout / "bot/nlu/__pycache__/x.pyc").write_bytes(b"\0")
    assert fingerprint(checkout) == before


def test_a_model_exists_only_under_the_present_fingerprint(checkout):
    assert existing_model(checkout) is None
    model_path(checkout).parent.mkdir()
    model_path(checkout).touch()
    assert existing_model(checkout) == model_path(checkout)
    (checkout / "domain.yml").write_text("intents: [hei]")
    assert existing_model(checkout) is None
