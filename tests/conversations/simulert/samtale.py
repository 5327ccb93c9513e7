"""A whole conversation of a simulated citizen, from the first message to the result."""

from tests.conversations.simulert.hendelser import Hendelser
from tests.conversations.simulert.person import comma
from tests.conversations.simulert.slutt import Proeve
from tests.conversations.simulert.tur import FLYTER

MOST_TURNS = 150
_MOST_FAULTS = 8  # then it is known to be wrong


class Samtale(Hendelser):
    """`spill()` plays it; `avvik` and `protokoll()` tell how it went."""

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
            self._trykk_start()
            if "flyt_kvittering" not in self.koder:
                self.sagt.clear()

    def _trykk_start(self) -> None:
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

    def _stop(self) -> bool:
        return len(self.avvik) > _MOST_FAULTS

    def _ferdig(self, asked: str | None) -> None:
        """The flow that ran has ended, and so may the one left for it, when all its answers are known by now."""
        ended = {one for one in FLYTER if f"flyt_{one}_ferdig" in self.koder}
        while self.flyt in ended:
            ended.discard(self.flyt)
            self.ferdige.append(self.flyt)
            Proeve(self, self.flyt).alt()
            self.flyt = self.stabel.pop() if self.stabel else None
        if ended:
            self.galt("blandet", f"{ended} ended while {self.flyt} ran")
        if (self.flyt is None) != (asked is None):
            self.galt("ikke_ferdig", f"asked {asked}, waiting {self.flyt}")
        self.sporsmal = asked
