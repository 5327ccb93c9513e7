"""The server of `python -m bot.server`, watched from within: what it connects to, starts and writes, and what it still holds.

    python -m tests.conversations.overvaket <folder>

Every connection, look-up, program and file opened for writing is a line in <folder>/hendelser.jsonl, from before the first
import of ours. At SIGUSR1 every text that lives in the process is held against <folder>/leter_etter.json (a list,
squeezed), and <folder>/funnet.json says which of them was found, and where.
"""

import gc
import json
import os
import re
import signal
import sys
import unicodedata
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import Any

CONNECTING = {"socket.connect", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo", "socket.gethostbyname"}
STARTING = {"subprocess.Popen", "os.exec", "os.posix_spawn", "os.spawn", "os.system", "os.fork"}
# What a number of eight digits, or the name in a made-up address, can stand in.
_MAY_HOLD = re.compile(r"\d{8}|[bcdfghjklmnpqrstvwxz]{9}")
_MAY_HOLD_SPREAD = re.compile(r"(?:\d\W{0,6}){8}|[bcdfghjklmnpqrstvwxz]{9}", re.IGNORECASE)
_FILLERS = "\u115f\u1160\u3164\uffa0"


def squeezed(text: str) -> str:
    """Letters and digits alone, in small letters and plain digits: no separator or disguise hides anything."""
    if not text.isascii():
        text = "".join(map(_plain, unicodedata.normalize("NFKC", text)))
    return re.sub(r"[\W_]+", "", text.lower())


def _plain(char: str) -> str:
    return str(unicodedata.digit(char)) if char.isdigit() else "" if char in _FILLERS else char


def is_in(needle: str, text: str) -> bool:
    """Whether the squeezed text holds it: eleven digits anywhere, eight as a number of their own."""
    if needle not in text:
        return False
    return not (needle.isdigit() and len(needle) < 11) or bool(
        re.search(rf"(?<!\d)(?:00|0047|47)?{needle}(?!\d)", text)
    )


def around(needle: str, text: str) -> str:
    """Where it stands, for who must mend it."""
    at = text.index(needle)
    return text[max(0, at - 60) : at + 60]


def watch(log: Path) -> None:
    """Write down, from now on, whatever goes out of this process."""
    out = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    def hook(event: str, args: tuple[Any, ...]) -> None:
        if event in CONNECTING:
            told = [repr(arg) for arg in args[1 if event.startswith(("socket.c", "socket.s")) else 0 :]]
        elif event in STARTING:
            told = [repr(arg) for arg in args[:2]]
        elif event == "open" and not isinstance(args[0], int) and args[2] & (os.O_WRONLY | os.O_RDWR):
            told = [os.fsdecode(args[0])]
        else:
            return
        os.write(out, (json.dumps([event, *told]) + "\n").encode())

    sys.addaudithook(hook)


def living_texts() -> Iterator[str]:
    """Every str and bytes that some object of this process still refers to, and that may hold an identifier."""
    gc.collect()
    waiting, seen = gc.get_objects(), set()
    while waiting:
        for each in gc.get_referents(waiting.pop()):
            if id(each) in seen:
                continue
            if isinstance(each, (str, bytes, bytearray)):
                text = each if isinstance(each, str) else bytes(each).decode("utf-8", "replace")
                seen.add(id(each))
                if not text.isascii() or _MAY_HOLD_SPREAD.search(text):
                    yield squeezed(text)
            elif isinstance(each, (dict, list, tuple, set, frozenset, deque)) and not gc.is_tracked(each):
                # The collector passes over containers that hold nothing but texts and numbers.
                seen.add(id(each))
                waiting.append(each)


def look(folder: Path) -> None:
    """Hold what lives here against what must not."""
    everything = "\n".join({text for text in living_texts() if _MAY_HOLD.search(text)})
    wanted = json.loads((folder / "leter_etter.json").read_text("utf-8"))
    report = {needle: around(needle, everything) for needle in wanted if is_in(needle, everything)}
    whole = folder / "funnet.tmp"
    whole.write_text(json.dumps(report), "utf-8")
    whole.rename(folder / "funnet.json")


if __name__ == "__main__":
    told = Path(sys.argv[1])
    watch(told / "hendelser.jsonl")
    signal.signal(signal.SIGUSR1, lambda number, frame: look(told))

    from bot.server import serve

    serve()
