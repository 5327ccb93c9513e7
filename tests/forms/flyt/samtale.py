"""A conversation with the engine in a test: the state goes through JSON at every step, as in the dialogue engine's slot."""

import json
from datetime import date
from typing import Any

from bot.forms.flyt.flyt import FLYTER, Innspill, gjelder_flyten, gjenta, start, svar
from bot.forms.flyt.sporsmaal import SJEKK, SPORSMAAL, gjeldende

I_DAG = date(2026, 11, 21)

# An answer that every question reads, by kind.
GODT_SVAR = {
    "hvem": "meg", "fyller_ut": "selv", "alder": "40", "bpa_for_67": "ja", "foreldreansvar": "ja", "timer": "28 timer i uka",
    "timer_helse": "nei", "timer_iblant": "nei", "varighet": "i 5 år", "arbeidsleder": "kona", "husstand": "par",
    "inntekt": "450 000", "omsorgsstonad": "nei", "timer_praktisk": "2 timer i uka", "oppgaver": "dusj 30 min hver dag",
    "natt": "nei", "to_hjelpere": "nei", "leverandor": "kommunen", "vedlegg": "ingen", "samtykke": "ja", "vedtak": "redusert",
    "mottatt": "2. november", "utsatt_iverksetting": "ja", "vedlegg_klage": "ingen",
}  # fmt: skip


def godt_svar(key: str) -> str:
    return GODT_SVAR.get(key, f"Fritekst om {key}.")


class Samtale:
    def __init__(self, flyt: str | None = None, **funn: Any) -> None:
        self.t: dict[str, Any] = {}
        self.koder: list[str] = []
        self.sist: Any = None
        if flyt:
            self.start(flyt, **funn)

    def start(self, flyt: str, **funn: Any) -> "Samtale":
        return self._tok_imot(start(self.t, flyt, funn, I_DAG))

    def si(self, *texts: str) -> "Samtale":
        for text in texts:
            self._tok_imot(svar(self.t, Innspill(text), I_DAG))
        return self

    def trykk(self, *ids: str) -> "Samtale":
        for ident in ids:
            self._tok_imot(svar(self.t, Innspill(valg=ident), I_DAG))
        return self

    def gjenta(self) -> "Samtale":
        return self._tok_imot(gjenta(self.t))

    def gjelder(self, text: str, intent: str = "", sikker: bool = False) -> bool:
        return gjelder_flyten(self.t, text, intent, sikker)

    def _tok_imot(self, utfall: Any) -> "Samtale":
        self.sist = utfall
        self.t = json.loads(json.dumps(utfall.tilstand))
        assert self.t == utfall.tilstand
        self.koder = [message.kode for message in utfall.meldinger]
        return self

    def til(self, key: str) -> "Samtale":
        """Answer until that question is asked, so that it is asked; answers that bring it up are chosen."""
        bring = {
            "bpa_for_67": {"alder": "70"},
            "foreldreansvar": {"hvem": "barn", "alder": "8 år gammel"},
            "fyller_ut": {"hvem": "mora mi"},
        }.get(key, {})
        while self.t["sporsmal"] != key:
            asked = self.t["sporsmal"]
            self.si(bring.get(asked, godt_svar(asked)))
            if asked == "oppgaver":
                self.trykk("oppgaver:!ferdig", "oppgaver:!ferdig")
            assert self.t["sporsmal"] != asked, f"{asked} got no further: {self.koder}"
        return self

    def verdi(self, key: str) -> Any:
        answer = self.t["svar"].get(key)
        return None if answer is None else answer["verdi"] if answer["status"] == "svart" else answer["status"]

    @property
    def knapper(self) -> list[str]:
        return [button.id for message in self.sist.meldinger for button in message.valg]

    def melding(self, kode: str) -> dict[str, Any]:
        return next(message.verdier for message in self.sist.meldinger if message.kode == kode)


def spor(key: str, annen: bool = False) -> str:
    return (
        "flyt_sjekk_svar" if key == SJEKK else f"flyt_sp_{key}" + ("_annen" if annen and SPORSMAAL[key].annen else "")
    )


ALLE_SPORSMAAL = [(flyt, key) for flyt, keys in FLYTER.items() for key in keys]
__all__ = ["ALLE_SPORSMAAL", "GODT_SVAR", "I_DAG", "Samtale", "gjeldende", "godt_svar", "spor"]
