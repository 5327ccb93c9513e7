"""The conversation that README.md shows is what the assistant says."""

import subprocess
import sys

import pytest

from bot.settings import ROOT


@pytest.mark.samtale
def test_the_transcript_is_what_the_assistant_says():
    script = "from tools.transcript import *; import sys; sys.stdout.write(readme_with(transcript(), (ROOT / 'README.md').read_text(encoding='utf-8')))"
    result = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, timeout=180)
    assert result.stdout == (ROOT / "README.md").read_text(encoding="utf-8"), result.stderr[-2000:]
