"""One turn of a simulated citizen: what is said or pressed, and what is read from the reply. Every reply is held against
what holds for all of them: never empty, no raw placeholder, one written form, nothing asked again."""

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Callable
from random import Random
from typing import Any

from bot.engine import agent as engine
from tests.conversations.simulert.leser import feil_maalform, koder, sporsmal
from tests.conversations.simulert.person import STILER, Person

FLYTER = ("rett", "egenandel", "soknad", "klage")


class Tur(ABC):
    """The citizen's side: what was told (`sagt`), what is asked (`sporsmal`) and what went wrong (`avvik`: kind and what)."""

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
        self.form: str = "nb"  # what a conversation begins in
        self.samtaler = 1
        self.bedt_form: str | None = None
        self.ytret: list[str] = []
        self.turer = 0

    @property
    def avsender(self) -> str:
        """The conversation's id: another one after each time the draft was taken up elsewhere."""
        return f"borger-{self.fro}-{self.stadig}-{self.samtaler}"

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

    def _trykker(self, part: str) -> bool:
        """Press it, when this is a citizen who presses."""
        return self.p.stil == "knapper" and self.trykk(part)

    def _send(self, payload: str, shown: str) -> None:
        self.turer += 1
        self.linjer.append(f"\n> {shown}")
        self.meldinger = self.run(engine.talk(self.agent, payload, self.avsender))
        if not self.meldinger:
            self.galt("tom", f"no reply to {shown!r}")
        for message in self.meldinger:
            titles = [button["title"] for button in message.get("buttons") or ()]
            self.linjer.append(f"{message.get('text', '')}" + (f"\n   {titles}" if titles else ""))
        self._les()

    def galt(self, kind: str, what: str) -> None:
        self.avvik.append((kind, what))
        self.linjer.append(f"!!! {kind}: {what}")

    def protokoll(self) -> str:
        """The seed, what went wrong and the whole conversation."""
        head = f"===== frø {self.fro}{' --stadig ' + self.stadig if self.stadig else ''}: {self.p.flyt}, {self.p.stil}"
        return "\n".join([head, *(f"{kind}: {what}" for kind, what in self.avvik), *self.linjer, ""])

    def _les(self) -> None:
        self.koder, asked = set(), None
        forms = {message.get("maalform") for message in self.meldinger}
        for message in self.meldinger:
            text = message.get("text") or ""
            found = koder(text)
            self.koder |= found
            asked = next((key for code in found if (key := sporsmal(code))), asked)
            if not text.strip():
                self.galt("tom", "an empty text")
            if "{" in _without(text, self.ytret) or "utter_" in text:
                self.galt("plassholder", text[:120])
            wrong = feil_maalform(text, message.get("maalform") or "nb", self.ytret)
            if wrong:
                self.galt("maalform", f"{wrong} in a reply in {message.get('maalform')}: {text[:120]}")
        self._les_form(forms)
        if any(code.startswith(("flyt_eksempel_", "flyt_velg")) for code in self.koder):
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
        wanted = self.bedt_form or (self.p.form if self.p.form == self.form else None)
        wanted = None if self.p.stil == "dialekt" and not self.bedt_form else wanted  # near to both
        if form is not None and wanted is not None and form != wanted:
            self.galt("maalform", f"a reply in {form} to one who writes {wanted}")
        self.form = form or self.form

    @abstractmethod
    def _ferdig(self, asked: str | None) -> None:
        """A flow has ended in this turn; `asked` is what is asked now."""


def _without(text: str, told: list[str]) -> str:
    for said in told:
        text = text.replace(said.strip(), " ")
    return text
