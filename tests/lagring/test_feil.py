"""Every refusal has a key of its own and says nothing of what was saved."""

import re

from bot.lagring import feil
from bot.lagring.feil import Lagringsfeil

ALL = Lagringsfeil.__subclasses__()


def test_ten_refusals_have_ten_keys_all_in_the_drawing() -> None:
    assert len({error.kode for error in ALL}) == len(ALL) == 10
    for error in ALL:
        assert re.search(rf"── {error.__name__} +{error.kode}  ", feil.__doc__ or ""), error


def test_a_refusal_shows_its_key_and_not_its_values() -> None:
    error = feil.FeilKode(antall=17, skal=18)
    assert (str(error), error.verdier) == ("lagring_feil_kode", {"antall": 17, "skal": 18})
