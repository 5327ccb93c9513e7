"""The weekly worksheet: add, change and remove tasks in free words; every total from `bot.calculator.timeplan`."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from bot.calculator import Oppgave, TimeplanResult, UgyldigInndata, beregn_timeplan
from bot.calculator.timeplan import DOGN, SLAG
from bot.forms.flyt.kommandoer import rettelse
from bot.forms.flyt.likhet import fold, fraser, nesten, ordene
from bot.forms.flyt.melding import Melding, Valg
from bot.forms.flyt.oppgave_lesing import Lest, les_en, les_oppgaver, som_oppgave
from bot.forms.flyt.oppgave_ord import data, omraade, slag

_UKJENT_SLAG = "personlig_stell"  # never billed: what nobody has said is practical help makes no price
_HUNDREDTHS = Decimal("0.01")
_LONGEST_BARE = 5  # words of a task told by its name alone
_FREQUENCY = ("ganger", "per", "ukedager", "natt", "naar")
# A letter, «ja», «ok», «hei» are no tasks.
_NO_TASK = re.compile(
    r"^(?:\w|ja|nei|ok|okei|hei|hallo|jo|takk|hm+|æh|eh|nja|tja|javel|jaha|neida|joda|bra|fint|greit)$", re.IGNORECASE
)


@dataclass
class Ark:
    """The tasks, and the tasks of which something is still missing; `meldinger` tells what the last message did."""

    oppgaver: list[dict[str, Any]]
    mangler: list[dict[str, Any]] = field(default_factory=list)
    meldinger: list[Melding] = field(default_factory=list)
    endret: bool = False

    def si(self, text: str, i_gang: bool = True) -> bool:
        """Read a message to the worksheet; False when nothing in it was one."""
        removed, named = _after_command(text, "fjern")
        if removed:
            return self._fjern(named)
        change, named = _after_command(text, "endre")
        if change:
            return self._endre(named, must=True)
        correction = rettelse(text)
        if correction is not None and correction[0] and self._endre(correction[0], must=False):
            return True
        if self.oppgaver and (slag := _slag_by_name(text)):
            self.oppgaver[-1]["slag"] = slag
            return self._tell("flyt_oppgave_endret", self.oppgaver[-1])
        tasks = les_oppgaver(text)
        if len(tasks) == 1 and not tasks[0].navn and self.mangler:
            return self._utfyll(tasks[0])
        named_tasks = [task for task in tasks if _is_task(task)]
        for task in named_tasks:
            self._legg_til(task)
        return bool(named_tasks)

    def sett_slag(self, at: int, slag: str) -> bool:
        """The kind of help that a button says for the task at that place; False when there is no such task or kind."""
        if not (0 <= at < len(self.oppgaver) and slag in SLAG):
            return False
        self.oppgaver[at]["slag"] = slag
        return self._tell("flyt_oppgave_endret", self.oppgaver[at])

    # --- Adding ---

    def _legg_til(self, lest: Lest) -> None:
        kind = slag(lest.navn)
        task = {
            "navn": lest.navn,
            "slag": kind or _UKJENT_SLAG,
            **som_oppgave(lest),
            "omraade": omraade(lest.navn),
        }
        if not _is_complete(lest):
            self._wait_for(lest)
            return
        if task in self.oppgaver:
            self.meldinger.append(Melding("flyt_oppgave_fra_for", {"navn": task["navn"]}))
            return
        if not _fits([*self.oppgaver, task]):
            self.meldinger.append(Melding("flyt_oppgave_for_mye", {"navn": task["navn"]}))
            return
        self.oppgaver.append(task)
        self._tell("flyt_oppgave_lagt_til", task)
        if kind is None:
            buttons = tuple(
                Valg(f"oppgaver:slag:{len(self.oppgaver) - 1}:{one}", f"flyt_valg_slag_{one}") for one in SLAG
            )
            self.meldinger.append(Melding("flyt_oppgave_slag", {"navn": task["navn"], "slag": task["slag"]}, buttons))

    def _wait_for(self, lest: Lest) -> None:
        kept = {
            "navn": lest.navn,
            "minutter": None if lest.minutter is None else str(lest.minutter),
            "antall": None if lest.antall is None else str(lest.antall),
            "per": lest.per,
            "ukedager": sorted(lest.ukedager),
            "naar": list(lest.naar),
            "hjelpere": lest.hjelpere,
            "annenhver": lest.annenhver,
            "nte": lest.nte,
        }
        self.mangler = [*[one for one in self.mangler if one["navn"] != lest.navn], kept][-20:]
        self.meldinger.append(mangler_melding(kept))

    def _utfyll(self, told: Lest) -> bool:
        """«20 min», «hver dag»: what was missing of the task asked about last."""
        if told.minutter is None and not told.hyppig and told.antall is None:
            return False
        waiting = _som_lest(self.mangler.pop())
        merged = waiting.med(told)
        if told.minutter is not None and told.hyppig:
            merged = replace(told, navn=waiting.navn)
        self._legg_til(merged)
        if self.mangler:  # the next one that waits, or this one when more of it is missing
            self.meldinger.append(mangler_melding(self.mangler[-1]))
        return True

    # --- Changing ---

    def _fjern(self, named: str) -> bool:
        if ordene(named) in {("alt",), ("alle",), ("alle", "oppgavene"), ("alt", "sammen")} and self.oppgaver:
            self.oppgaver, self.mangler, self.endret = [], [], True
            self.meldinger.append(Melding("flyt_oppgave_fjernet", {"navn": named, "sum": _sum(self.oppgaver)}))
            return True
        waiting = [one for one in self.mangler if _same_name(one["navn"], named)]
        at = self._place(named)
        if at is None and not waiting:
            self.meldinger.append(Melding("flyt_oppgave_ukjent", {"navn": named.strip()[:80]}))
            return True
        navn = self.oppgaver[at]["navn"] if at is not None else waiting[0]["navn"]
        if at is not None:
            del self.oppgaver[at]
            self.endret = True
        self.mangler = [one for one in self.mangler if one not in waiting]
        self.meldinger.append(Melding("flyt_oppgave_fjernet", {"navn": navn, "sum": _sum(self.oppgaver)}))
        return True

    def _endre(self, said: str, must: bool) -> bool:
        told = les_en(re.sub(r"\b(?:til å være|skal være|skal vere|til)\b", " ", said, flags=re.IGNORECASE))
        name = told.navn
        at = self._place(name) if name else (len(self.oppgaver) - 1 if self.oppgaver and not must else None)
        changes = told.minutter is not None or told.hyppig or told.antall is not None or told.hjelpere > 1
        if at is None or not changes:
            if must:
                self.meldinger.append(Melding("flyt_oppgave_ukjent", {"navn": (name or said).strip()[:80]}))
            return must
        old = self.oppgaver[at]
        new = som_oppgave(
            replace(told, minutter=told.minutter if told.minutter is not None else Decimal(old["minutter"]))
        )
        kept = _FREQUENCY if not told.hyppig and told.antall is None else ()
        task = {**old, **new, **{key: old[key] for key in kept}}
        if told.hjelpere == 1:
            task["hjelpere"] = old["hjelpere"]
        if told.antall is not None and not told.hyppig:
            task |= {"ganger": new["ganger"], "per": old["per"], "ukedager": old["ukedager"]}
        if not 0 < task["minutter"] <= DOGN or not _fits([*self.oppgaver[:at], task, *self.oppgaver[at + 1 :]]):
            self.meldinger.append(Melding("flyt_oppgave_for_mye", {"navn": task["navn"]}))
            return True
        self.oppgaver[at] = task
        return self._tell("flyt_oppgave_endret", task)

    def _tell(self, kode: str, task: dict[str, Any]) -> bool:
        self.endret = True
        minutes = timeplan([task]).minutter_per_uke
        values = {"navn": task["navn"], "oppgave": dict(task), "minutter_per_uke": minutes, "sum": _sum(self.oppgaver)}
        self.meldinger.append(Melding(kode, values))
        return True

    def _place(self, name: str) -> int | None:
        """The latest task of that name; one that only begins or ends like it when there is no other."""
        same = [at for at, task in enumerate(self.oppgaver) if _same_name(task["navn"], name)]
        if same:
            return same[-1]
        said = set(ordene(name))
        near = [
            at
            for at, task in enumerate(self.oppgaver)
            if said & set(ordene(task["navn"])) or _prefix(task["navn"], name)
        ]
        return near[-1] if len(near) == 1 else None


# --- Totals ---


def timeplan(
    oppgaver: Sequence[dict[str, Any]], natt: str | None = None, to: str | None = None, foreldre: bool | None = None
) -> TimeplanResult:
    """The week's totals. `natt` and `to` are the answers nei, hele_tiden, iblant. Raises UgyldigInndata."""
    constant = {"hele_tiden": True, "iblant": False, "nei": False}
    rows = [
        Oppgave(**{key: value for key, value in task.items() if key not in ("naar", "omraade")}) for task in oppgaver
    ]
    return beregn_timeplan(
        [replace(row, ukedager=tuple(row.ukedager)) for row in rows],
        natt_kontinuerlig=constant.get(natt or ""),
        to_hjelpere_kontinuerlig=constant.get(to or ""),
        foreldreansvar=foreldre,
    )


def som_data(result: TimeplanResult) -> dict[str, Any]:
    """The totals as plain data; hours as text."""
    counts = result.timer_som_teller
    return {
        "timer_per_uke": timer(Decimal(result.minutter_per_uke) / 60),
        "teller_per_uke": timer(counts.fra),
        "teller_til": timer(counts.til) if counts.til != counts.fra else None,
        "fakturerbart_per_maaned": timer(result.fakturerbare_timer_per_maaned),
        "per_ukedag": list(result.per_ukedag),
        "uten_fast_dag": result.uten_fast_dag,
    }


def timer(hours: Decimal) -> str:
    """Hours as text: «40.5»."""
    return format(hours.quantize(_HUNDREDTHS).normalize() + 0, "f")


def _sum(oppgaver: Sequence[dict[str, Any]]) -> str:
    return timer(Decimal(timeplan(oppgaver).minutter_per_uke) / 60)


def _fits(oppgaver: Sequence[dict[str, Any]]) -> bool:
    try:
        timeplan(oppgaver)
    except UgyldigInndata:
        return False
    return True


# --- Words ---


def _slag_by_name(text: str) -> str | None:
    said = " ".join(ordene(text))
    return next((one for one in SLAG if said in {fold(one).replace("_", " "), f"det er {one.replace('_', ' ')}"}), None)


def _after_command(text: str, group: str) -> tuple[bool, str]:
    spans = [(fold(match.group()), match.end()) for match in re.finditer(r"[^\W_]+", text)][:4]
    plain = tuple(word for word, _ in spans)
    for phrase in sorted(fraser(data()[group]), key=len, reverse=True):
        if plain[: len(phrase)] == phrase:
            return True, text[spans[len(phrase) - 1][1] :]
    return False, ""


def mangler_melding(kept: dict[str, Any]) -> Melding:
    """How long, or else how often, the task takes place that is waiting."""
    lest = _som_lest(kept)
    missing = "hyppighet" if _has_time(lest) else "tid"
    return Melding(
        f"flyt_oppgave_mangler_{missing}", {"navn": lest.navn, "oppgave": {"navn": lest.navn, **som_oppgave(lest)}}
    )


def _is_task(lest: Lest) -> bool:
    """«massasje» is a task that lacks its time; a whole sentence without any time is talk."""
    tells = lest.minutter is not None or lest.hyppig or lest.antall is not None
    return bool(lest.navn) and not _NO_TASK.match(lest.navn) and (tells or len(lest.navn.split()) <= _LONGEST_BARE)


def _has_time(lest: Lest) -> bool:
    return lest.minutter is not None and 0 < som_oppgave(lest)["minutter"] <= DOGN


def _is_complete(lest: Lest) -> bool:
    return _has_time(lest) and lest.hyppig


def _som_lest(kept: dict[str, Any]) -> Lest:
    number = {key: None if kept[key] is None else Decimal(kept[key]) for key in ("minutter", "antall")}
    return Lest(**{**kept, **number, "ukedager": frozenset(kept["ukedager"]), "naar": tuple(kept["naar"])})


def _same_name(one: str, other: str) -> bool:
    a, b = ordene(one), ordene(other)
    return bool(a) and len(a) == len(b) and all(nesten(x, y) for x, y in zip(a, b, strict=True))


def _prefix(one: str, other: str) -> bool:
    """«handling» and «handle»."""
    a, b = fold(one), fold(other.strip())
    shared = next((at for at, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    return shared >= 4
