"""Counters in the Prometheus text format 0.0.4: how much, how fast, how well. No identity and no text ever.

What an answer was is read from its response key, which Rasa hands on with the message, and from the names that the
dialogue adds to be counted: `tema`, `usikker`, `flytsteg`. All are from closed sets; none is a citizen's word.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from typing import Any

from bot.channel.flow_counts import FlowCounts

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"

OUTCOMES = {
    "utter_felles_forstod_ikke": "ikke_forstaatt",
    "utter_felles_mente_du": "oppklaring",
    "utter_felles_hva_gjelder_det": "oppklaring",
    "utter_felles_utenfor": "utenfor",
    "utter_felles_utenfor_etat": "utenfor",
    "utter_felles_overlevering": "overlevert",
    "utter_felles_krise": "krise",
    "utter_felles_feil": "feilet",
}
"""Response keys that staff need to follow; every other answer counts as `svar`."""

_BUCKETS = (0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 1.0, 2.5, 5.0, 10.0)
_HELP = {
    "bpa_samtaler_startet_total": "Conversations begun.",
    "bpa_meldinger_total": "Messages from citizens, typed or by button.",
    "bpa_svar_total": "Answered messages, by what the answer was.",
    "bpa_temasvar_total": "Answers to a topic.",
    "bpa_tilbakemelding_total": "What citizens said when asked whether they got an answer, by its topic.",
    "bpa_usikker_total": "Unclear messages, by the topics offered as what may have been meant.",
    "bpa_flytsteg_total": "Questions asked in guided flows; one asked again counts again.",
    "bpa_flyt_total": "Guided flows begun, finished, stopped, saved as a draft, or open when the conversation ended.",
    "bpa_flytstopp_total": "The question at which a guided flow was stopped or left.",
    "bpa_maskert_total": "Typed messages in which personal data was hidden.",
    "bpa_ikke_lagret_total": "Answers given although the conversation could not be saved to disk.",
    "bpa_avvist_total": "Requests refused or failed, by the key of the words given.",
}


class Metrics:
    """The counts of one process since it started."""

    def __init__(self) -> None:
        self._counts: dict[str, Counter[str]] = {name: Counter() for name in _HELP}
        # One more than there are limits: whatever took longer than all of them.
        self._seconds = [0] * (len(_BUCKETS) + 1)
        self._seconds_sum = 0.0
        self.flows = FlowCounts(self._count)

    def _count(self, name: str, **labels: str) -> None:
        written = ",".join(f'{key}="{value}"' for key, value in labels.items())
        self._counts[name][f"{{{written}}}" if written else ""] += 1

    def started(self) -> None:
        self._count("bpa_samtaler_startet_total")

    def message(self, kind: str) -> None:
        """A message came in; `kind` is tekst or knapp."""
        self._count("bpa_meldinger_total", slag=kind)

    def masked(self) -> None:
        self._count("bpa_maskert_total")

    def not_saved(self) -> None:
        """A conversation that did not get to the disk."""
        self._counts["bpa_ikke_lagret_total"][""] += 1

    def refused(self, code: str) -> None:
        """A refusal; `code` is its key in meldinger.yml."""
        self._count("bpa_avvist_total", kode=code)

    def told(self, topic: str, helped: bool) -> None:
        """A citizen was asked whether an answer to `topic` helped, and said so or not."""
        self._count("bpa_tilbakemelding_total", tema=topic, hjalp="ja" if helped else "nei")

    def answered(self, messages: list[dict[str, Any]], seconds: float, sender_id: str = "") -> None:
        """The dialogue answered with `messages`, as Rasa sent them, in `seconds`."""
        self._seconds[bisect_left(_BUCKETS, seconds)] += 1
        self._seconds_sum += seconds
        outcomes = {OUTCOMES.get(str(message.get("utter_action")), "svar") for message in messages} or {"ingen"}
        for outcome in outcomes - {"svar"} or outcomes:
            self._count("bpa_svar_total", slag=outcome)
        for topic in {message["tema"] for message in messages if message.get("tema")}:
            self._count("bpa_temasvar_total", tema=topic)
        for topic in {topic for message in messages for topic in message.get("usikker") or ()}:
            self._count("bpa_usikker_total", tema=topic)
        self.flows.heard(sender_id, messages)

    def text(self, open_conversations: int) -> str:
        """Everything, one sample a line."""
        lines = []
        for name, counts in self._counts.items():
            lines += [f"# HELP {name} {_HELP[name]}", f"# TYPE {name} counter"]
            lines += [f"{name}{labels} {count}" for labels, count in sorted(counts.items())]
        lines += ["# HELP bpa_samtaler_aapne Conversations in memory.", "# TYPE bpa_samtaler_aapne gauge"]
        lines.append(f"bpa_samtaler_aapne {open_conversations}")
        name = "bpa_svartid_sekunder"
        lines += [f"# HELP {name} Time the dialogue took to answer.", f"# TYPE {name} histogram"]
        total = 0
        for limit, count in zip((*map(str, _BUCKETS), "+Inf"), self._seconds, strict=True):
            total += count
            lines.append(f'{name}_bucket{{le="{limit}"}} {total}')
        lines += [f"{name}_sum {self._seconds_sum:.6f}", f"{name}_count {total}"]
        return "\n".join(lines) + "\n"
