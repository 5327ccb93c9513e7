"""How many wrong codes may be tried: so many in a row, then one more each time some time has passed."""

from __future__ import annotations

import math
import threading
from dataclasses import dataclass
from datetime import datetime, timedelta

from .feil import ForMangeForsok

_INGEN_TID = timedelta()


@dataclass(frozen=True)
class Takt:
    """`antall` tries at once; a used one comes back after each `pause`."""

    antall: int
    pause: timedelta

    @property
    def full(self) -> timedelta:
        return self.antall * self.pause


@dataclass
class _Botte:
    """A token bucket that counts in time instead of tokens, so that parts of one are exact: a try costs a pause."""

    takt: Takt
    sist: datetime
    innhold: timedelta

    def fyll(self, naa: datetime) -> None:
        # Threads may come with their times in another order; one that goes back must not fill the same time twice.
        self.innhold = min(self.takt.full, self.innhold + max(naa - self.sist, _INGEN_TID))
        self.sist = max(naa, self.sist)


class Struping:
    """Token buckets for each caller and for all together, in this process's memory, by the times given. Thread-safe."""

    def __init__(
        self,
        per_kaller: Takt = Takt(10, timedelta(minutes=1)),
        samlet: Takt = Takt(1000, timedelta(seconds=1)),
    ) -> None:
        self._takter = (per_kaller, samlet)
        self._laas = threading.Lock()
        # None is everybody together.
        self._botter: dict[str | None, _Botte] = {}

    def bruk(self, kaller: str, naa: datetime) -> None:
        """Take one try. Raises ForMangeForsok (`sekunder` until there is one) and takes nothing when there is none."""
        with self._laas:
            if len(self._botter) > self._takter[1].antall:
                self._glem_fulle(naa)
            botter = [
                self._botter.setdefault(hvem, _Botte(takt, naa, takt.full))
                for hvem, takt in zip((kaller, None), self._takter, strict=True)
            ]
            for botte in botter:
                botte.fyll(naa)
            mangler = max(botte.takt.pause - botte.innhold for botte in botter)
            if mangler > _INGEN_TID:
                raise ForMangeForsok(sekunder=math.ceil(mangler.total_seconds()))
            for botte in botter:
                botte.innhold -= botte.takt.pause

    def gi_tilbake(self, kaller: str) -> None:
        """Undo one `bruk`: the try was no wrong guess."""
        with self._laas:
            for hvem in (kaller, None):
                if botte := self._botter.get(hvem):
                    botte.innhold = min(botte.takt.full, botte.innhold + botte.takt.pause)

    def _glem_fulle(self, naa: datetime) -> None:
        for hvem, botte in list(self._botter.items()):
            botte.fyll(naa)
            if botte.innhold == botte.takt.full:
                del self._botter[hvem]
