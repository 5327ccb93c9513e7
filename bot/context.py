"""The rates and the municipality that this installation answers for, read once."""

from functools import lru_cache

from bot import settings
from bot.calculator.kommune import Kommune
from bot.calculator.ratetable import Rates, load_rates


@lru_cache(maxsize=1)
def rates() -> Rates:
    """The checkout's rate files and those of BPA_SATSER. Raises RateFileError for a folder that cannot be read."""
    return load_rates(settings.extra_rates())


@lru_cache(maxsize=1)
def kommune() -> Kommune:
    """The municipality of BPA_KOMMUNE. Raises UnknownKommune."""
    return rates().kommune(settings.kommune())
