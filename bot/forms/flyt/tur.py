"""One turn of a flow: what the citizen typed is an answer, a correction or a command; and the worksheet."""

from collections.abc import Callable
from dataclasses import replace

from bot.forms.flyt import kommandoer, spoerre
from bot.forms.flyt import tilstand as ts
from bot.forms.flyt.gang import Gang
from bot.forms.flyt.lesing import LENGSTE_TEKST, les_enhet
from bot.forms.flyt.melding import Melding
from bot.forms.flyt.oppgave_lesing import LENGSTE_UKE
from bot.forms.flyt.oppgave_ord import forslag
from bot.forms.flyt.oppgaver import Ark, mangler_melding, timeplan
from bot.forms.flyt.sporsmaal import SJEKK, SPORSMAAL
from bot.forms.flyt.tolkning import Tolkning, ark, tolk

_MOST_MISREAD = 3
_SUGGESTED_AT_ONCE = 3
_ASKING = ("flyt_oppgave_mangler", "flyt_oppgave_slag")


class Tur(Gang):
    """What the citizen typed or pressed, and what it does."""

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
            if len(text) > LENGSTE_UKE:
                self.si("flyt_for_langt", felt=key, grense=LENGSTE_UKE)
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
        self.glem(flyt)
        if what == "avbryt":
            self.si("flyt_avbrutt", flyt=flyt)
            self.forlat()
        else:
            self.si(f"flyt_{flyt}_start", flyt=flyt, antall=ts.fremdrift(self.t)[1])
            self.t |= {"historikk": [], "retur": None, "venter": None, "foreslaatt": []}
            self.videre()

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
            "forslag": self._ett_forslag,
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
        elif name == "svarene" and key != SJEKK:  # the check shows them itself
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
            self.stil(back)
        elif self.t["historikk"]:
            *self.t["historikk"], key = self.t["historikk"]
            self.stil(key)
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
        key, waiting_for = self.t["sporsmal"], self.t["bekreft"]
        self.t["forsok"] += 1
        if key == SJEKK or (waiting_for and self.t["forsok"] < _MOST_MISREAD):
            self.spoer()
            return
        if waiting_for == "endre_hva":
            self.t |= {"bekreft": None, "forsok": 0}
            self.spoer()
            return
        has_tasks = key == "oppgaver" and self.har_svar(key)
        if self.t["forsok"] >= _MOST_MISREAD and not has_tasks:
            self.si("flyt_lar_staa", felt=key)
            self.uten_svar(ts.IKKE_FORSTATT)
        elif self.t["forsok"] == 1 or has_tasks:
            self.meldinger.append(Melding(f"flyt_eksempel_{key}", {}, spoerre.knapper(self.t)))
        else:
            self.si("flyt_velg", felt=key)
            self.spoer()

    # --- The worksheet ---

    def _oppgaver(self, told: Callable[[Ark], bool]) -> None:
        sheet = ark(self.t)
        told(sheet)
        self.lagre_ark(sheet)

    def lagre_ark(self, sheet: Ark) -> None:
        self.t["forsok"] = 0
        self.t["venter"] = {"mangler": sheet.mangler} if sheet.mangler else None
        if sheet.endret:
            if sheet.oppgaver:
                self.t["svar"]["oppgaver"] = {"verdi": sheet.oppgaver, "status": ts.SVART}
            else:
                self.t["svar"].pop("oppgaver", None)
        asking = [message for message in sheet.meldinger if message.kode.startswith(_ASKING)][-1:]
        self.meldinger += [message for message in sheet.meldinger if not message.kode.startswith(_ASKING)]
        total = spoerre.sum_melding(self.t)
        self.meldinger += [total] if total is not None else []
        self.meldinger += asking
        if self.meldinger:  # one thing is asked, last, with everything that can be pressed
            last = self.meldinger[-1]
            self.meldinger[-1] = replace(last, valg=(*last.valg, *spoerre.knapper(self.t)))

    def _liste(self) -> None:
        tasks = ts.verdi(self.t, "oppgaver")
        if not tasks:
            self.si("flyt_oppgave_ingen")
            return
        minutes = [timeplan([task]).minutter_per_uke for task in tasks]
        rows = [{**task, "minutter_per_uke": n} for task, n in zip(tasks, minutes, strict=True)]
        self.si("flyt_oppgave_liste", oppgaver=rows)
        total = spoerre.sum_melding(self.t)
        self.meldinger += [total] if total is not None else []

    def _ett_forslag(self) -> None:
        self._forslag(1)
        self.spoer()

    def _forslag(self, most: int) -> bool:
        """Areas of life that no task is of; nothing is added by itself."""
        tasks, before = ts.verdi(self.t, "oppgaver") or [], len(self.meldinger)
        while len(self.meldinger) < before + most and (area := forslag(tasks, self.t["foreslaatt"])):
            self.si(f"flyt_oppgave_forslag_{area}")
            self.t["foreslaatt"] = [*self.t["foreslaatt"], area]
        return len(self.meldinger) > before

    def _oppgaver_ferdig(self) -> None:
        """Before the first end: tasks that lack something, and what people often forget. Both are asked about once."""
        waiting = ark(self.t).mangler
        if waiting and not self.t["venter"].get("spurt"):
            self.t["venter"] = {**self.t["venter"], "spurt": True}
            self.meldinger += [mangler_melding(one) for one in waiting]
            self.spoer()
        elif self.har_svar("oppgaver") and not self.t["foreslaatt"] and self._forslag(_SUGGESTED_AT_ONCE):
            self.spoer()
        else:
            self.uten_svar(ts.HOPPET_OVER)
