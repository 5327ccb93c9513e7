"""How a flow moves: an answer is kept, the next question is asked, a flow ends and the one left for it goes on."""

from datetime import date
from typing import Any

from bot.forms.flyt import spoerre
from bot.forms.flyt import tilstand as ts
from bot.forms.flyt.melding import Melding, Utfall, Valg
from bot.forms.flyt.sporsmaal import FLYTER, MED_SJEKK, SJEKK, SPORSMAAL


class Gang:
    """Works on a copy of the state. Every public method ends with what is to be asked next."""

    def __init__(self, tilstand: ts.Tilstand, i_dag: date) -> None:
        self.t = tilstand
        self.i_dag = i_dag
        self.meldinger: list[Melding] = []
        self.ferdig: str | None = None

    def utfall(self) -> Utfall:
        """The state and everything said in this turn."""
        return Utfall(self.t, self.meldinger, self.ferdig)

    def si(self, kode: str, **verdier: Any) -> None:
        """Say one thing that asks nothing."""
        self.meldinger.append(Melding(kode, verdier))

    def spoer(self) -> None:
        """Ask what is waited for now. A flow without a check, opened again for a change, ends instead."""
        if self.t["sporsmal"] == SJEKK and self.t["flyt"] not in MED_SJEKK and not self.t["bekreft"]:
            self.avslutt()
            return
        self.meldinger += spoerre.spoer(self.t)

    # --- Answers ---

    def svart(self, key: str, value: Any, andre: "dict[str, Any] | None" = None) -> None:
        """The question was answered; hours without a unit are asked about first."""
        if isinstance(value, dict) and "tall" in value and "per_uke" not in value:
            self.fyll(andre or {})
            self.stil(key)
            self.t |= {"bekreft": "timer_enhet", "venter": value}
            self.spoer()
            return
        before = self.t["svar"].get(key)
        changed = self.t["retur"] is not None or (
            before is not None and before["status"] == ts.SVART and before["verdi"] != value
        )
        self.t["svar"][key] = {"verdi": value, "status": ts.SVART}
        if not self._deler_passer(key, before):
            return
        if changed:
            self.si("flyt_endret", felt=key, rad=ts.rad(self.t, key).as_dict())
        self.fyll(andre or {})
        self.videre()

    def _deler_passer(self, key: str, before: Any) -> bool:
        """Parts larger than the whole are taken back: the part just told, or the parts when the whole was changed."""
        if not ts.deler_for_store(self.t):
            return True
        whole = ts.verdi(self.t, "timer")
        if key != "timer":
            self.t["svar"].pop(key)
            if before is not None:
                self.t["svar"][key] = before
            self.stil(key)
            self.si("flyt_deler_for_store", felt=key, timer=whole["til"] or whole["per_uke"])
            self.spoer()
            return False
        for part in ("timer_helse", "timer_iblant"):
            self.t["svar"].pop(part, None)
        self.si("flyt_deler_for_store", felt="timer_helse", timer=whole["til"] or whole["per_uke"])
        return True

    def fyll(self, andre: "dict[str, Any]") -> None:
        """Answers told beside the one asked for."""
        for key, value in andre.items():
            self.t["svar"][key] = {"verdi": value, "status": ts.SVART}
        if andre:
            self.si("flyt_kvittering", fylt=[ts.rad(self.t, key).as_dict() for key in andre])

    def uten_svar(self, status: str) -> None:
        """«vet ikke» takes an answer back; «hopp over» leaves one that stands."""
        key = self.t["sporsmal"]
        if status == ts.VET_IKKE or not self.har_svar(key):
            self.t["svar"][key] = {"verdi": None, "status": status}
        self.videre()

    def har_svar(self, key: str) -> bool:
        return bool(self.t["svar"].get(key, {}).get("status") == ts.SVART)

    def endre(self, key: str, value: Any) -> None:
        """Change an earlier answer: at once when the new one was told, else by asking it again."""
        if value is None or (isinstance(value, dict) and "tall" in value and "per_uke" not in value):
            self.gaa_til(key)
            if value is not None:
                self.svart(key, value)
            else:
                self.spoer()
            return
        before = self.t["svar"].get(key)
        self.t["svar"][key] = {"verdi": value, "status": ts.SVART}
        self.t |= {"bekreft": None, "forsok": 0}
        present = self.t["sporsmal"]
        if not self._deler_passer(key, before):
            return
        self.si("flyt_endret", felt=key, rad=ts.rad(self.t, key).as_dict())
        asked = {row.nokkel for row in ts.rader(self.t)} | {SJEKK}
        if key == present or present not in asked:
            self.videre()
        else:
            # A change at the check may bring up a question that did not apply before.
            self.stil((ts.neste(self.t) or SJEKK) if present == SJEKK else present)
            self.spoer()

    def gaa_til(self, key: str) -> None:
        present = self.t["sporsmal"]
        if present != key and self.t["retur"] is None:
            self.t["retur"] = present
        self.stil(key)

    def stil(self, key: str | None) -> None:
        waiting = self.t["venter"] if key == "oppgaver" and self.t["sporsmal"] == "oppgaver" else None
        self.t |= {"sporsmal": key, "forsok": 0, "bekreft": None, "venter": waiting}

    def videre(self) -> None:
        """On to the next question, to the check, or to the end."""
        gone = self.t["sporsmal"]
        if gone in SPORSMAAL and gone in self.t["svar"]:
            self.t["historikk"] = [*[key for key in self.t["historikk"] if key != gone], gone]
        back, self.t["retur"] = self.t["retur"], None
        following = back if back != gone and self._er_aapent(back) else ts.neste(self.t)
        if following is None:
            self.avslutt()
            return
        self.stil(following)
        self.spoer()

    def avslutt(self) -> None:
        """The flow is finished: its result is due, and the flow that was left for it goes on."""
        flyt = self.t["flyt"]
        rows = ts.rader(self.t)
        self.t["ferdig"] = [*[one for one in self.t["ferdig"] if one != flyt], flyt]
        self.ferdig = flyt
        button = Valg(f"flyt:endre:{flyt}", "flyt_knapp_endre")
        values = {"flyt": flyt, "rader": [row.as_dict() for row in rows], "ubesvart": ts.ubesvart(rows)}
        self.meldinger.append(Melding(f"flyt_{flyt}_ferdig", values, (button,)))
        self.forlat()

    def forlat(self) -> None:
        self.stil(None)
        self.t |= {"flyt": None, "historikk": [], "retur": None, "pauset": False}
        if self.t["stabel"]:
            left = self.t["stabel"].pop()
            self.t |= {"flyt": left["flyt"], "historikk": left.get("historikk", [])}
            self.si("flyt_tilbake_til", flyt=left["flyt"])
            ts.fra_oppgavene(self.t)
            self.gjenoppta(left["sporsmal"])

    def gjenoppta(self, key: str | None) -> None:
        """Ask what was asked when the flow was left, unless it has been answered meanwhile."""
        following = key if self._er_aapent(key) else ts.neste(self.t)
        if following is None:
            self.avslutt()
            return
        self.stil(following)
        self.spoer()

    def _er_aapent(self, key: str | None) -> bool:
        """Whether the question is still to be asked; the worksheet is until its own end."""
        asked = {row.nokkel for row in ts.rader(self.t)}
        return key in asked and (key not in self.t["svar"] or key == "oppgaver")

    def glem(self, flyt: str) -> None:
        """Delete the flow's answers, but for those that another flow, finished or waiting, has too."""
        others = [*self.t["ferdig"], *(left["flyt"] for left in self.t["stabel"])]
        kept = {key for other in others if other != flyt for key in FLYTER.get(other, ())}
        self.t["svar"] = {
            key: answer
            for key, answer in self.t["svar"].items()
            if key in kept or key not in FLYTER.get(flyt, ())  # type: ignore[call-overload]
        }
        self.t["ferdig"] = [one for one in self.t["ferdig"] if one != flyt]
