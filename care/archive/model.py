"""How long rooms are kept, what stops their end, and how far an end has come."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from care.access.act import RoomKind
from care.circles.model import CircleId


@dataclass(frozen=True, slots=True)
class Keeping:
    """For how many months after its closing a circle's room is kept; 0: for ever."""

    circle_months: int = 12
    professionals_months: int = 12

    def months(self, kind: RoomKind) -> int:
        """The time of a kind of room."""
        return self.circle_months if kind is RoomKind.CIRCLE else self.professionals_months


@dataclass(frozen=True, slots=True)
class Hold:
    """Nothing of the circle may go as long as this stands (a complaint, an expert's report)."""

    circle: CircleId
    since: datetime
    reason: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class KeptRoom:
    """A room of a circle: its kind, the key our processes know it by, its Matrix id."""

    kind: RoomKind
    key: str
    room_id: str | None


@dataclass(frozen=True, slots=True)
class Due:
    """A circle whose time is over. `whole`: all of it, not only some of its rooms."""

    circle: CircleId
    rooms: tuple[KeptRoom, ...]
    whole: bool


@dataclass(frozen=True, slots=True)
class Media:
    """A file on the homeserver, and who showed it in a room that ends."""

    uri: str
    sender: str


@dataclass(frozen=True, slots=True)
class Purge:
    """The end of a circle, or of some of its rooms, until it is over. Moments are of steps done.

    `listed_at`: the files of its rooms are known, and kept in the archive when there is one.
    `doomed_at`: our own rows are gone; from here on it can only be finished.
    """

    number: int
    due: Due
    begun_at: datetime
    archive: str | None = None
    digest: str | None = None
    media: tuple[Media, ...] = ()
    listed_at: datetime | None = None
    doomed_at: datetime | None = None
    rooms_gone_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Tombstone:
    """What stays of a circle: that it was, and when."""

    circle: CircleId
    opened_at: datetime
    closed_at: datetime | None
    purged_at: datetime
