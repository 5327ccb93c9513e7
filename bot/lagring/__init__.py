"""Save and resume without identity: an encrypted file that the citizen keeps, or a code to this installation's store.

Time and secret are arguments. Every refusal carries a key for its words (feil.py), never words.
"""

from .feil import Lagringsfeil
from .forsegling import aapne, forsegle
from .kodelager import Kodelager
from .samtalelager import Plass, Samtalelager
from .struping import Struping, Takt

__all__ = ["Kodelager", "Lagringsfeil", "Plass", "Samtalelager", "Struping", "Takt", "aapne", "forsegle"]
