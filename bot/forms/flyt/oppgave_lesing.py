"""Tasks of a week as people write them: «dusj 30 min hver dag, handling 2 timer tirsdag og fredag» -> tasks.

Several in one message, by comma, line or «og». What is not said is left out, and asked about by the worksheet.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Any

from bot.forms.flyt.likhet import fold
from bot.forms.flyt.oppgave_ord import data, naar_ord, ordgruppe, ukedag
from bot.forms.numbers import Item, read_items

_MOST_MINUTES, _MOST_TIMES, _MOST_HELPERS = 24 * 60, 100, 4
_MOST_BARE = 3  # words of a task told by its name alone, one of several
_LONGEST_NAME, _MOST_TASKS = 80, 40
LENGSTE_UKE = 4000  # characters of a message read for tasks
_LONGEST_PIECE = 600  # characters looked at for «og» between tasks
# «1t30», «1t 30m»
_GLUED = re.compile(r"(\d)t([0-5]\d)(?!\d)(?:\s*m(?:in)?(?:utter)?\b)?", re.IGNORECASE)
_VISITS, _DAYS = 26, 182  # every other week and every other day: times a year
# «hver tredje uke»: times a year, as whole as it gets
_EVERY_NTH = {"tredje": 17, "fjerde": 13}
SJELDEN = {
    _DAYS: "annenhver_dag", _VISITS: "annenhver_uke", 17: "hver_tredje_uke", 13: "hver_fjerde_uke", 6: "annenhver_maaned",
}  # fmt: skip
"""What people call so many times a year."""


@dataclass(frozen=True)
class Lest:
    """What one piece of text tells of a task; None and empty for what it does not tell."""

    navn: str = ""
    minutter: Decimal | None = None
    antall: Decimal | None = None
    per: str | None = None
    ukedager: frozenset[int] = frozenset()
    naar: tuple[str, ...] = ()
    hjelpere: int = 1
    annenhver: str | None = None
    nte: int | None = None

    @property
    def hyppig(self) -> bool:
        """Whether it was said how often."""
        return bool(self.per or self.ukedager or self.naar or self.annenhver or self.nte)

    def med(self, other: "Lest") -> "Lest":
        """This task, with what `other` tells where this tells nothing."""
        frequency = (
            {} if self.hyppig else {key: getattr(other, key) for key in ("per", "ukedager", "naar", "annenhver", "nte")}
        )
        return replace(
            self,
            navn=self.navn or other.navn,
            minutter=self.minutter if self.minutter is not None else other.minutter,
            antall=self.antall if self.antall is not None else other.antall,
            hjelpere=max(self.hjelpere, other.hjelpere),
            **frequency,
        )


def les_oppgaver(text: str) -> list[Lest]:
    """Every task of the message, in order; a message without a task's name gives at most one, which is nameless."""
    tasks: list[Lest] = []
    for line in re.split(r"[\n;•]+", text[:LENGSTE_UKE]):
        tasks += _line(_GLUED.sub(r"\1 t \2 min", line.strip(" -–*\t")))
        if len(tasks) >= _MOST_TASKS:
            break
    return tasks[:_MOST_TASKS]


def _line(line: str) -> list[Lest]:
    head, colon, rest = line.partition(":")
    heading = les_en(head) if colon and not re.search(r"\d$", head) else Lest()
    if heading.hyppig and not heading.navn and rest.strip():  # «Morgen: dusj 30 min, frokost 20 min»
        return [task.med(heading) for task in _pieces(rest)]
    return _pieces(line.replace(":", " ") if colon and not re.search(r"\d:\d", line) else line)


def _pieces(line: str) -> list[Lest]:
    cut = re.split(r",(?!\d)|\.(?=\s|$)", line)
    bare = [les_en(piece) for piece in cut]
    if len(bare) > 1 and all(piece == Lest(piece.navn) and 0 < len(piece.navn.split()) <= _MOST_BARE for piece in bare):
        return bare  # «leksehjelp, massasje, bading»
    pieces = [les_en(piece) for piece in _joined(cut)]
    pieces = [piece for piece in pieces if piece.navn or piece.minutter is not None or piece.hyppig or piece.antall]
    # «dusj 30 min og stell 20 min hver dag»: said once, for all of them.
    if len(pieces) > 1 and pieces[-1].hyppig and not any(piece.hyppig for piece in pieces[:-1]):
        pieces = [replace(piece.med(pieces[-1]), minutter=piece.minutter) for piece in pieces]
    return pieces


def _joined(pieces: list[str]) -> Iterator[str]:
    """The pieces, with those that tell of no task of their own put to the one before or after."""
    waiting = ""
    for piece in pieces:
        for part in _at_og(piece):
            here = les_en(part)
            before = les_en(waiting)
            complete = before.navn and (before.minutter is not None or before.hyppig)
            if waiting and (not here.navn or not complete) and len(waiting) < _LONGEST_PIECE:
                waiting = f"{waiting} {part}"
            else:
                if waiting:
                    yield waiting
                waiting = part
    if waiting:
        yield waiting


def _at_og(piece: str) -> list[str]:
    """«dusj 30 min og handling 2 timer» is two tasks; «dusj og stell 30 min» is one."""
    if len(piece) > _LONGEST_PIECE:
        return [piece]
    for match in re.finditer(r"\s(?:og så|og|så|pluss|samt)\s", piece, re.IGNORECASE):
        left, right = piece[: match.start()], piece[match.end() :]
        one, other = les_en(left), les_en(right)
        if one.navn and one.minutter is not None and other.navn and other.minutter is not None:
            return [left, *_at_og(right)]
    return [piece]


# --- One task ---


@dataclass
class _Reader:
    """Reads one piece from left to right; `items` are its words and numbers, `taken` those that belong to no name."""

    items: list[Item]
    taken: set[int] = field(default_factory=set)
    found: Lest = field(default_factory=Lest)

    def word(self, at: int) -> str:
        return fold(self.items[at][0].word) if 0 <= at < len(self.items) and self.items[at][1] is None else ""

    def number(self, at: int) -> Decimal | None:
        number = self.items[at][1] if 0 <= at < len(self.items) else None
        return None if number is None else number.value

    def is_(self, at: int, group: str) -> bool:
        return self.word(at) in ordgruppe(group)

    def take(self, first: int, last: int, **found: Any) -> int:
        self.taken |= set(range(first, last + 1))
        self.found = replace(self.found, **found)
        return last + 1

    def read(self) -> None:
        at = 0
        while at < len(self.items):
            at = self.counted(at) if self.number(at) is not None else self.worded(at)

    def counted(self, at: int) -> int:
        """A number and what it counts; a range counts as its middle."""
        value, last = self.number(at) or Decimal(0), at
        joint = at + 1 if self.number(at + 1) is not None else at + 2
        high = self.number(joint)
        if high is not None and (joint == at + 1 or self.word(at + 1) in ("-", "–", "til")) and high > value:
            value, last = (value + high) / 2, joint
        unit = last + 2 if self.word(last + 1) == "-" else last + 1
        minutes = next(
            (n for group, n in (("time", 60), ("minutt", 1), ("kvarter", 15)) if self.is_(unit, group)), None
        )
        if minutes is not None:
            return self.take(at, unit, minutter=(self.found.minutter or Decimal(0)) + value * minutes)
        if self.is_(unit, "hjelpere") and 1 <= value <= _MOST_HELPERS:
            return self.take(at, unit, hjelpere=int(value))
        if self.is_(unit, "ganger"):
            return self.take(at, unit, antall=value)
        if self.word(unit) in ordgruppe("dag") - {"dagen", "dognet", "dan"} and value > 1:
            spread = self.word(at - 1) == "pa" and self.word(at - 2) in ("fordelt", "delt")
            return self.take(at, unit, **({} if spread else {"antall": value, "per": self.found.per or "uke"}))
        part = self.part_of_day(unit)
        if part and value > 1:  # «3 kvelder i uka»
            return self.take(at, unit, antall=value, per=self.found.per or "uke", naar=(part,))
        if self.items[at][1] is not None and self.items[at][1].article:  # type: ignore[union-attr]
            return at + 1
        return self.take(at, last) if self.word(at - 1) in ("kl", "klokka", "klokken") else last + 1

    def worded(self, at: int) -> int:
        word = self.word(at)
        if self.is_(at, "annenhver") or (self.is_(at, "annen") and self.is_(at + 1, "hver")):
            return self.every_other(at if self.is_(at, "annenhver") else at + 1, at)
        if self.is_(at, "hver") and self.word(at + 1) in _EVERY_NTH and self.is_(at + 2, "uke"):
            return self.take(at, at + 2, nte=_EVERY_NTH[self.word(at + 1)])
        for group, per in (("daglig", "dag"), ("ukentlig", "uke"), ("maanedlig", "maaned"), ("aarlig", "aar")):
            if word in ordgruppe(group):
                return self.take(at, at, per=per)
        if at - 1 in self.taken:  # «1 time uka», «3x uka»
            for group in ("uke", "maaned"):
                if self.is_(at, group):
                    return self.take(at, at, per=group)
        if self.is_(at, "kvarter"):
            return self.take(at, at, minutter=(self.found.minutter or Decimal(0)) + 15)
        if self.is_(at, "hverdager"):
            return self.take(at, at, ukedager=self.found.ukedager | {0, 1, 2, 3, 4})
        if self.is_(at, "helg"):
            return self.take(at, at, ukedager=self.found.ukedager | {5, 6})
        if (day := ukedag(word)) is not None:
            return self.weekdays(at, day)
        if self.is_(at, "hver") or word == "/":
            return self.period(at)
        part = self.part_of_day(at)
        if part and (
            word == "natt" or len(self.items) == 1 or self.is_(at - 1, "hver") or self.found.naar or word != part
        ):
            return self.take(at, at, naar=(*self.found.naar, part))
        if part and self.word(at + 1) == "og" and self.part_of_day(at + 2):
            return self.take(at, at, naar=(part,))
        return at + 1

    def period(self, at: int) -> int:
        """«hver dag», «i uka», «om morgenen», «3 ganger pr mnd»."""
        unit = at + 2 if self.is_(at + 1, "hver") else at + 1
        for group in ("dag", "uke", "maaned", "aar"):
            if self.is_(unit, group) and not (group == "dag" and self.word(at) == "i" and self.word(unit) == "dag"):
                return self.take(
                    at, unit, per=self.found.per if self.found.antall and group == "dag" and self.found.per else group
                )
        part = self.part_of_day(unit)
        if part:
            return self.take(at, unit, naar=(*self.found.naar, part))
        return at + 1

    def every_other(self, last: int, first: int) -> int:
        unit = last + 1
        for group, name in (("uke", "uke"), ("dag", "dag"), ("maaned", "maaned"), ("helg", "helg")):
            if self.is_(unit, group):
                return self.take(first, unit, annenhver=name)
        if ukedag(self.word(unit)) is not None:
            return self.take(first, unit, annenhver="uke")
        return last + 1

    def weekdays(self, at: int, day: int) -> int:
        """A weekday, or «mandag til fredag», «man-fre»."""
        last = ukedag(self.word(at + 2)) if self.word(at + 1) in ("til", "-", "–", "te") else None
        if last is None:
            return self.take(at, at, ukedager=self.found.ukedager | {day})
        span = range(day, last + 1) if last > day else [*range(day, 7), *range(last + 1)]
        return self.take(at, at + 2, ukedager=self.found.ukedager | set(span))

    def part_of_day(self, at: int) -> str | None:
        return next((part for part in data()["naar"] if self.word(at) in naar_ord(part)), None)


@lru_cache(maxsize=1024)
def les_en(text: str) -> Lest:
    """What the text tells of one task."""
    reader = _Reader(read_items(text))
    reader.read()
    left = [(token, at) for at, (token, _) in enumerate(reader.items) if at not in reader.taken]
    names = [text[token.start : token.end] for token, _ in left if token.kind != "mark" or token.word in "-/&+"]
    while names and _is_filler(names[0]):
        names.pop(0)
    while names and _is_filler(names[-1]):
        names.pop()
    return replace(reader.found, navn=" ".join(names)[:_LONGEST_NAME].strip())


def _is_filler(word: str) -> bool:
    return fold(word) in ordgruppe("fyllord") or not re.search(r"[^\W\d_]", word)


def som_oppgave(lest: Lest) -> dict[str, Any]:
    """The task as data, without navn, slag and omraade. Only for a task whose minutes and frequency are known."""
    minutes, times, per, days = lest.minutter or Decimal(0), lest.antall or Decimal(1), lest.per, sorted(lest.ukedager)
    if len(lest.naar) > 1 and lest.antall is None:
        times = Decimal(len(set(lest.naar)))
    if lest.annenhver == "dag":  # seven visits in two weeks
        minutes, times, per, days = minutes * times, Decimal(_DAYS), "aar", []
    elif lest.annenhver == "maaned":
        times, per, days = times * 6, "aar", []
    elif lest.annenhver or lest.nte:
        visits = len(days) or (2 if lest.annenhver == "helg" else 1)
        times, per, days = times * visits * (lest.nte or _VISITS), "aar", []
    elif days and per in ("uke", "maaned", "aar"):
        # «2 ganger i uka, tirsdag og fredag» is once on each; «2 timer i uka, man-fre» is two in all.
        times, days = (Decimal(1), days) if times == len(days) and per == "uke" else (times, [])
    elif days:
        per = "uke"
    per = per or "dag"
    if days and per == "dag":
        per = "uke"
    if times != int(times) or times > (_DAYS if per == "aar" else _MOST_TIMES):
        minutes, times = minutes * times, Decimal(1)
    return {
        "minutter": int(minutes.to_integral_value(ROUND_HALF_UP)),
        "ganger": int(times),
        "per": per,
        "ukedager": days,
        "hjelpere": lest.hjelpere,
        "natt": "natt" in lest.naar or "natt" in fold(lest.navn),
        "naar": lest.naar[0] if len(set(lest.naar)) == 1 else None,
    }
