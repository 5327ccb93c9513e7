"""One turn of a flow: what the citizen did changes the state and is answered with messages."""

from collections.abc import Callable
from datetime import date
from typing import Any

from bot.forms.flyt import kommandoer, spoerre
from bot.forms.flyt import tilstand as ts
from bot.forms.flyt.lesing import LENGSTE_TEKST, les_enhet
from bot.forms.flyt.melding import Melding, Utfall
from bot.forms.flyt.oppgaver import forslag
from bot.forms.flyt.sporsmaal import FLYTER, SJEKK, SPORSMAAL
from bot.forms.flyt.tolkning import Tolkning, ark, tolk

_MOST_MISREAD = 3
_SUGGESTED_AT_ONCE = 3


class Tur:
    """Works on a copy of the state. Every public method ends with what is to be asked next."""

    def __init__(self, tilstand: ts.Tilstand, i_dag: date) -> None:
        self.t = tilstand
        self.i_dag = i_dag
        self.meldinger: list[Melding] = []
        self.ferdig: str | None = None

    def utfall(self) -> Utfall:
        return Utfall(self.t, self.meldinger, self.ferdig)

    def si(self, kode: str, **verdier: Any) -> None:
        self.meldinger.append(Melding(kode, verdier))

    def spoer(self) -> None:
        self.meldinger += spoerre.spoer(self.t)

    # --- Typed text ---

    def tekst(self, text: str) -> None:
        if self.t["bekreft"] and self._bekreftet(text):
            return
        told = tolk(self.t, text, self.i_dag)
        self.gjor(told, text)

    def gjor(self, told: Tolkning, text: str = "") -> None:
        key = self.t["sporsmal"]
        if told.hva == "kommando":
            self.kommando(told.navn)
        elif told.hva == "endring":
            self.endre(told.navn, told.verdi)
        elif told.hva == "svar":
            if SPORSMAAL[key].slag == "fritekst" and len(text.strip()) > LENGSTE_TEKST:
                self.si("flyt_for_langt", felt=key, grense=LENGSTE_TEKST)
            self.svart(key, told.verdi, told.andre)
        elif told.hva == "oppgaver":
            self._oppgaver(lambda sheet: sheet.si(text))
        elif told.hva == "funn":
            self.fyll(told.andre)
            self.spoer()
        else:
            self._uklart()

    def _bekreftet(self, text: str) -> bool:
        """Whether the message answered what stood before the question."""
        what = self.t["bekreft"]
        if what == "timer_enhet":
            value = les_enhet(self.t["venter"], text)
            if value is not None:
                self.svart(self.t["sporsmal"], value)
            return value is not None
        if what == "endre_hva":
            key = kommandoer.felt(text, self.t["flyt"])
            if key is not None:
                self.endre(key, None)
            return key is not None
        yes = True if kommandoer.kommando(text) == what else kommandoer.ja_eller_nei(text)
        if yes is None:
            self.t["bekreft"] = None
            if what == "avbryt":
                self.si("flyt_ikke_avbrutt", flyt=self.t["flyt"])
            return False
        self.bekreftet(what, yes)
        return True

    def bekreftet(self, what: str, yes: bool) -> None:
        """The answer to «really stop?» or «really from the beginning?»."""
        self.t["bekreft"] = None
        if not yes:
            if what == "avbryt":
                self.si("flyt_ikke_avbrutt", flyt=self.t["flyt"])
            self.spoer()
            return
        flyt = self.t["flyt"]
        self._glem(flyt)
        if what == "avbryt":
            self.si("flyt_avbrutt", flyt=flyt)
            self._forlat()
        else:
            self.si(f"flyt_{flyt}_start", flyt=flyt, antall=ts.fremdrift(self.t)[1])
            self.t |= {"historikk": [], "retur": None, "venter": None, "foreslaatt": []}
            self.videre()

    def _glem(self, flyt: str) -> None:
        """Delete the flow's answers, but for those that another flow, finished or waiting, has too."""
        others = [*self.t["ferdig"], *(left["flyt"] for left in self.t["stabel"])]
        kept = {key for other in others if other != flyt for key in FLYTER.get(other, ())}
        self.t["svar"] = {
            key: answer
            for key, answer in self.t["svar"].items()
            if key in kept or key not in FLYTER.get(flyt, ())  # type: ignore[call-overload]
        }
        self.t["ferdig"] = [one for one in self.t["ferdig"] if one != flyt]

    # --- Answers ---

    def svart(self, key: str, value: Any, andre: "dict[str, Any] | None" = None) -> None:
        """The question was answered; hours without a unit are asked about first."""
        if isinstance(value, dict) and "tall" in value and "per_uke" not in value:
            self.fyll(andre or {})
            self._stil(key)
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
            self._stil(key)
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
        if status == ts.VET_IKKE or not self._har_svar(key):
            self.t["svar"][key] = {"verdi": None, "status": status}
        self.videre()

    def _har_svar(self, key: str) -> bool:
        return bool(self.t["svar"].get(key, {}).get("status") == ts.SVART)

    def endre(self, key: str, value: Any) -> None:
        """Change an earlier answer: at once when the new one was told, else by asking it again."""
        if value is None or (isinstance(value, dict) and "tall" in value and "per_uke" not in value):
            self._gaa_til(key)
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
            self._stil(present)
            missing = ts.neste(self.t)
            if present == SJEKK and missing != SJEKK:
                self._stil(missing)
            self.spoer()

    def _gaa_til(self, key: str) -> None:
        present = self.t["sporsmal"]
        if present != key and self.t["retur"] is None:
            self.t["retur"] = present
        self._stil(key)

    def _stil(self, key: str | None) -> None:
        waiting = self.t["venter"] if key == "oppgaver" and self.t["sporsmal"] == "oppgaver" else None
        self.t |= {"sporsmal": key, "forsok": 0, "bekreft": None, "venter": waiting}

    def videre(self) -> None:
        """On to the next question, to the check, or to the end."""
        gone = self.t["sporsmal"]
        if gone in SPORSMAAL and gone in self.t["svar"]:
            self.t["historikk"] = [*[key for key in self.t["historikk"] if key != gone], gone]
        back, self.t["retur"] = self.t["retur"], None
        asked = {row.nokkel for row in ts.rader(self.t)}
        following = back if back in asked and back != gone else ts.neste(self.t)
        if following is None:
            self.avslutt()
            return
        self._stil(following)
        self.spoer()

    def avslutt(self) -> None:
        """The flow is finished: its result is due, and the flow that was left for it goes on."""
        flyt = self.t["flyt"]
        rows = ts.rader(self.t)
        self.t["ferdig"] = [*[one for one in self.t["ferdig"] if one != flyt], flyt]
        self.ferdig = flyt
        button = spoerre.Valg(f"flyt:endre:{flyt}", "flyt_knapp_endre")
        values = {"flyt": flyt, "rader": [row.as_dict() for row in rows], "ubesvart": ts.ubesvart(rows)}
        self.meldinger.append(Melding(f"flyt_{flyt}_ferdig", values, (button,)))
        self._forlat()

    def _forlat(self) -> None:
        self._stil(None)
        self.t |= {"flyt": None, "historikk": [], "retur": None, "pauset": False}
        if self.t["stabel"]:
            left = self.t["stabel"].pop()
            self.t |= {"flyt": left["flyt"], "historikk": left.get("historikk", [])}
            self.si("flyt_tilbake_til", flyt=left["flyt"])
            ts.fra_oppgavene(self.t)
            self.gjenoppta(left["sporsmal"])

    def gjenoppta(self, key: str | None) -> None:
        """Ask what was asked when the flow was left, unless it has been answered meanwhile."""
        asked = {row.nokkel for row in ts.rader(self.t)}
        still_open = key in asked and (key not in self.t["svar"] or key == "oppgaver")
        following = key if still_open else ts.neste(self.t)
        if following is None:
            self.avslutt()
            return
        self._stil(following)
        self.spoer()

    # --- Commands ---

    def kommando(self, name: str) -> None:
        if self.t["bekreft"] and name not in (
            "avbryt",
            "paa_nytt",
            "hvorfor",
            "eksempel",
            "gjenta",
            "hvor_langt",
            "svarene",
        ):
            self.t |= {"bekreft": None, "venter": None if self.t["bekreft"] == "timer_enhet" else self.t["venter"]}
        one_of: dict[str, Callable[[], None]] = {
            "vet_ikke": lambda: self._uten_svar_eller_spoer(ts.VET_IKKE),
            "hopp_over": lambda: self._uten_svar_eller_spoer(ts.HOPPET_OVER),
            "tilbake": self._tilbake,
            "fortsett": self._fortsett,
            "behold": self._fortsett,
            "ferdig": self._ferdig,
            "lag_dokument": self._ferdig,
            "pause": self._pause,
            "avbryt": lambda: self._vent_paa("avbryt"),
            "paa_nytt": lambda: self._vent_paa("paa_nytt"),
            "endre": lambda: self._vent_paa("endre_hva"),
            "forslag": self._forslag,
        }
        if name in one_of:
            one_of[name]()
            return
        key = self.t["sporsmal"]
        if name in ("hvorfor", "eksempel"):
            self.si(f"flyt_{name}_{key}")
        elif name == "hvor_langt":
            done, number = ts.fremdrift(self.t)
            self.si("flyt_fremdrift", nr=min(done + 1, number), antall=number, igjen=number - done)
        elif name == "svarene":
            rows = ts.rader(self.t)
            self.si("flyt_svar_saa_langt", rader=[row.as_dict() for row in rows], ubesvart=ts.ubesvart(rows))
        elif name == "liste":
            self._liste()
        self.spoer()

    def _uten_svar_eller_spoer(self, status: str) -> None:
        if self.t["sporsmal"] == SJEKK:
            self.spoer()
        elif self.t["sporsmal"] == "oppgaver" and ts.verdi(self.t, "oppgaver"):
            self.videre()  # tasks told are never lost
        else:
            self.uten_svar(status)

    def _tilbake(self) -> None:
        if self.t["retur"] is not None:
            back, self.t["retur"] = self.t["retur"], None
            self._stil(back)
        elif self.t["historikk"]:
            *self.t["historikk"], key = self.t["historikk"]
            self._stil(key)
        else:
            self.si("flyt_tilbake_foerst")
        self.spoer()

    def _fortsett(self) -> None:
        key = self.t["sporsmal"]
        if key != SJEKK and key in self.t["svar"] and key != "oppgaver":
            self.videre()
        else:
            self.spoer()

    def _ferdig(self) -> None:
        key = self.t["sporsmal"]
        if key == SJEKK:
            self.avslutt()
        elif key == "oppgaver":
            self._oppgaver_ferdig()
        else:
            self.uten_svar(ts.HOPPET_OVER)

    def _pause(self) -> None:
        self.t["pauset"] = True
        buttons = (spoerre.knapp("fortsett"), spoerre.knapp("avbryt"))
        self.meldinger.append(Melding("flyt_pauset", {"flyt": self.t["flyt"]}, buttons))

    def _vent_paa(self, what: str) -> None:
        self.t["bekreft"] = what
        self.spoer()

    def _uklart(self) -> None:
        """An example, then the choices, then the question is left open. What was read before stands."""
        key = self.t["sporsmal"]
        if key == SJEKK or self.t["bekreft"]:
            self.spoer()
            return
        self.t["forsok"] += 1
        has_tasks = key == "oppgaver" and self._har_svar(key)
        if self.t["forsok"] >= _MOST_MISREAD and not has_tasks:
            self.si("flyt_lar_staa", felt=key)
            self.uten_svar(ts.IKKE_FORSTATT)
        elif self.t["forsok"] == 1 or has_tasks:
            self.meldinger.append(Melding(f"flyt_eksempel_{key}", {}, spoerre.knapper(self.t)))
        else:
            self.si("flyt_velg", felt=key)
            self.spoer()

    # --- The worksheet ---

    def _oppgaver(self, told: Callable[[Any], bool]) -> None:
        sheet = ark(self.t)
        told(sheet)
        self.lagre_ark(sheet)

    def lagre_ark(self, sheet: Any) -> None:
        self.t["forsok"] = 0
        self.t["venter"] = {"mangler": sheet.mangler} if sheet.mangler else None
        if sheet.endret:
            if sheet.oppgaver:
                self.t["svar"]["oppgaver"] = {"verdi": sheet.oppgaver, "status": ts.SVART}
            else:
                self.t["svar"].pop("oppgaver", None)
        self.meldinger += sheet.meldinger
        total = spoerre.sum_melding(self.t)
        if total is not None:
            self.meldinger.append(Melding(total.kode, total.verdier, spoerre.knapper(self.t)))

    def _liste(self) -> None:
        tasks = ts.verdi(self.t, "oppgaver")
        if not tasks:
            self.si("flyt_oppgave_ingen")
            return
        minutes = [ts.oppgaver.timeplan([task]).minutter_per_uke for task in tasks]
        rows = [{**task, "minutter_per_uke": n} for task, n in zip(tasks, minutes, strict=True)]
        self.si("flyt_oppgave_liste", oppgaver=rows)
        total = spoerre.sum_melding(self.t)
        self.meldinger += [total] if total is not None else []

    def _forslag(self, most: int = 1) -> bool:
        tasks = ts.verdi(self.t, "oppgaver") or []
        shown = 0
        while shown < most and (area := forslag(tasks, self.t["foreslaatt"])):
            self.si(f"flyt_oppgave_forslag_{area}")
            self.t["foreslaatt"] = [*self.t["foreslaatt"], area]
            shown += 1
        if most == 1:
            self.spoer()
        return bool(shown)

    def _oppgaver_ferdig(self) -> None:
        """Before the first end, what people often forget; it is asked about once."""
        if self._har_svar("oppgaver") and not self.t["foreslaatt"] and self._forslag(_SUGGESTED_AT_ONCE):
            self.spoer()
            return
        self.uten_svar(ts.HOPPET_OVER)
