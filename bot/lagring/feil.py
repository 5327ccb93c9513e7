"""What saving and resuming refuses, each with the key of its words in bot/channel/meldinger.yml.

Lagringsfeil
├── Tuklet           lagring_tuklet            changed since it was made, or made with another secret: the two look alike
├── Utlopt           lagring_utlopt            genuine, but past its time                             {utloper: datetime}
├── UkjentVersjon    lagring_ukjent_versjon    genuine, but made by a version with another layout       {versjon: int}
├── ForStor          lagring_for_stor          above the limit, neither made nor opened               {grense_kb: int}
├── FeilKode         lagring_feil_kode         cannot be a code: mistyped, too short, too long     {antall, skal: int}
├── IkkeFunnet       lagring_ikke_funnet       a possible code that nothing is kept under (any more)
├── ForMangeForsok   lagring_for_mange_forsok  too many wrong codes, try again later                 {sekunder: int}
├── KanIkkeLagre     lagring_kan_ikke_lagre    the disk is full or read-only
├── KanIkkeHente     lagring_kan_ikke_hente    the disk cannot be read
└── KanIkkeSlette    lagring_kan_ikke_slette   the disk lets nothing be removed
"""

from __future__ import annotations


class Lagringsfeil(Exception):
    """Base of all of them; `verdier` fill the placeholders of the words. Never holds the code or what was saved."""

    kode = "lagring_feil"

    def __init__(self, **verdier: object) -> None:
        super().__init__(self.kode)
        self.verdier = verdier


class Tuklet(Lagringsfeil):
    kode = "lagring_tuklet"


class Utlopt(Lagringsfeil):
    kode = "lagring_utlopt"


class UkjentVersjon(Lagringsfeil):
    kode = "lagring_ukjent_versjon"


class ForStor(Lagringsfeil):
    kode = "lagring_for_stor"


class FeilKode(Lagringsfeil):
    kode = "lagring_feil_kode"


class IkkeFunnet(Lagringsfeil):
    kode = "lagring_ikke_funnet"


class ForMangeForsok(Lagringsfeil):
    kode = "lagring_for_mange_forsok"


class KanIkkeLagre(Lagringsfeil):
    kode = "lagring_kan_ikke_lagre"


class KanIkkeHente(Lagringsfeil):
    kode = "lagring_kan_ikke_hente"


class KanIkkeSlette(Lagringsfeil):
    kode = "lagring_kan_ikke_slette"
