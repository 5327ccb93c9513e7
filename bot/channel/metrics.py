"""Counters in the Prometheus text format 0.0.4: how much, how fast, how well. No identity and no text ever.

What an answer was is read from its response key, which Rasa hands on with the message.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from typing import Any

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
    "bpa_flytsteg_total": "Questions asked in guided flows.",
    "bpa_maskert_total": "Typed messages in which personal data was hidden.",
    "bpa_avvist_total": "Requests refused or failed, by the key of the words given.",
}


class Metrics:
    """The counts of one process since it started."""

    def __init__(self) -> None:
        self._counts: dict[str, Counter[str]] = {name: Counter() for name in _HELP}
        # One more than there are limits: whatever took longer than all of them.
        self._seconds = [0] * (len(_BUCKETS) + 1)
        self._seconds_sum = 0.0

    def started(self) -> None:
        self._counts["bpa_samtaler_startet_total"][""] += 1

    def message(self, kind: str) -> None:
        """A message came in; `kind` is tekst or knapp."""
        self._counts["bpa_meldinger_total"][f'{{slag="{kind}"}}'] += 1

    def masked(self) -> None:
        self._counts["bpa_maskert_total"][""] += 1

    def refused(self, code: str) -> None:
        """A refusal; `code` is its key in meldinger.yml."""
        self._counts["bpa_avvist_total"][f'{{kode="{code}"}}'] += 1

    def answered(self, messages: list[dict[str, Any]], seconds: float) -> None:
        """The dialogue answered with `messages`, as Rasa sent them, in `seconds`."""
        self._seconds[bisect_left(_BUCKETS, seconds)] += 1
        self._seconds_sum += seconds
        outcomes = {OUTCOMES.get(str(message.get("utter_action")), "svar") for message in messages} or {"ingen"}
        for outcome in outcomes - {"svar"} or outcomes:
            self._counts["bpa_svar_total"][f'{{slag="{outcome}"}}'] += 1
        steps = sum(bool(message.get("fremdrift")) for message in messages)
        self._counts["bpa_flytsteg_total"][""] += steps

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
