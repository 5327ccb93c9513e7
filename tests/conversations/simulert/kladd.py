"""The citizen closes the page in the middle and takes the draft up in another conversation, by a code or by a file."""

import json
import tempfile
from functools import lru_cache
from pathlib import Path
from typing import Any

from bot.channel.draft_routes import RESUME_PAYLOAD
from bot.channel.drafts import Drafts
from bot.channel.replies import payload
from bot.engine import agent as engine
from bot.server import flow_state
from tests.conversations.simulert.tur import Tur

_SECRET = "simulert" * 4
# What the next person at the computer, or the citizen on another day, may have answered there already.
_FROM_BEFORE = {"start_rett": ["meg", "50 år", "20 timer i uka"], "start_pris": ["alene", "900 000 kr"]}


@lru_cache(maxsize=1)
def kladder() -> Drafts:
    """One store for all the conversations of a run."""
    return Drafts(Path(tempfile.mkdtemp(prefix="bpa-simulert-")) / "kladder", _SECRET, days=7)


class Kladd(Tur):
    """One more thing that may come in between: everything goes on where it was, in whatever conversation."""

    def _lagre(self) -> None:
        before = self.run(flow_state(self.agent.tracker_store, self.avsender))
        how = self.rng.choice(["kode", "fil"])
        self.linjer.append(f"\n## lagret som {how}")
        draft = self._lagret(how, before)
        self.samtaler += 1
        form = self.form = self.bedt_form = self.rng.choice(["nb", "nn"])
        self._utenom(payload("/felles_start", maalform=form))
        if self.rng.random() < 0.3:
            start, answers = self.rng.choice(sorted(_FROM_BEFORE.items()))
            for said in [f"/{start}", *answers]:
                self._utenom(said)
            self.form, self.bedt_form = "", None  # whatever those words were taken for
        state = self.run(kladder().wanted({how: draft}, self.avsender))
        if json.dumps(state) != json.dumps(before):
            self.galt("tapt", f"saved {before}, got back {state}")
        self._send(payload(RESUME_PAYLOAD, tilstand=state), f"[hent fram, {form}]")
        self.bedt_form = None
        if "flyt_fortsetter" not in self.koder:
            self.galt("taus", "a draft taken up is not gone on with")
        after = self.run(flow_state(self.agent.tracker_store, self.avsender)) or {}
        if after.get("svar") != before["svar"] or after.get("stabel") != before["stabel"]:
            self.galt("tapt", f"saved {before}, goes on with {after}")

    def _lagret(self, how: str, state: dict[str, Any]) -> str:
        if how == "kode":
            code: str = self.run(kladder().as_code(state, self.avsender))[0]
            return code
        body: bytes = self.run(kladder().as_file(state, self.avsender)).body
        return body.decode("ascii")

    def _utenom(self, said: str) -> None:
        """Said in the other conversation before the draft is taken up: nothing of it may be left afterwards."""
        self.run(engine.talk(self.agent, said, self.avsender))
