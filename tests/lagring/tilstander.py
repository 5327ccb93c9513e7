"""One conversation to save, a moment, a secret, and every state that JSON can hold."""

from datetime import datetime, timedelta, timezone
from typing import Any

from hypothesis import strategies as st

SEKUND = timedelta(seconds=1)
DOGN = timedelta(hours=24)
NAA = datetime(2026, 11, 21, 13, 3, 20, tzinfo=timezone.utc)
HEMMELIGHET = "h" * 32
ANNEN_HEMMELIGHET = "a" * 32
HVISKET = "Åse er redd for å dusje alene"

TILSTAND: dict[str, Any] = {
    "versjon": 1,
    "flyt": "soknad",
    "sporsmal": "klarer_selv",
    "svar": {
        "alder": {"verdi": 67, "status": "svart"},
        "timer": {"verdi": {"per_uke": "40.5", "til": None}, "status": "svart"},
        "situasjon": {"verdi": f"{HVISKET}. «Æ trur ho treng hjelp» 🦽", "status": "svart"},
        "arbeidsleder": {"verdi": None, "status": "vet_ikke"},
    },
    "forsok": 0,
    "pauset": False,
    "stabel": [{"flyt": "rett", "sporsmal": "alder"}],
}

# Half surrogate pairs too: a phone that cuts an emoji in two sends them.
_tekst = st.text(st.characters(), max_size=20)
_verdier = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | _tekst,
    lambda deler: st.lists(deler, max_size=4) | st.dictionaries(_tekst, deler, max_size=4),
    max_leaves=15,
)
tilstander = st.dictionaries(_tekst, _verdier, max_size=5)
