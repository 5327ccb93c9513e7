"""How guided flows go: begun, finished, stopped, saved or left, and at which question. Counted by flow, never by person.

The dialogue says with a message where in a flow it stands (`flytsteg`); this follows each conversation to its end.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass
class _Course:
    """The flows of one conversation: the latest question of each that is open, and those that have been finished."""

    open: dict[str, str] = field(default_factory=dict)
    finished: set[str] = field(default_factory=set)


class FlowCounts:
    """`count` adds one to a counter with the labels given."""

    def __init__(self, count: Callable[..., None]) -> None:
        self._count = count
        self._courses: defaultdict[str, _Course] = defaultdict(_Course)

    def __len__(self) -> int:
        return len(self._courses)

    def heard(self, sender_id: str, messages: Sequence[dict[str, Any]]) -> None:
        """Follow what the dialogue said in a conversation."""
        for step in filter(None, (message.get("flytsteg") for message in messages)):
            course, flyt = self._courses[sender_id], step["flyt"]
            if "sporsmaal" in step:
                self._count("bpa_flytsteg_total", flyt=flyt, sporsmaal=step["sporsmaal"])
                # A finished flow that is opened again for a correction is finished all the same.
                if flyt not in course.finished:
                    course.open[flyt] = step["sporsmaal"]
            elif step["utfall"] == "startet":
                self._begun(course, flyt)
            elif flyt not in course.finished:
                self._ended(course, flyt, step["utfall"])

    def saved(self, sender_id: str) -> None:
        """The conversation's answers were saved: a flow that is not gone on with here was not left."""
        course = self._courses.get(sender_id)
        for flyt in list(course.open) if course else ():
            self._count("bpa_flyt_total", flyt=flyt, utfall="lagret")
        if course:
            course.open.clear()

    def ended(self, sender_id: str) -> None:
        """The conversation has ended: what was open has been left. Again for the same conversation: nothing."""
        course = self._courses.pop(sender_id, _Course())
        for flyt in list(course.open):
            self._ended(course, flyt, "forlatt")

    def forget(self, sender_id: str) -> None:
        """The conversation goes on elsewhere, or later: nothing is known of how it ended."""
        self._courses.pop(sender_id, None)

    def _begun(self, course: _Course, flyt: str) -> None:
        # Begun anew from its first question, it is still the same one.
        if flyt not in course.open:
            self._count("bpa_flyt_total", flyt=flyt, utfall="startet")
            course.finished.discard(flyt)

    def _ended(self, course: _Course, flyt: str, how: str) -> None:
        self._count("bpa_flyt_total", flyt=flyt, utfall=how)
        question = course.open.pop(flyt, None)
        if how == "fullfoert":
            course.finished.add(flyt)
        elif question is not None:
            self._count("bpa_flytstopp_total", flyt=flyt, sporsmaal=question, utfall=how)
