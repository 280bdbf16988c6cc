"""The practice programs that may read the directory, each by a key of its own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class SoftwareKey:
    """What is kept of a key: everything but the key. `queries` counts those of all time."""

    id: str
    name: str
    created_at: datetime
    revoked_at: datetime | None = None
    queries: int = 0
    last_day: date | None = None
