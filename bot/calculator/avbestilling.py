"""When a visit must be cancelled at the latest, and whether one is billed."""

from __future__ import annotations

from datetime import datetime, timedelta

from .tabell import Avbestilling


def avbestillingsfrist(regel: Avbestilling, besok: datetime) -> datetime:
    """The deadline for cancelling a visit that begins at `besok` (local time)."""
    if regel.klokkeslett is None:
        return besok - timedelta(hours=float(regel.timer_foer or 0))
    return datetime.combine(besok.date() - timedelta(days=regel.dager_foer), regel.klokkeslett)


def faktureres(regel: Avbestilling | None, besok: datetime, avbestilt: datetime | None) -> bool | None:
    """Whether a visit cancelled at `avbestilt` is billed all the same; None when the page does not say.

    «Senest et døgn i forveien» includes the moment itself; «før klokken 15» does not. Never cancelled is billed.
    """
    if regel is None:
        return None
    if avbestilt is None:
        return True
    frist = avbestillingsfrist(regel, besok)
    return avbestilt >= frist if regel.klokkeslett else avbestilt > frist
