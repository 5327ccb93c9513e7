"""A conversation on disk comes back to its token alone, in time; what is written is whole, or what stood there stands."""

import base64
import errno
import fcntl
import os
import signal
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from bot.lagring import Kodelager, Samtalelager, konvolutt, mappe, samtalelager
from bot.lagring.feil import ForStor, IkkeFunnet, KanIkkeLagre, KanIkkeSlette, Tuklet, Utlopt

from .tilstander import ANNEN_HEMMELIGHET, DOGN, HEMMELIGHET, HVISKET, NAA, SEKUND, TILSTAND, tilstander

ROOT = Path(__file__).parents[2]
TOKEN = "q3Zr8tY1vB6nK0wL2xM4cF7hJ9dS5gAe"
UTLOPER = NAA + DOGN


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "samtaler"


@pytest.fixture
def lager(folder: Path) -> Samtalelager:
    return Samtalelager(folder, HEMMELIGHET)


def keep(lager: Samtalelager, token: str, tilstand: dict[str, Any], utloper: Any = UTLOPER) -> None:
    lager.lagre(lager.plass(token), tilstand, utloper)


def found(lager: Samtalelager, token: str, naa: Any = NAA) -> dict[str, Any]:
    return lager.hent(lager.plass(token), naa)


# --- To its token alone ---


def test_the_latest_comes_back_also_after_a_restart(lager: Samtalelager, folder: Path) -> None:
    keep(lager, TOKEN, {"tur": 1})
    keep(lager, TOKEN, TILSTAND)
    assert found(Samtalelager(folder, HEMMELIGHET), TOKEN) == TILSTAND
    assert len(list(folder.iterdir())) == 1


@settings(max_examples=50, deadline=None)
@given(tilstand=tilstander)
def test_every_state_that_json_can_hold_comes_back_the_same(
    tmp_path_factory: pytest.TempPathFactory, tilstand: dict[str, Any]
) -> None:
    lager = Samtalelager(tmp_path_factory.getbasetemp() / "alle_samtaler", HEMMELIGHET)
    keep(lager, TOKEN, tilstand)
    assert repr(found(lager, TOKEN)) == repr(tilstand)


def test_another_token_and_another_secret_find_nothing(lager: Samtalelager, folder: Path) -> None:
    keep(lager, TOKEN, TILSTAND)
    for stranger, token in ((lager, TOKEN[::-1]), (Samtalelager(folder, ANNEN_HEMMELIGHET), TOKEN)):
        with pytest.raises(IkkeFunnet):
            found(stranger, token)


def test_the_folder_and_the_secret_together_open_nothing_without_the_token(lager: Samtalelager, folder: Path) -> None:
    keep(lager, TOKEN, TILSTAND)
    (stored,) = folder.iterdir()
    for material in (HEMMELIGHET.encode(), HEMMELIGHET.encode() + stored.name.encode(), lager.plass("").nokkel):
        for purpose in (b"samtale", b"kode", b"fil"):
            with pytest.raises(Tuklet):
                konvolutt.pakk_opp(stored.read_bytes(), material, purpose, NAA)


def test_a_file_moved_to_another_conversations_name_opens_for_neither(lager: Samtalelager, folder: Path) -> None:
    keep(lager, TOKEN, TILSTAND)
    (stored,) = folder.iterdir()
    stored.rename(folder / lager.plass("andre").navn)
    with pytest.raises(Tuklet):
        found(lager, "andre")


def test_no_word_no_token_and_no_secret_stands_in_any_file_or_name(lager: Samtalelager, folder: Path) -> None:
    for number in range(20):
        keep(lager, f"{TOKEN}{number}", {**TILSTAND, "nummer": number})
    written = b"\n".join(path.name.encode() + b"\n" + path.read_bytes() for path in folder.iterdir())
    assert written.count(b"BPAL") == 20
    for word in (HVISKET, "klarer_selv", "situasjon", HEMMELIGHET, TOKEN, lager.plass(TOKEN).nokkel.hex()):
        for data in (word.encode(), word.encode().hex().encode(), base64.b64encode(word.encode())[:-4]):
            assert data not in written


def test_the_folder_is_700_and_every_file_600_whatever_the_umask(lager: Samtalelager, folder: Path) -> None:
    before = os.umask(0)
    try:
        keep(lager, TOKEN, TILSTAND)
    finally:
        os.umask(before)
    assert folder.stat().st_mode & 0o777 == 0o700
    assert [path.stat().st_mode & 0o777 for path in folder.iterdir()] == [0o600]


@pytest.mark.parametrize("mode", [0o710, 0o701, 0o755])
def test_a_folder_that_others_may_enter_is_refused(folder: Path, mode: int) -> None:
    folder.mkdir()
    folder.chmod(mode)
    with pytest.raises(ValueError, match=f"has mode {mode:o}, make it 700"):
        Samtalelager(folder, HEMMELIGHET)


def test_a_secret_of_31_characters_is_refused(folder: Path) -> None:
    with pytest.raises(ValueError, match="has 31 characters"):
        Samtalelager(folder, "k" * 31)


@pytest.mark.parametrize("at", [0, 4, 12, 13, 29, 41, -1])
def test_a_changed_byte_anywhere_opens_nothing(lager: Samtalelager, folder: Path, at: int) -> None:
    keep(lager, TOKEN, TILSTAND)
    (stored,) = folder.iterdir()
    changed = bytearray(stored.read_bytes())
    changed[at] ^= 1
    stored.write_bytes(changed)
    with pytest.raises(Tuklet):
        found(lager, TOKEN)


# --- In time ---


def test_it_opens_until_the_second_of_expiry_and_the_purge_then_removes_it_without_a_key(lager, folder) -> None:
    keep(lager, TOKEN, TILSTAND)
    stranger = Samtalelager(folder, ANNEN_HEMMELIGHET)
    assert found(lager, TOKEN, UTLOPER - SEKUND) == TILSTAND
    assert stranger.rydd(UTLOPER - SEKUND, 10) == 0
    with pytest.raises(Utlopt):
        found(lager, TOKEN, UTLOPER)
    assert stranger.rydd(UTLOPER, 10) == 1
    assert list(folder.iterdir()) == []


def test_saving_again_begins_its_time_anew(lager: Samtalelager, folder: Path) -> None:
    keep(lager, TOKEN, TILSTAND)
    keep(lager, TOKEN, TILSTAND, UTLOPER + SEKUND)
    assert lager.rydd(UTLOPER, 10) == 0
    assert lager.rydd(UTLOPER + SEKUND, 10) == 1


@pytest.mark.parametrize(("most", "removed"), [(10, 0), (9, 1), (4, 6), (0, 10)])
def test_of_10_the_purge_leaves_as_many_as_may_be_those_that_expire_last(lager, folder, most, removed) -> None:
    for number in range(10):
        keep(lager, f"{number}", {"tur": number}, UTLOPER + number * SEKUND)
    assert lager.rydd(NAA, most) == removed
    assert sorted(path.name for path in folder.iterdir()) == sorted(
        lager.plass(f"{number}").navn for number in range(removed, 10)
    )


def test_damaged_files_go_and_what_is_not_ours_stays(lager: Samtalelager, folder: Path) -> None:
    keep(lager, TOKEN, TILSTAND)
    (folder / ("0" * 64)).write_bytes(b"")
    (folder / "LESMEG").write_text("Sikkerhetskopieres ikke.")
    assert lager.rydd(NAA, 10) == 1
    assert (folder / "LESMEG").exists() and found(lager, TOKEN) == TILSTAND


def test_deleting_removes_the_file_at_once_and_a_second_time_changes_nothing(lager, folder) -> None:
    lager.slett(lager.plass(TOKEN))
    assert lager.rydd(NAA, 10) == 0 and not folder.exists()
    keep(lager, TOKEN, TILSTAND)
    for _ in range(2):
        lager.slett(lager.plass(TOKEN))
    assert list(folder.iterdir()) == []


# --- Whole, or as it was ---


KILLED = """
import os, signal
from datetime import datetime, timezone
from pathlib import Path
from bot.lagring import Samtalelager
lager = Samtalelager(Path({folder!r}), "h" * 32)
os.replace = lambda *names: os.kill(os.getpid(), signal.SIGKILL)
lager.lagre(lager.plass({token!r}), {{"tur": 2}}, datetime(2027, 1, 1, tzinfo=timezone.utc))
"""


def test_a_process_killed_while_saving_leaves_what_was_saved_before(lager: Samtalelager, folder: Path) -> None:
    keep(lager, TOKEN, {"tur": 1})
    script = KILLED.format(folder=str(folder), token=TOKEN)
    assert subprocess.run([sys.executable, "-c", script], cwd=ROOT, timeout=60).returncode == -signal.SIGKILL
    assert found(lager, TOKEN) == {"tur": 1}
    assert lager.rydd(NAA, 10) == 1 and len(list(folder.iterdir())) == 1


@pytest.mark.parametrize(
    ("where", "what", "number"),
    [(tempfile, "mkstemp", errno.EROFS), (os, "fdopen", errno.ENOSPC), (os, "replace", errno.EDQUOT)],
)
def test_when_the_disk_says_no_what_stood_there_stands_and_nothing_half_is_left(
    lager: Samtalelager, folder: Path, monkeypatch: pytest.MonkeyPatch, where: object, what: str, number: int
) -> None:
    keep(lager, TOKEN, {"tur": 1})

    def fails(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as full:
        full.setattr(where, what, fails)
        with pytest.raises(KanIkkeLagre):
            keep(lager, TOKEN, {"tur": 2})
    assert found(lager, TOKEN) == {"tur": 1} and len(list(folder.iterdir())) == 1


def test_a_folder_that_another_program_has_locked_is_told_and_reading_and_deleting_go_on(
    lager: Samtalelager, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mappe, "_VENT", 0.05)
    keep(lager, TOKEN, {"tur": 1})
    other = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(other, fcntl.LOCK_EX)
        with pytest.raises(KanIkkeLagre):
            keep(lager, TOKEN, {"tur": 2})
        with pytest.raises(KanIkkeSlette):
            lager.rydd(UTLOPER, 10)
        assert found(lager, TOKEN) == {"tur": 1}
        lager.slett(lager.plass(TOKEN))
    finally:
        os.close(other)
    assert list(folder.iterdir()) == []
    keep(lager, TOKEN, {"tur": 3})
    assert found(lager, TOKEN) == {"tur": 3}


def test_8_threads_saving_with_the_purge_running_lose_nothing(lager: Samtalelager) -> None:
    def talk(person: int) -> bool:
        for turn in range(30):
            keep(lager, f"{person}", {"person": person, "tur": turn})
            if found(lager, f"{person}") != {"person": person, "tur": turn}:
                return False
            lager.rydd(NAA, 100)
        return True

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(talk, range(8)))


@pytest.mark.parametrize(("extra", "fits"), [(0, True), (1, False)])
def test_a_state_may_be_8_mb_of_json_and_not_a_byte_more(lager: Samtalelager, extra: int, fits: bool) -> None:
    state = {"a": "b" * (samtalelager.MAKS_TILSTAND - len('{"a":""}') + extra)}
    if fits:
        keep(lager, TOKEN, state)
        assert found(lager, TOKEN) == state
    else:
        with pytest.raises(ForStor):
            keep(lager, TOKEN, state)


def test_a_file_above_2_mb_is_not_made(lager: Samtalelager, folder: Path) -> None:
    with pytest.raises(ForStor):
        keep(lager, TOKEN, {"a": os.urandom(samtalelager.MAKS_BYTE).hex()})
    assert not folder.exists()


def test_drafts_and_conversations_in_one_folder_never_open_one_another(lager: Samtalelager, folder: Path) -> None:
    kode, _ = Kodelager(folder, HEMMELIGHET, DOGN).lagre(TILSTAND, NAA)
    with pytest.raises(IkkeFunnet):
        found(lager, kode.replace("-", ""))
