"""What steers the conversation: commands, corrections, yes and no. The words are data, in `kommandoer.yml`."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from bot.forms.answers import is_only_facts
from bot.forms.flyt.likhet import Ord, finn, fraser, like, ordene
from bot.forms.flyt.sporsmaal import SPORSMAAL, FlytNavn, sporsmaalene

_FILE = Path(__file__).with_name("kommandoer.yml")
# A command is short; nothing longer is looked at.
_LONGEST = 14  # words
# One slip is forgiven in words of this many letters: commands are few, and a whole message must fit.
_SLIP_FROM = 4
_LONGEST_AT_ONCE = 3  # words
_LONGEST_QUESTION = 8  # words


@dataclass(frozen=True)
class Endring:
    """«endre alderen til 70»: the answer to change and what it shall be, "" when that was not said."""

    nokkel: str
    verdi: str


def kommando(text: str) -> str | None:
    """The command that the whole of `text` is; None when it is none, or more than one."""
    words = ordene(text)[: _LONGEST + 1]
    if not words or len(words) > _LONGEST:
        return None
    for name, phrases in _kommandoer().items():
        if words in phrases:
            return name
    core = _core(words)
    candidates = [name for name, phrases in _kommandoer().items() if any(_same(words, core, p) for p in phrases)]
    return candidates[0] if candidates else None


def _same(words: Ord, core: Ord, phrase: Ord) -> bool:
    return like(words, phrase, _SLIP_FROM) or (bool(core) and like(core, _core(phrase), _SLIP_FROM))


def endring(text: str, flyt: FlytNavn) -> Endring | None:
    """«endre alderen til 70», «rett timene»; None when the message is no such command about an answer of the flow."""
    words = _spans(text)
    plain = [word for word, _ in words]
    for phrase in sorted(_fraser("endre_felt"), key=len, reverse=True):
        for start in (0, 1, 2):  # «kan du endre ...», «nei, endre ...»
            if plain[start : start + len(phrase)] == list(phrase) and set(plain[:start]) <= _smaaord() | {"nei"}:
                return _felt(text, words[start + len(phrase) :], flyt)
    return None


def _felt(text: str, words: "list[tuple[str, int]]", flyt: FlytNavn) -> Endring | None:
    plain = tuple(word for word, _ in words)
    named = [
        (len(name), key) for key in sporsmaalene(flyt) for name in SPORSMAAL[key].felt if like(plain[: len(name)], name)
    ]
    if not named:
        return None
    length, key = max(named, key=lambda found: found[0])
    rest = plain[length:]
    if not rest or set(rest) <= _smaaord() | {"mitt", "min", "mine", "svaret"}:
        return Endring(key, "")
    for link in sorted(_fraser("endre_til"), key=len, reverse=True):
        if rest[: len(link)] == link and len(rest) > len(link):
            return Endring(key, text[words[length + len(link)][1] :])
    # «rett alder 70», «endre varighet alltid»: the new answer may follow at once.
    short = rest[0][:1].isdigit() or len(rest) <= _LONGEST_AT_ONCE
    return Endring(key, text[words[length][1] :]) if short else None


def felt(text: str, flyt: FlytNavn) -> str | None:
    """The answer that the whole of `text` names: «alderen», «timene mine»; None when it names none."""
    found = _felt(text, _spans(text), flyt) if len(text) < 60 else None
    return found.nokkel if found is not None and not found.verdi else None


def rettelse(text: str) -> tuple[str, bool] | None:
    """What stands after «nei, jeg mente», and whether more than «nei» said that it corrects; None for no correction."""
    spans = _spans(text[:400])
    plain = tuple(word for word, _ in spans)
    head = plain[:7]
    strong = finn(head, _fraser("rettelse"))
    begins_no = any(plain[: len(phrase)] == phrase for phrase in _fraser("nei"))
    before = _smaaord() | {"men", "var"} | {phrase[0] for phrase in _fraser("nei")}
    early = strong is not None and set(head[: strong[0]]) <= before
    if strong is not None and early:
        return _rest(text, spans, strong[1]), True
    if begins_no and len(plain) > 1:
        return _rest(text, spans, 1), False
    return None


def hva_om(text: str) -> str | None:
    """What stands after «hva om», «enn med»: what is supposed; None when nothing is."""
    spans = _spans(text[:400])
    plain = tuple(word for word, _ in spans)
    opening = next((p for p in sorted(_fraser("hva_om"), key=len, reverse=True) if plain[: len(p)] == p), None)
    return _rest(text, spans, len(opening)) if opening else None


def vil_endre(text: str) -> bool:
    """«endre», «jeg vil rette noe»: the command alone, in words that can mean nothing else after the flow has ended."""
    return kommando(text) == "endre" and finn(ordene(text), _fraser("endre_felt")) is not None


def _rest(text: str, spans: "list[tuple[str, int]]", at: int) -> str:
    return text[spans[at][1] :].strip() if at < len(spans) else ""


def er_spoersmaal(text: str) -> bool:
    """Whether the message could be a question to us: a question mark or a question's beginning, and not only facts."""
    words = ordene(text[:200])
    opens = any(words[: len(phrase)] == phrase for phrase in _fraser("spoersmaal"))
    return (text.rstrip().endswith("?") or opens) and not is_only_facts(text)


def er_kort_spoersmaal(text: str) -> bool:
    """Whether the message is one short question and nothing else: «når kommer søppelbilen?», «pris på bpa?»."""
    alone = text.rstrip().endswith("?") and not re.search(r"[?.!:\n]", text.rstrip()[:-1])
    return alone and 1 < len(ordene(text)) <= _LONGEST_QUESTION


def ja_eller_nei(text: str) -> bool | None:
    """«ja», «jepp, det har jeg» -> True; «nei», «ikke ennå» -> False; None when it says neither."""
    words = ordene(text)[:40]
    core = _core(words) or words
    if any(like(words, phrase, _SLIP_FROM) or like(core, phrase, _SLIP_FROM) for phrase in _fraser("ja")):
        return True
    if any(core[: len(phrase)] == phrase for phrase in _fraser("ja_begynner")):
        return True
    if any(core[: len(phrase)] == phrase for phrase in _fraser("nei_begynner")):
        return False
    # «det har jeg ikke», «trur ikkje det», «det gjør jeg»
    if {"ikke", "ikkje", "itj", "aldri", "itte"} & set(words):
        return False
    says_so = any(finn(words, [phrase]) for phrase in _fraser("ja") if len(phrase) > 2)
    return True if says_so else None


# --- The data ---


def _core(words: Ord) -> Ord:
    return tuple(word for word in words if word not in _smaaord())


def _spans(text: str) -> "list[tuple[str, int]]":
    """Every word folded, and where it begins."""
    return [(ordene(match.group())[0], match.start()) for match in re.finditer(r"[^\W_]+", text)]


@lru_cache(maxsize=1)
def _data() -> "dict[str, Any]":
    data: dict[str, Any] = YAML(typ="safe").load(_FILE.read_text(encoding="utf-8"))
    return data


@lru_cache(maxsize=1)
def _kommandoer() -> "dict[str, frozenset[Ord]]":
    return {name: frozenset(fraser(text)) for name, text in _data()["kommandoer"].items()}


@cache
def _fraser(group: str) -> "frozenset[Ord]":
    return frozenset(fraser(_data()[group]))


@lru_cache(maxsize=1)
def _smaaord() -> "frozenset[str]":
    return frozenset(word for text in _data()["smaaord"].split() for word in ordene(text))
