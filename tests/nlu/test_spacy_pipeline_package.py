"""README's one-line switch: SpacyNLP takes an installed package by name just as it takes our directory.

The official nb_core_news_sm and _md are such packages; here our own pipeline stands in for them, packaged and
installed under another name, with no network.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
DIRECTORY = "bot/nlu/nb_bpa"
PACKAGE = "nb_provepakke"

# One process for both pipelines: importing Rasa takes several seconds.
READ_MESSAGE = """
import json, sys
from rasa.nlu.utils.spacy_utils import SpacyNLP
from rasa.shared.nlu.training_data.message import Message

def read(model):
    component = SpacyNLP.create({"model": model, "case_sensitive": True}, None, None, None)
    message = Message(data={"text": "Eg bur i Fredrikstad og treng assistentar 28 timar i veka. Kva kostar det?"})
    component.process([message], component.provide())
    doc = message.get("text_spacy_doc")
    return {
        "path": str(component.provide().model.path),
        "tokens": [[t.text, t.lemma_, t.pos_, str(t.morph), t.ent_type_, t.is_sent_start] for t in doc],
        "vectors": [t.vector.tolist() for t in doc],
    }

json.dump([read(model) for model in sys.argv[1:]], sys.stdout)
"""


def run(*command: str, **environment: str) -> str:
    done = subprocess.run(
        [sys.executable, *command], cwd=ROOT, env={**os.environ, **environment}, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_spacynlp_reads_the_same_from_an_installed_package_as_from_our_directory(tmp_path: Path) -> None:
    site = tmp_path / "site"
    name = PACKAGE.removeprefix("nb_")
    run("-m", "spacy", "package", DIRECTORY, str(tmp_path), "--name", name, "--build", "sdist")
    (archive,) = tmp_path.glob(f"{PACKAGE}-*/dist/*.tar.gz")
    offline = ("--no-index", "--no-deps", "--no-build-isolation", "--disable-pip-version-check")
    run("-m", "pip", "install", *offline, "--target", str(site), str(archive))

    of_directory, of_package = json.loads(run("-c", READ_MESSAGE, DIRECTORY, PACKAGE, PYTHONPATH=str(site)))

    assert Path(of_package.pop("path")).is_relative_to(site)
    assert Path(of_directory.pop("path")).resolve() == ROOT / DIRECTORY
    assert of_package == of_directory
    assert [token[1] for token in of_package["tokens"]][:6] == ["eg", "bu", "i", "Fredrikstad", "og", "trenge"]
    assert all(any(vector) for vector in of_package["vectors"])
