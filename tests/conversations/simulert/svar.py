"""How a simulated citizen answers: in words, by buttons, several facts at once, tasks one by one, or not at all."""

from typing import Any

from tests.conversations.simulert import fasit
from tests.conversations.simulert.kladd import Kladd
from tests.conversations.simulert.person import FLERVALG, FRITEKST, TIMER, Person, comma

_SAVED_HALFWAY = 0.1  # of the answers told in several turns
_RETTES = {
    "rett": ["alder", "timer", "varighet", "arbeidsleder"],
    "egenandel": ["husstand", "inntekt", "omsorgsstonad", "timer_praktisk"],
    "soknad": ["alder", "varighet", "arbeidsleder", "leverandor", "natt"],
    "klage": ["mottatt", "vedtak"],
}


class Svar(Kladd):
    """What is answered is kept in `sagt`, to be held against what the flow keeps."""

    def _svar(self, key: str) -> None:
        if key == "sjekk":
            self._sjekk()
            return
        if key in self.sagt and key not in self.aapen:
            self.galt("spurt_igjen", f"{key} was told as {self.sagt[key]}")
            self.aapen.add(key)
        self.aapen.discard(key)
        declined = self.p.utelatt.get(key)
        if declined and key not in self.sagt:
            self._avslaa(key, declined)
            return
        {"oppgaver": self._oppgaver}.get(key, lambda: self._ett_svar(key))()

    def _avslaa(self, key: str, how: str) -> None:
        name = "vet_ikke" if how == "vet_ikke" else "hopp_over"
        self.sagt[key] = (how, None)
        if not self._trykker(f"{key}:!{name}"):
            self.si(self.p.si("kommando", name))

    def _ett_svar(self, key: str) -> None:
        value = self.p.fakta[key]
        self.sagt[key] = ("svart", value)
        if key in TIMER and self._for_stor(key):
            value = self.p.fakta[key] = type(value)(0)
            self.sagt[key] = ("svart", value)
        missed = self.misforstaatt
        pressed = self.p.stil == "knapper" and self._trykk_svar(key, value)
        if not pressed:
            self.si(self._flere(key) or self.p.sagt(key, value, apent=True))
        for _ in range(2):
            if "flyt_enhet_timer" in self.koder and self.rng.random() < _SAVED_HALFWAY:
                self._lagre()
            if "flyt_enhet_timer" in self.koder and not self._trykker(f"enhet:{value.per}"):
                self.si(self.p.si("enhet", value.per))
            if self.misforstaatt > missed:  # once more, in the plainest words
                missed = self.misforstaatt
                if not self._trykk_svar(key, value):
                    self.si(Person("", "bokmaal", self.rng, self.p.fakta).sagt(key, value))
        if key in FLERVALG and pressed and value != ["ingen"]:
            for one in value[1:]:
                self.trykk(f"{key}:{one}")
            self.trykk(f"{key}:!ferdig")

    def _flere(self, key: str) -> str | None:
        """The answer and the next one in one message."""
        nxt = {"hvem": "alder", "alder": "timer"}.get(key)
        if (
            nxt is None
            or nxt in self.sagt
            or nxt in self.p.utelatt
            or self.flyt not in ("rett", "soknad")
            or self.rng.random() > 0.3
        ):
            return None
        age, hours = self.p.fakta["alder"], self.p.fakta["timer"]
        if key == "hvem":
            if self.p.fakta["hvem"] == "meg" or self.p.stil == "dialekt":
                return None
            self.sagt["alder"] = ("svart", age)
            pronoun = "ho" if self.p.stil == "nynorsk" else "hun"
            return self.p.si("flere", "hvem").format(
                hvem=self.p.sagt("hvem", self.p.fakta["hvem"]), pronomen=pronoun, n=age
            )
        told = self.p.si("timer", hours.per).format(n=comma(hours.antall))
        if self.flyt != "rett" or hours.til or not told[0].isdigit():
            return None
        self.sagt["timer"] = ("svart", hours)
        return self.p.si("flere", "alder").format(n=age, timer=told)

    def _for_stor(self, key: str) -> bool:
        """A person does not tell of more hours of health care than hours in all."""
        whole = fasit.verdi(self.sagt, "timer")
        parts = [fasit.verdi(self.sagt, one) for one in ("timer_helse", "timer_iblant")]
        if key not in ("timer_helse", "timer_iblant"):
            return False
        plan = fasit.ukeplan(self.sagt)
        most = (whole.per_uke(whole.til) if whole.til else whole.per_uke()) if whole else None
        if whole is None and plan is not None:
            most = plan.fakta.timer_per_uke
        return most is not None and sum(part.per_uke() for part in parts if part) > most

    def _trykk_svar(self, key: str, value: Any) -> bool:
        if key in TIMER or key == "omsorgsstonad":
            none = not (value.antall if key in TIMER else value)
            return none and self.trykk(f"{key}:nei")
        if key in FLERVALG:
            return self.trykk(f"{key}:{value[0]}")
        if isinstance(value, bool):
            return self.trykk(f"{key}:{'ja' if value else 'nei'}")
        return isinstance(value, str) and key not in FRITEKST and self.trykk(f"{key}:{value}")

    def _oppgaver(self) -> None:
        tasks = self.p.fakta["oppgaver"]
        told = [self.p.oppgave(task) for task in tasks]
        how = self.rng.choice(["hver", "linjer", "komma"])
        if how == "hver":
            for said in told:
                self.si(said)
                if self.rng.random() < _SAVED_HALFWAY:
                    self._lagre()
        else:
            self.si(("\n" if how == "linjer" else ", ").join(told))
        if len(tasks) > 1 and self.rng.random() < 0.4:
            tasks = self._endre_oppgaver(tasks)
        self.sagt["oppgaver"] = ("svart", tasks)
        for _ in range(3):  # what is missing, and what is often forgotten, come before the end
            if self.sporsmal == "oppgaver" and not self._trykker("oppgaver:!ferdig"):
                self.si(self.p.si("kommando", "ferdig"))

    def _endre_oppgaver(self, tasks: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """One task is given other minutes, or taken away."""
        at = self.rng.randrange(len(tasks))
        name = self.p.oppgave(tasks[at]).removeprefix("lage ").split()[0]
        if self.rng.random() < 0.5:
            self.si(self.p.si("oppgave_fjernes").format(navn=name))
            return [task for n, task in enumerate(tasks) if n != at]
        self.si(self.p.si("oppgave_endres").format(navn=name, n=25))
        return [{**task, "minutter": 25} if n == at else task for n, task in enumerate(tasks)]

    def _sjekk(self) -> None:
        if "flyt_sjekk_svar" not in self.koder:  # after a crisis nothing is shown
            self.si(self.p.si("kommando", "lag_dokument"))
            return
        shown = "\n".join(message["text"] for message in self.meldinger)
        for text in (value for key, (status, value) in self.sagt.items() if key in FRITEKST and status == "svart"):
            if self.flyt in ("soknad", "klage") and text.strip() not in shown and self._rad(text):
                self.galt("tapt", f"{text!r} is not among the answers shown")
        if not self.gjort["endre i sjekken"] and self._rettbare() and self.rng.random() < 0.4:
            self.gjort["endre i sjekken"] += 1
            key = self.rng.choice(self._rettbare())
            self._ny_verdi(key)
            if self.trykk("sjekk:endre") and self.trykk(f"endre:{key}"):
                self.aapen.add(key)
                self._svar(key)
                return
            self.galt("taus", f"no button to change {key}")
        if self.p.stil == "knapper" or self.rng.random() < 0.3:
            self.trykk("sjekk:lag_dokument")
        else:
            self.si(self.p.si("kommando", "lag_dokument"))

    def _rad(self, text: str) -> bool:
        return any(self.sagt.get(key) == ("svart", text) for key in fasit.SPORSMAAL[self.flyt or ""])

    def _rettbare(self) -> list[str]:
        told = [key for key in _RETTES[self.flyt or "rett"] if self.sagt.get(key, ("",))[0] == "svart"]
        return [key for key in told if key != self.sporsmal and fasit.gjelder(key, self.sagt)]

    def _ny_verdi(self, key: str) -> Any:
        for _ in range(20):
            new = self.p.trekk(key)
            if key == "alder" and self.p.fakta["hvem"] == "barn" and new >= 18:
                new = self.rng.choice([4, 8, 16])
            if new != self.p.fakta[key] and not (key in TIMER and new.til):
                self.p.fakta[key] = new
                return new
        return self.p.fakta[key]
