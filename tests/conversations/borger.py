"""A simulated citizen plays whole conversations through the real dialogue and reads what it says.

    python -m tests.conversations.borger --antall 2000 --fra 0      plays that many seeds and prints a table
    python -m tests.conversations.borger --fra 17 --antall 1 --vis  one conversation, told word by word

A seed decides everything: the person (person.py), the words (ytringer.yml) and what comes in between. What the
conversation must end with is reckoned apart from the flows (fasit.py).
"""

import argparse
import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

from bot.engine import agent as engine
from tests.conversations import fasit, leser
from tests.conversations.person import FLERVALG, FRITEKST, STILER, TIMER, Person, comma, ytringer

FLYTER = ("rett", "egenandel", "soknad", "klage")
MOST_TURNS = 150
HENDELSER = (
    "side", "hvorfor", "hvor_langt", "svarene", "pause", "tilbake", "tull", "smaaprat", "rett_opp", "endre", "avbryt_nei",
    "bytt", "maalform", "krise", "paa_nytt",
)  # fmt: skip
_RARE = {"bytt": 0.5, "maalform": 0.3, "krise": 0.2, "paa_nytt": 0.2}
_ONCE = {"bytt", "maalform", "krise", "paa_nytt"}
_CORRECTED = {
    "rett": ["alder", "timer", "varighet", "arbeidsleder"],
    "egenandel": ["husstand", "inntekt", "omsorgsstonad", "timer_praktisk"],
    "soknad": ["alder", "varighet", "arbeidsleder", "leverandor", "natt"],
    "klage": ["mottatt", "vedtak"],
}



class Samtale:
    """One conversation: the citizen's side of it, what was told, and what went wrong (`avvik`: kind -> what)."""

    def __init__(self, run: Callable[..., Any], agent: Any, fro: int, stadig: str | None = None) -> None:
        self.run, self.agent, self.fro = run, agent, fro
        self.rng = Random(fro)
        # Flows and styles in turn, so that any hundred seeds hold them all.
        self.p = Person.av(FLYTER[fro % 4], STILER[fro // 4 % len(STILER)], self.rng)
        self.stadig = stadig
        self.sagt: dict[str, tuple[str, Any]] = {}
        self.avvik: list[tuple[str, str]] = []
        self.linjer: list[str] = []
        self.meldinger: list[dict[str, Any]] = []
        self.koder: set[str] = set()
        self.sporsmal: str | None = None
        self.ferdige: list[str] = []
        self.gjort: Counter[str] = Counter()
        self.misforstaatt = 0
        self.aapen: set[str] = set()  # asked again with good reason
        self.flyt: str | None = self.p.flyt
        self.stabel: list[str] = []
        self.form: str | None = None
        self.bedt_form: str | None = None
        self.ytret: list[str] = []
        self.turer = 0

    # --- One turn ---

    def si(self, text: str) -> None:
        self.ytret.append(text)
        self._send(text, text)

    def trykk(self, part: str) -> bool:
        """Press the button whose id holds `part`; False when no such button is shown."""
        for message in reversed(self.meldinger):
            for button in message.get("buttons") or ():
                if f'"{part}"' in button["payload"]:
                    self._send(button["payload"], f"[{button['title']}]")
                    return True
        return False

    def _send(self, payload: str, shown: str) -> None:
        self.turer += 1
        self.linjer.append(f"\n> {shown}")
        self.meldinger = self.run(engine.talk(self.agent, payload, f"borger-{self.fro}-{self.stadig}"))
        if not self.meldinger:
            self.galt("tom", f"no reply to {shown!r}")
        for message in self.meldinger:
            titles = [button["title"] for button in message.get("buttons") or ()]
            self.linjer.append(f"{message.get('text', '')}" + (f"\n   {titles}" if titles else ""))
        self._les()

    def galt(self, kind: str, what: str) -> None:
        self.avvik.append((kind, what))
        self.linjer.append(f"!!! {kind}: {what}")

    def _les(self) -> None:
        self.koder, asked = set(), None
        forms = {message.get("maalform") for message in self.meldinger}
        for message in self.meldinger:
            text = message.get("text") or ""
            found = leser.koder(text)
            self.koder |= found
            asked = next((key for code in found if (key := leser.sporsmal(code))), asked)
            if not text.strip():
                self.galt("tom", "an empty text")
            if "{" in _without(text, self.ytret) or "utter_" in text:
                self.galt("plassholder", text[:120])
            wrong = leser.feil_maalform(text, message.get("maalform") or "nb", self.ytret)
            if wrong:
                self.galt("maalform", f"{wrong} in a reply in {message.get('maalform')}: {text[:120]}")
        self._les_form(forms)
        again = {
            key for code in self.koder if code.startswith(("flyt_eksempel_", "flyt_velg")) for key in [self.sporsmal]
        }
        if again:
            self.misforstaatt += 1
        self.sporsmal = asked or self.sporsmal
        if any(code.endswith("_ferdig") for code in self.koder):
            self._ferdig(asked)
        elif not asked and "flyt_avbrutt" in self.koder:
            self.sporsmal = None

    def _les_form(self, forms: set[Any]) -> None:
        if len(forms) > 1:
            self.galt("maalform", f"two forms in one reply: {forms}")
        form = next(iter(forms), None)
        wanted = self.bedt_form or (self.p.form if self.p.form == "nb" or self.form == "nn" else None)
        wanted = None if self.p.stil == "dialekt" and not self.bedt_form else wanted  # near to both
        if form is not None and wanted is not None and form != wanted:
            self.galt("maalform", f"a reply in {form} to one who writes {wanted}")
        self.form = form or self.form

    # --- The whole conversation ---

    def spill(self) -> "Samtale":
        self._start()
        self._til_slutt()
        if self.stadig is None and self.flyt is None and self.ferdige and not self.avvik and self.rng.random() < 0.4:
            self._rett_etterpaa()
            self._til_slutt()
        if self.p.flyt not in self.ferdige:
            self.galt("ikke_ferdig", f"{self.p.flyt} did not end; {self.turer} turns, asked {self.sporsmal}")
        return self

    def _start(self) -> None:
        said = self.p.si("start", self.p.flyt)
        age, hours = self.p.fakta["alder"], self.p.fakta["timer"]
        about_oneself = self.p.fakta["hvem"] == "meg" and not {"alder", "timer", "hvem"} & set(self.p.utelatt)
        about_oneself = about_oneself and self.p.stil not in ("stikkord", "knapper", "dialekt")
        if self.p.flyt == "rett" and about_oneself and not hours.til and self.rng.random() < 0.3:
            told = self.p.si("timer", hours.per).format(n=comma(hours.antall))
            if told[0].isdigit():
                self.sagt |= {"alder": ("svart", age), "timer": ("svart", hours)}
                said = self.p.si("flere", "start").format(start=said, n=age, timer=told)
        self.si(said)
        if not self.sporsmal:  # answered at once, with the flow on offer
            self.trykk_start()

    def trykk_start(self) -> None:
        """Press the button that begins the flow."""
        for message in self.meldinger:
            for button in message.get("buttons") or ():
                if button["payload"] == {"rett": "/start_rett", "egenandel": "/start_pris"}.get(self.p.flyt):
                    self._send(button["payload"], f"[{button['title']}]")
                    return

    def _til_slutt(self) -> None:
        while self.sporsmal and self.turer < MOST_TURNS and not self._stop():
            before = self.sporsmal
            event = self._hendelse()
            if event:
                self.gjort[event] += 1
                getattr(self, f"_{event}")()
                self._samme(before, event)
                if self.sporsmal and event != "paa_nytt" and self.sporsmal == before:
                    self._svar(self.sporsmal)
            else:
                self._svar(before)

    def _rett_etterpaa(self) -> None:
        """A correction when the result is there already: the flow opens again and ends with the new one."""
        self.flyt = self.ferdige[-1]
        keys = [
            key
            for key in self._rettbare()
            if key in ("alder", "timer", "inntekt", "timer_praktisk", "mottatt", "varighet")
        ]
        if not keys or self.flyt not in ("rett", "egenandel"):
            self.flyt = None
            return
        key = self.rng.choice(keys)
        new = self._ny_verdi(key)
        self.sagt[key] = ("svart", new)
        self.sporsmal = None
        self.si(self.p.si("endre").format(felt=self.p.si("felt", key), ny=self.p.sagt(key, new)))
        if not self.koder & {"flyt_endret", "flyt_enhet_timer", "flyt_deler_for_store"}:
            self.galt("taus", f"no change of {key} after the end")
        if "flyt_deler_for_store" in self.koder:
            self.sagt.pop("timer_helse", None)
            self.sagt.pop("timer_iblant", None)

    def protokoll(self) -> str:
        """The seed, what went wrong and the whole conversation."""
        head = f"===== frø {self.fro}{' --stadig ' + self.stadig if self.stadig else ''}: {self.p.flyt}, {self.p.stil}"
        return "\n".join([head, *(f"{kind}: {what}" for kind, what in self.avvik), *self.linjer, ""])

    def _stop(self) -> bool:
        return len(self.avvik) > 8

    def _hendelse(self) -> str | None:
        if self.stadig is not None:
            return self.stadig if self._kan(self.stadig) else None
        if self.rng.random() > 0.3:
            return None
        event = self.rng.choice(HENDELSER)
        return event if self._kan(event) and self.rng.random() < _RARE.get(event, 1) else None

    def _kan(self, event: str) -> bool:
        if event in _ONCE and self.gjort[event]:
            return False
        if event == "tull":  # words without meaning are an answer to an open question
            return self.sporsmal not in (*FRITEKST, "oppgaver", "sjekk")
        if event == "smaaprat":
            return self.sporsmal not in (*FRITEKST, "oppgaver", "sjekk")
        if event in ("rett_opp", "endre"):
            return bool(self._rettbare())
        if event == "tilbake":
            return self.sporsmal not in ("sjekk", "oppgaver") and not self._delvis()
        return not (event in ("paa_nytt", "bytt") and (self.stabel or self._delvis()))

    def _delvis(self) -> bool:
        """Whether an answer in several turns is on its way."""
        return self.sporsmal in FLERVALG and self.sporsmal in self.sagt

    def _samme(self, before: str | None, event: str) -> None:
        if event in ("tilbake", "bytt", "paa_nytt", "rett_opp", "endre"):
            return
        if self.sporsmal != before:
            self.galt(
                "spurt_igjen" if self.sporsmal in self.sagt else "blandet",
                f"after {event}: {before} -> {self.sporsmal}",
            )

    # --- Answers ---

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
        if not (self.p.stil == "knapper" and self.trykk(f"{key}:!{name}")):
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
            if "flyt_enhet_timer" in self.koder:
                if not self.trykk(f"enhet:{value.per}") if self.p.stil == "knapper" else True:
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
        else:
            self.si(("\n" if how == "linjer" else ", ").join(told))
        if len(tasks) > 1 and self.rng.random() < 0.4:
            tasks = self._endre_oppgaver(tasks)
        self.sagt["oppgaver"] = ("svart", tasks)
        for _ in range(3):  # what is missing, and what is often forgotten, come before the end
            if self.sporsmal == "oppgaver":
                if not (self.p.stil == "knapper" and self.trykk("oppgaver:!ferdig")):
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

    # --- What comes in between ---

    def _side(self) -> None:
        self.si(self.p.si("sidesporsmaal"))

    def _hvorfor(self) -> None:
        if not (self.p.stil == "knapper" and self.trykk("!hvorfor")):
            self.si(self.p.si("kommando", "hvorfor"))
        if not any(code.startswith("flyt_hvorfor_") for code in self.koder):
            self.galt("taus", "no reason given")

    def _hvor_langt(self) -> None:
        self.si(self.p.si("kommando", "hvor_langt"))
        if "flyt_fremdrift" not in self.koder:
            self.galt("taus", "not told how far")

    def _svarene(self) -> None:
        self.si(self.p.si("kommando", "svarene"))
        if not self.koder & {"flyt_svar_saa_langt", "flyt_sjekk_svar"}:
            self.galt("taus", "answers not shown")

    def _pause(self) -> None:
        key = self.sporsmal
        self.si(self.p.si("kommando", "pause"))
        if "flyt_pauset" not in self.koder:
            self.galt("taus", "no pause")
        if self.rng.random() < 0.5:
            self.si(self.p.si("sidesporsmaal"))
            if self.koder & {f"flyt_sp_{key}", f"flyt_sp_{key}_annen"}:
                self.galt("spurt_igjen", f"{key} asked during a pause")
        if not (self.p.stil == "knapper" and self.trykk("!fortsett")):
            self.si(self.p.si("kommando", "fortsett"))

    def _tilbake(self) -> None:
        before = self.sporsmal
        if not (self.p.stil == "knapper" and self.trykk("!tilbake")):
            self.si(self.p.si("kommando", "tilbake"))
        if "flyt_tilbake_foerst" in self.koder:
            return
        key = self.sporsmal
        if key not in self.sagt:
            self.galt("blandet", f"back from {before} leads to {key}")
            return
        # Look back at it and keep it.
        self.aapen.add(key)
        if key == "oppgaver":
            self.si(self.p.si("kommando", "ferdig"))
            if self.sporsmal == key:
                self.si(self.p.si("kommando", "ferdig"))
        elif key in FLERVALG and self.sagt[key][0] == "svart":
            self.trykk(f"{key}:!ferdig")
        elif not self.trykk(f"{key}:!behold"):
            self.si(self.p.si("kommando", "fortsett"))
        self.aapen.discard(key)
        if self.sporsmal != before:
            self.galt("blandet", f"back to {key} and kept; then {self.sporsmal}, not {before}")

    def _tull(self) -> None:
        self.si(self.rng.choice(ytringer()["tull"]))

    def _smaaprat(self) -> None:
        self.si(self.rng.choice(ytringer()["smaaprat"]))

    def _krise(self) -> None:
        before = self.sporsmal
        self.si(self.p.si("krise"))
        if not any("113" in message["text"] for message in self.meldinger):
            self.galt("galt_svar", "no emergency number in a crisis")
        self.sporsmal = before

    def _avbryt_nei(self) -> None:
        self.si(self.p.si("kommando", "avbryt"))
        if "flyt_avbryt_sikker" not in self.koder:
            self.galt("taus", "not asked whether to stop")
        self.si("nei")

    def _maalform(self) -> None:
        form = "nb" if self.p.form == "nn" else "nn"
        self.bedt_form = form
        self.si(self.rng.choice(ytringer()["maalform"][form]))

    def _rettbare(self) -> list[str]:
        told = [key for key in _CORRECTED[self.flyt or "rett"] if self.sagt.get(key, ("",))[0] == "svart"]
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

    def _rett_opp(self) -> None:
        """«nei, jeg mente 45 år»: the answer given last, of a kind that tells itself."""
        last = [key for key in self.sagt if self.sagt[key][0] == "svart"][-1:]
        key = last[0] if last and last[0] in self._rettbare() and last[0] in ("alder", "timer", "varighet") else None
        if key is None:
            self._endre()
            return
        new = self._ny_verdi(key)
        plain = Person("", self.p.stil, self.rng, self.p.fakta).sagt(key, new)
        plain = f"{new} år" if key == "alder" else plain
        # «nei alltid» could be the answer to the present question.
        said = self.p.si("mente") if any(char.isdigit() for char in plain) else "nei, jeg mente {ny}"
        self._rettet(key, new, said.format(ny=plain))

    def _endre(self) -> None:
        """«endre alderen til 70», at once or by asking for the question again."""
        key = self.rng.choice(self._rettbare())
        new = self._ny_verdi(key)
        names = self.p.si("felt", key)
        if self.rng.random() < 0.7 and key not in ("husstand", "vedtak", "arbeidsleder"):
            self._rettet(key, new, self.p.si("endre").format(felt=names, ny=self.p.sagt(key, new)))
            return
        before = self.sporsmal
        self.si(f"endre {names}")
        if self.sporsmal != key:
            self.galt("taus", f"asked to change {key}, was asked {self.sporsmal}")
            return
        self.aapen.add(key)
        self._svar(key)
        self._etter_rettelse(before)

    def _rettet(self, key: str, new: Any, said: str) -> None:
        before = self.sporsmal
        self.sagt[key] = ("svart", new)
        self.si(said)
        if "flyt_enhet_timer" in self.koder:
            self.si(self.p.si("enhet", new.per))
        self._etter_rettelse(before)

    def _etter_rettelse(self, before: str | None) -> None:
        """Parts told earlier may no longer fit in the whole; then they are asked again."""
        if "flyt_deler_for_store" in self.koder:
            for part in ("timer_helse", "timer_iblant"):
                self.sagt.pop(part, None)
        elif self.sporsmal != before and self.sporsmal in self.sagt:
            self.galt("spurt_igjen", f"after a correction: {before} -> {self.sporsmal}")

    def _bytt(self) -> None:
        """Another flow; this one comes back when that one ends."""
        other = self.rng.choice([one for one in FLYTER if one != self.flyt and one not in self.ferdige])
        self.stabel.append(self.flyt or "")
        self.flyt = other
        self.si(self.p.si("bytt", other))
        if "flyt_bytter" not in self.koder:
            self.galt("taus", f"did not change to {other}")

    def _paa_nytt(self) -> None:
        self.si(self.p.si("kommando", "paa_nytt"))
        if "flyt_paa_nytt_sikker" not in self.koder:
            self.galt("taus", "not asked whether to begin anew")
        kept = {key for flow in self.ferdige for key in fasit.SPORSMAAL[flow]}
        self.sagt = {key: told for key, told in self.sagt.items() if key in kept}
        self.si("ja")

    # --- The end ---

    def _ferdig(self, asked: str | None) -> None:
        """The flow that ran has ended, and so may the one left for it, when all its answers are known by now."""
        ended = {one for one in FLYTER if f"flyt_{one}_ferdig" in self.koder}
        while self.flyt in ended:
            ended.discard(self.flyt)
            self.ferdige.append(self.flyt)
            _Proeve(self, self.flyt).alt()
            self.flyt = self.stabel.pop() if self.stabel else None
        if ended:
            self.galt("blandet", f"{ended} ended while {self.flyt} ran")
        if (self.flyt is None) != (asked is None):
            self.galt("ikke_ferdig", f"asked {asked}, waiting {self.flyt}")
        self.sporsmal = asked


class _Proeve:
    """The end of a flow against what was told."""

    def __init__(self, samtale: Samtale, flyt: str) -> None:
        self.s, self.flyt = samtale, flyt
        tracker = samtale.run(samtale.agent.tracker_store.retrieve(f"borger-{samtale.fro}-{samtale.stadig}"))
        self.svar: dict[str, Any] = tracker.get_slot("flyt")["svar"]
        self.text = "\n".join(message["text"] for message in samtale.meldinger)

    def alt(self) -> None:
        asked = [key for key in fasit.SPORSMAAL[self.flyt] if fasit.gjelder(key, self.s.sagt)]
        self._svarene(asked, self.svar, "the flow")
        documents = [one["dokument"] for one in self.s.meldinger if one.get("dokument")]
        document = next((one for one in documents if one["skjema"] == f"bpa-{self.flyt}"), None)
        if (document is None) == (self.flyt in ("soknad", "klage")):
            self.s.galt("galt_svar", "no document")
        if document is not None:
            json.dumps(document)
            self._svarene(asked, document["svar"], "the document")
        getattr(self, f"_{self.flyt}")(document)

    def _svarene(self, asked: list[str], kept: dict[str, Any], where: str) -> None:
        for key in asked:
            status, value = self.s.sagt.get(key, ("", None))
            found = kept.get(key)
            derived = found is not None and isinstance(found["verdi"], dict) and found["verdi"].get("fra") == "oppgaver"
            if not status and (derived or found is None):
                if found is None:
                    self.s.galt("tapt", f"{key} was never asked; {where}")
                continue
            if not status:
                self.s.galt("blandet", f"{key} is {found}, never told; {where}")
            elif found is None or (status == "svart" and found["status"] != "svart"):
                self.s.galt("tapt", f"{key} told {value!r}, {where} has {found}")
            elif status != found["status"] or (status == "svart" and not fasit.likt(key, value, found["verdi"])):
                self.s.galt("blandet", f"{key} told {status} {value!r}, {where} has {found}")

    def _rett(self, document: Any) -> None:
        wanted = f"flyt_rett_{fasit.rett(self.s.sagt)}"
        if wanted not in self.s.koder:
            self.s.galt("galt_svar", f"should say {wanted}, said {sorted(self.s.koder)}")

    def _egenandel(self, document: Any) -> None:
        for figure in fasit.egenandel(self.s.sagt):
            if figure not in self.text:
                self.s.galt("galt_svar", f"no «{figure}» in the price")

    def _soknad(self, document: Any) -> None:
        plan = fasit.ukeplan(self.s.sagt)
        told = (document or {}).get("timeplan")
        if (plan is None) != (told is None):
            self.s.galt("galt_svar", f"timeplan {told}")
        elif plan is not None and round(float(told["timer_per_uke"]) * 60) != plan.minutter_per_uke:
            self.s.galt("galt_svar", f"timeplan {told}, should be {plan.minutter_per_uke} minutes")

    def _klage(self, document: Any) -> None:
        form = (self.s.meldinger[0].get("maalform")) or "nb"
        last = fasit.siste_dag(self.s.sagt, form)
        if last is not None and last not in self.text:
            self.s.galt("galt_svar", f"no «{last}» as the last day")


def _without(text: str, told: list[str]) -> str:
    for said in told:
        text = text.replace(said.strip(), " ")
    return text


# --- Many conversations ---


def dialogen(newest: bool = False) -> tuple[Callable[..., Any], Any]:
    """The runner and the agent. `newest`: the newest model there is with the present response files, for work on them."""
    if newest:
        from tests.responses import all_responses

        model = max((Path(engine.ROOT) / "models").glob("*.tar.gz"), key=lambda path: path.stat().st_mtime)
        engine.existing_model = lambda root=engine.ROOT: model
    run = engine.runner()
    agent = run(engine.load())
    if newest:
        agent.processor.nlg.responses = all_responses()
    return run, agent


def tabell(played: list[Samtale]) -> str:
    """Counts per flow and style: conversations, ended right, and each kind of fault."""
    kinds = (
        "tapt",
        "blandet",
        "tom",
        "spurt_igjen",
        "maalform",
        "galt_svar",
        "ikke_ferdig",
        "plassholder",
        "taus",
        "feil",
    )
    lines = [
        f"{'':22}{'antall':>8}{'rette':>8}"
        + "".join(f"{kind:>12}" for kind in kinds)
        + f"{'misforst.':>11}{'turer':>8}"
    ]
    groups = [("alle", played)]
    groups += [(flyt, [s for s in played if s.p.flyt == flyt]) for flyt in FLYTER]
    groups += [(stil, [s for s in played if s.p.stil == stil]) for stil in STILER]
    for name, some in groups:
        if some:
            counts = [sum(any(kind == k for k, _ in s.avvik) for s in some) for kind in kinds]
            right = sum(not s.avvik for s in some)
            more = f"{sum(s.misforstaatt for s in some):>11}{sum(s.turer for s in some):>8}"
            lines.append(f"{name:22}{len(some):>8}{right:>8}" + "".join(f"{n:>12}" for n in counts) + more)
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--antall", type=int, default=300, help="how many conversations")
    parser.add_argument("--fra", type=int, default=0, help="the first seed")
    parser.add_argument("--stadig", choices=HENDELSER, help="the same thing at every step")
    parser.add_argument("--vis", action="store_true", help="print every conversation")
    parser.add_argument("--nyeste", action="store_true", help="the newest model, trained on the present data or not")
    asked = parser.parse_args()
    run, agent = dialogen(asked.nyeste)
    played = []
    for fro in range(asked.fra, asked.fra + asked.antall):
        samtale = Samtale(run, agent, fro, asked.stadig)
        try:
            samtale.spill()
        except Exception as error:
            samtale.galt("feil", repr(error))
        played.append(samtale)
        if samtale.avvik or asked.vis:
            print(samtale.protokoll())
    print(tabell(played))


if __name__ == "__main__":
    main()
