"""What the documents promise is there: every test that one names as its proof exists."""

import re

import pytest

from bot.settings import ROOT

# The accessibility statement says once that its tests lie in tests/channel.
NAMED = re.compile(r"`((?:tests/)?[\w/]+\.py)::(\w+)`")
DOCUMENTS = sorted((ROOT / "docs").rglob("*.md"))


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_test_named_as_a_proof_exists(document):
    missing = []
    for file, name in NAMED.findall(document.read_text(encoding="utf-8")):
        path = ROOT / (file if file.startswith("tests/") else f"tests/channel/{file}")
        if not path.is_file() or not re.search(rf"^(?:async )?def {name}\(", path.read_text(encoding="utf-8"), re.M):
            missing.append(f"{file}::{name}")
    assert missing == []


def test_the_documents_about_privacy_name_at_least_30_proofs():
    text = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "docs" / "personvern").glob("*.md"))
    assert len(set(NAMED.findall(text))) >= 30
