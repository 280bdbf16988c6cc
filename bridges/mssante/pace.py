"""How patient and how greedy the bridge is; the defaults are for real operators."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from bridges.mssante.imap.client import IDLE_SECONDS, PATIENCE


@dataclass(frozen=True, slots=True)
class Pace:
    """`look`: between two looks at our own tables; `poll`: at a server that cannot tell by itself.

    `doubt`: how long the proof that a mail was taken may be on its way. `longest`: bytes of a mail
    that is read at all (the operators' own limits are lower). `reserve`: bytes that must stay free
    on our disk, so that what is there can still be answered, and told.
    """

    patience: float = PATIENCE
    idle: float = IDLE_SECONDS
    poll: float = 30.0
    look: float = 1.0
    doubt: timedelta = timedelta(minutes=10)
    longest: int = 40_000_000
    batch_mails: int = 16
    batch_bytes: int = 8_000_000
    slowest_pause: float = 60.0
    reserve: int = 500_000_000
