"""The guided flows in the dialogue: begin one, answer its question, ask again after a side question.

The engine (`bot/forms/flyt`) decides, `flyt_ord.py` finds the words, `flyt_resultat.py` what a finished flow gives.
"""

from abc import abstractmethod
from collections.abc import Iterator
from typing import Any

from actions.base import BpaAction, Question
from actions.flyt_ord import to_reply, worksheet
from actions.flyt_resultat import results
from actions.reply import Reply
from bot import settings
from bot.forms.flyt import flyt as engine
from bot.forms.flyt.sporsmaal import FlytNavn
from bot.forms.flyt.tilstand import verdi

SLOT = "flyt"
STARTS: dict[str, FlytNavn] = {
    "start_rett": "rett",
    "start_pris": "egenandel",
    "start_soknad": "soknad",
    "start_klage": "klage",
}
FINISHED = {f"flyt_{flyt}_ferdig": flyt for flyt in engine.FLYTER}
# What questions outside the flows have been told (slots of action_rett_vurder).
_TOLD = ("alder", "timer", "varighet", "varig", "bpa_for_67")


class FlytAction(BpaAction):
    """One turn of the engine, which gives both what to say and the state to keep."""

    @abstractmethod
    def turn(self, question: Question) -> engine.Utfall: ...

    def act(self, question: Question) -> tuple[list[Reply], dict[str, Any]]:
        outcome = self.turn(question)
        return list(self._replies(outcome, question)), {SLOT: outcome.tilstand}

    def answer(self, question: Question) -> Iterator[Reply]:
        return self._replies(self.turn(question), question)

    def _replies(self, outcome: engine.Utfall, question: Question) -> Iterator[Reply]:
        # The flows are written in Bokmål and Nynorsk; words and figures fall back together.
        form = "nn" if question.maalform == "nn" else "nb"
        listed = any(message.kode == "flyt_oppgave_liste" for message in outcome.meldinger)
        for message in outcome.meldinger:
            reply = to_reply(message, form)
            if message.kode == "flyt_oppgave_sum" and not listed:
                reply.tables.append(worksheet(verdi(outcome.tilstand, "oppgaver"), form))
            yield reply
            # Two flows may end in one turn: the one that was asked for, and the one that had waited for it.
            if message.kode in FINISHED:
                yield from results(FINISHED[message.kode], outcome.tilstand, form)


class FlytStart(FlytAction):
    """Answers start_rett, start_pris, start_soknad and start_klage."""

    def name(self) -> str:
        return "action_flyt_start"

    def turn(self, question: Question) -> engine.Utfall:
        earlier = {kind: question.told_before[kind] for kind in _TOLD if question.told_before.get(kind) is not None}
        said = {} if question.text.startswith("/") else engine.funn_i(question.text)
        return engine.start(
            question.told_before.get(SLOT), STARTS[question.intent], {**earlier, **said}, settings.today()
        )


class FlytSvar(FlytAction):
    """Answers flyt_svar: whatever the listener (bot/nlu/flow_listener.py) took for the flow, and its buttons."""

    def name(self) -> str:
        return "action_flyt_svar"

    def turn(self, question: Question) -> engine.Utfall:
        pressed = question.first("valg")
        entry = engine.Innspill(valg=str(pressed)) if pressed is not None else engine.Innspill(tekst=question.text)
        return engine.svar(question.told_before.get(SLOT), entry, settings.today())


class FlytGjenta(FlytAction):
    """Asks the flow's question again after a side question; predicted by bot/engine/flow_policy.py."""

    def name(self) -> str:
        return "action_flyt_gjenta"

    def turn(self, question: Question) -> engine.Utfall:
        return engine.gjenta(question.told_before.get(SLOT))


class FlytGjenoppta(FlytAction):
    """Answers flyt_gjenoppta, which only the channel sends: goes on with a draft that the citizen has kept."""

    def name(self) -> str:
        return "action_flyt_gjenoppta"

    def turn(self, question: Question) -> engine.Utfall:
        draft = question.first("tilstand")
        again = engine.gjenta({**draft, "pauset": False} if isinstance(draft, dict) else None)
        flyt = again.tilstand["flyt"]
        if flyt is None:
            return engine.Utfall(again.tilstand, [engine.Melding("flyt_ingen")])
        return engine.Utfall(again.tilstand, [engine.Melding("flyt_fortsetter", {"flyt": flyt}), *again.meldinger])
