"""Rates, prices, rights and deadlines for BPA. Pure: no clock, no network, no words for citizens.

rates = load_rates()
beregn_egenandel(rates, "fredrikstad", 400_000, 6, date(2026, 11, 21)).belop_per_maaned   # Decimal("2027")
"""

from .avbestilling import avbestillingsfrist, faktureres
from .bpa_rett import Fakta, Merknad, RettResult, TellendeTimer, Vilkar, vurder_rett
from .egenandel import EgenandelResult, TabellaarTrinn, beregn_egenandel
from .errors import CalculatorError, RateFileError, RateNotFound, UgyldigInndata, UnknownKommune
from .husstand import Husstand, Medlem
from .klagefrist import FristResult, beregn_forelopig_svar, beregn_klagefrist, beregn_kostnadsfrist
from .kommune import Kommune
from .nasjonalt import Grunnbelop, Klageregler, Nodnummer, Rettsregler, StatligMakspris
from .oversikt import NasjonaltResult, Prisoversikt, Prisrad, beregn_nasjonalt, prisoversikt
from .ratetable import PRAKTISK_BISTAND, Rates, load_rates
from .result import Endring, Kilde, Steg, TrinnGrense, Usikkert
from .sammenligning import Sammenligning, Sporsmal, sammenlign, sammenlign_tabeller
from .satsdekning import Dekning, dekning
from .sjekk import Funn, sjekk_mappe
from .tabell import Tabell, Trinn
from .timeplan import Oppgave, TimeplanResult, beregn_timeplan

__all__ = [
    "PRAKTISK_BISTAND",
    "CalculatorError",
    "Dekning",
    "EgenandelResult",
    "Endring",
    "Fakta",
    "FristResult",
    "Funn",
    "Grunnbelop",
    "Husstand",
    "Kilde",
    "Klageregler",
    "Kommune",
    "Medlem",
    "Merknad",
    "NasjonaltResult",
    "Nodnummer",
    "Oppgave",
    "Prisoversikt",
    "Prisrad",
    "RateFileError",
    "RateNotFound",
    "Rates",
    "RettResult",
    "Rettsregler",
    "Sammenligning",
    "Sporsmal",
    "StatligMakspris",
    "Steg",
    "Tabell",
    "TabellaarTrinn",
    "TellendeTimer",
    "TimeplanResult",
    "Trinn",
    "TrinnGrense",
    "UgyldigInndata",
    "UnknownKommune",
    "Usikkert",
    "Vilkar",
    "avbestillingsfrist",
    "beregn_egenandel",
    "beregn_forelopig_svar",
    "beregn_klagefrist",
    "beregn_kostnadsfrist",
    "beregn_nasjonalt",
    "beregn_timeplan",
    "dekning",
    "faktureres",
    "load_rates",
    "prisoversikt",
    "sammenlign",
    "sammenlign_tabeller",
    "sjekk_mappe",
    "vurder_rett",
]
