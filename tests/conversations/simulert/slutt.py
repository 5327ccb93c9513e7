"""The end of a flow held against what the citizen told and what the calculator says of it."""

import json
from typing import Any

from tests.conversations.simulert import fasit
from tests.conversations.simulert.tur import Tur


class Proeve:
    """The end of a flow against what was told."""

    def __init__(self, samtale: Tur, flyt: str) -> None:
        self.s, self.flyt = samtale, flyt
        tracker = samtale.run(samtale.agent.tracker_store.retrieve(samtale.avsender))
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
