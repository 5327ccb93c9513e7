"""What an error says to staff: what was found as it was written, and what is allowed."""

from decimal import Decimal

import pytest

from bot.calculator import UgyldigInndata


@pytest.mark.parametrize(
    ("funnet", "skrevet"), [(Decimal("-5"), "«-5»"), (-5, "«-5»"), ("mange", "«mange»"), (None, "«None»")]
)
def test_what_was_found_reads_as_it_was_written_and_not_as_python(funnet, skrevet):
    error = UgyldigInndata("inntekt", funnet, "et tall fra 0", "negativ")
    assert str(error) == f"Ugyldig inntekt: fant {skrevet}, men tillatt er et tall fra 0."
