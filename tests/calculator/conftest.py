from __future__ import annotations

import sys
from pathlib import Path

import pytest

from bot.calculator import Rates, load_rates

sys.path.append(str(Path(__file__).parent))  # the oracles stand beside the tests, whatever import mode pytest runs in


@pytest.fixture(scope="session")
def rates() -> Rates:
    """The rates of the repository. Reading is cached, nothing writes to them."""
    return load_rates()
