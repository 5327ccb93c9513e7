"""The code that brings a saved conversation back: 17 random symbols and a check symbol, in six groups of three.

29 symbols, without the one in each pair that is mistaken for the other: O for 0, I and L for 1, Z for 2, S for 5,
B for 8, U for V. 17 of them are 82 bits.
"""

from __future__ import annotations

import secrets
import unicodedata

from stdnum.iso7064 import mod_37_2

from .feil import FeilKode

ALFABET = "0123456789ACDEFGHJKMNPQRTVWXY"
LENGDE = 18
_GRUPPE = 3
_LENGST_SKREVET = 200
_FORVEKSLET = str.maketrans("OILZSBU", "011258V")


def ny_kode() -> str:
    """A new random code, as it is shown: `7KD-0QF-...`."""
    tegn = med_kontroll("".join(secrets.choice(ALFABET) for _ in range(LENGDE - 1)))
    return "-".join(tegn[i : i + _GRUPPE] for i in range(0, LENGDE, _GRUPPE))


def les_kode(skrevet: str) -> str:
    """The code's 18 symbols, whatever case, spaces, dashes and look-alikes it was written with.

    Raises FeilKode (`antall` symbols found, `skal` be 18) when it cannot be a code: always after one wrong symbol,
    and always after two that have changed places.
    """
    tegn = "".join(c for c in unicodedata.normalize("NFKC", skrevet[:_LENGST_SKREVET]).upper() if c.isalnum())
    tegn = tegn.translate(_FORVEKSLET)
    if len(skrevet) > _LENGST_SKREVET or len(tegn) != LENGDE or not mod_37_2.is_valid(tegn, alphabet=ALFABET):
        raise FeilKode(antall=len(tegn), skal=LENGDE)
    return tegn


def med_kontroll(tegn: str) -> str:
    """The symbols with their check symbol after them: ISO 7064's pure system with modulus 29 and radix 2.

    29 is prime and 2 generates all its 28 residues, so each place weighs differently: hence les_kode's two promises.
    """
    return tegn + mod_37_2.calc_check_digit(tegn, alphabet=ALFABET)
