"""What lies on the disk: nothing readable, nothing too long, nothing half; and what happens when the disk says no."""

import base64
import errno
import os
import signal
import subprocess
import sys
import tempfile
import zlib
from pathlib import Path

import pytest

from bot.lagring import Kodelager
from bot.lagring.feil import FeilKode, IkkeFunnet, KanIkkeHente, KanIkkeLagre, KanIkkeSlette
from bot.lagring.kode import les_kode, ny_kode

from .tilstander import ANNEN_HEMMELIGHET, DOGN, HEMMELIGHET, HVISKET, NAA, SEKUND, TILSTAND

ROOT = Path(__file__).parents[2]


@pytest.fixture
def mappe(tmp_path: Path) -> Path:
    return tmp_path / "koder"


@pytest.fixture
def lager(mappe: Path) -> Kodelager:
    return Kodelager(mappe, HEMMELIGHET, DOGN)


def everything_in(mappe: Path) -> bytes:
    return b"\n".join(fil.name.encode() + b"\n" + fil.read_bytes() for fil in mappe.rglob("*"))


def test_no_word_no_code_and_no_secret_stands_in_any_file_or_name(lager: Kodelager, mappe: Path) -> None:
    codes = [lager.lagre({**TILSTAND, "nummer": n}, NAA)[0] for n in range(50)]
    written = everything_in(mappe)
    assert written.count(b"BPAL") >= 50
    words = [HVISKET, "klarer_selv", "situasjon", "arbeidsleder", HEMMELIGHET]
    for word in words + codes + [les_kode(code) for code in codes]:
        for form in (word, word.lower(), word[::-1]):
            for encoding in ("utf-8", "utf-16-le", "latin-1"):
                data = form.encode(encoding)
                assert data not in written
                assert data.hex().encode() not in written
                assert base64.b64encode(data)[:-4] not in written
    for fil in mappe.iterdir():
        with pytest.raises(zlib.error):
            zlib.decompress(fil.read_bytes()[41:])


def test_the_folder_is_700_and_every_file_600_whatever_the_umask(lager: Kodelager, mappe: Path) -> None:
    before = os.umask(0)
    try:
        lager.lagre(TILSTAND, NAA)
    finally:
        os.umask(before)
    assert mappe.stat().st_mode & 0o777 == 0o700
    assert [fil.stat().st_mode & 0o777 for fil in mappe.iterdir()] == [0o600]


def test_a_folder_that_others_may_enter_is_refused_at_the_start(mappe: Path) -> None:
    mappe.mkdir(mode=0o700)
    Kodelager(mappe, HEMMELIGHET, DOGN)
    for mode in (0o710, 0o701, 0o755):
        mappe.chmod(mode)
        with pytest.raises(ValueError, match=f"has mode {mode:o}, make it 700"):
            Kodelager(mappe, HEMMELIGHET, DOGN)


def test_a_secret_of_31_characters_is_refused(mappe: Path) -> None:
    with pytest.raises(ValueError, match="has 31 characters"):
        Kodelager(mappe, "k" * 31, DOGN)


def test_the_purge_removes_the_file_itself_in_the_second_of_expiry_and_not_before(lager, mappe) -> None:
    kode, utloper = lager.lagre(TILSTAND, NAA)
    (stored,) = mappe.iterdir()
    assert lager.rydd(utloper - SEKUND) == 0
    assert stored.exists() and lager.hent(kode, utloper - SEKUND) == TILSTAND
    assert lager.rydd(utloper) == 1
    assert list(mappe.iterdir()) == []
    with pytest.raises(IkkeFunnet):
        lager.hent(kode, utloper)


def test_of_10_files_an_hour_apart_the_purge_after_28_hours_removes_5(lager: Kodelager, mappe: Path) -> None:
    codes = [lager.lagre({"time": n}, NAA + n * DOGN / 24)[0] for n in range(10)]
    at_28 = NAA + 28 * DOGN / 24
    assert lager.rydd(at_28) == 5
    assert [lager.hent(code, at_28) for code in codes[5:]] == [{"time": n} for n in range(5, 10)]
    assert lager.rydd(at_28) == 0
    assert lager.rydd(NAA + 33 * DOGN / 24) == 5 and list(mappe.iterdir()) == []


def test_the_purge_needs_no_key(lager: Kodelager, mappe: Path) -> None:
    lager.lagre(TILSTAND, NAA)
    stranger = Kodelager(mappe, ANNEN_HEMMELIGHET, 7 * DOGN)
    assert stranger.rydd(NAA + DOGN - SEKUND) == 0
    assert stranger.rydd(NAA + DOGN) == 1


def test_the_purge_removes_damaged_files_and_leaves_what_is_not_ours(lager: Kodelager, mappe: Path) -> None:
    kode, _ = lager.lagre(TILSTAND, NAA)
    (mappe / ("0" * 64)).write_bytes(b"")
    (mappe / ("1" * 64)).write_bytes(b"XXXX" + bytes(100))
    (mappe / "LESMEG").write_text("Sikkerhetskopieres ikke.")
    assert lager.rydd(NAA) == 2
    assert len(list(mappe.iterdir())) == 2 and lager.hent(kode, NAA) == TILSTAND


def test_there_is_nothing_to_purge_or_delete_before_anything_is_saved(lager: Kodelager, mappe: Path) -> None:
    assert lager.rydd(NAA) == 0
    with pytest.raises(IkkeFunnet):
        lager.slett(ny_kode(), NAA)
    assert not mappe.exists()


def test_deleting_removes_the_file_at_once_also_an_expired_one_and_a_second_time_there_is_none(
    lager: Kodelager, mappe: Path
) -> None:
    kept, _ = lager.lagre({"hvem": "barn"}, NAA)
    kode, _ = lager.lagre(TILSTAND, NAA)
    expired, _ = lager.lagre(TILSTAND, NAA - 7 * DOGN)
    lager.slett(expired, NAA)
    lager.slett(kode.lower(), NAA)
    with pytest.raises(IkkeFunnet):
        lager.slett(kode, NAA)
    assert len(list(mappe.iterdir())) == 1 and lager.hent(kept, NAA) == {"hvem": "barn"}
    with pytest.raises(IkkeFunnet):
        lager.hent(kode, NAA)
    with pytest.raises(FeilKode):
        lager.slett("../../etc/passwd", NAA)


KILLED = """
import os, signal
from datetime import datetime, timedelta, timezone
from pathlib import Path
from bot.lagring import Kodelager
os.replace = lambda *names: os.kill(os.getpid(), signal.SIGKILL)
Kodelager(Path({mappe!r}), "h" * 32, timedelta(hours=24)).lagre({{}}, datetime(2026, 11, 21, tzinfo=timezone.utc))
"""


def test_a_process_killed_while_saving_leaves_nothing_that_the_purge_does_not_take(lager, mappe) -> None:
    kode, _ = lager.lagre(TILSTAND, NAA)
    ended = subprocess.run([sys.executable, "-c", KILLED.format(mappe=str(mappe))], cwd=ROOT, timeout=60)
    assert ended.returncode == -signal.SIGKILL
    assert len(list(mappe.iterdir())) == 2
    assert lager.rydd(NAA) == 1
    assert len(list(mappe.iterdir())) == 1 and lager.hent(kode, NAA) == TILSTAND


@pytest.mark.parametrize(
    ("where", "what", "number"),
    [
        (tempfile, "mkstemp", errno.EROFS),
        (os, "fsync", errno.ENOSPC),
        (os, "fsync", errno.EIO),
        (os, "replace", errno.EDQUOT),
    ],
)
def test_a_full_or_read_only_disk_is_told_and_nothing_half_is_left(
    lager: Kodelager, mappe: Path, monkeypatch: pytest.MonkeyPatch, where: object, what: str, number: int
) -> None:
    kode, _ = lager.lagre(TILSTAND, NAA)

    def fails(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(where, what, fails)
    with pytest.raises(KanIkkeLagre) as caught:
        lager.lagre({"hvem": "barn"}, NAA)
    monkeypatch.undo()
    assert str(caught.value) == "lagring_kan_ikke_lagre"
    assert len(list(mappe.iterdir())) == 1 and lager.hent(kode, NAA) == TILSTAND


def test_a_disk_that_fails_after_the_rename_leaves_no_file_without_a_code(lager, mappe, monkeypatch) -> None:
    calls = []
    fsync = os.fsync

    def second_fails(number: int) -> None:
        calls.append(number)
        if len(calls) == 2:
            raise OSError(errno.EIO, "")
        fsync(number)

    monkeypatch.setattr(os, "fsync", second_fails)
    with pytest.raises(KanIkkeLagre):
        lager.lagre(TILSTAND, NAA)
    assert list(mappe.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "fil").write_text("")
    lager = Kodelager(tmp_path / "fil" / "koder", HEMMELIGHET, DOGN)
    with pytest.raises(KanIkkeLagre):
        lager.lagre(TILSTAND, NAA)


def test_a_file_that_cannot_be_read_is_told_and_not_counted_as_a_guess(lager: Kodelager, mappe: Path) -> None:
    kode, _ = lager.lagre(TILSTAND, NAA)
    (stored,) = mappe.iterdir()
    stored.unlink()
    stored.mkdir()
    for _ in range(20):
        with pytest.raises(KanIkkeHente):
            lager.hent(kode, NAA)


def test_one_file_that_cannot_be_removed_is_told_after_the_others_are_gone(lager: Kodelager, mappe: Path) -> None:
    kode, utloper = lager.lagre(TILSTAND, NAA)
    (stuck,) = mappe.iterdir()
    stuck.unlink()
    stuck.mkdir()
    for _ in range(3):
        lager.lagre(TILSTAND, NAA)
    with pytest.raises(KanIkkeSlette):
        lager.rydd(utloper)
    assert list(mappe.iterdir()) == [stuck]
    with pytest.raises(KanIkkeSlette):
        lager.slett(kode, NAA)


def test_what_was_saved_on_a_disk_that_is_now_read_only_can_still_be_read(lager, monkeypatch) -> None:
    kode, _ = lager.lagre(TILSTAND, NAA)

    def fails(*_: object, **__: object) -> None:
        raise OSError(errno.EROFS, "")

    for name in ("fsync", "replace", "unlink", "mkdir"):
        monkeypatch.setattr(os, name, fails)
    assert lager.hent(kode, NAA) == TILSTAND
