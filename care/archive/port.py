"""What is asked of whoever can read the past of rooms, and of whoever can end them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from care.access.act import RoomKind
from care.matrix.past import PastEvent


@dataclass(frozen=True, slots=True)
class PastRoom:
    """A room of a circle that exists on the homeserver."""

    kind: RoomKind
    room_id: str


class History(Protocol):
    """The decrypted past of rooms."""

    def events(self, room_id: str) -> AsyncIterator[PastEvent]:
        """Everything that happened there, oldest first."""
        ...

    async def rooms(self) -> list[str]:
        """Every room that can be read."""
        ...

    async def attachment(self, content: Mapping[str, Any]) -> bytes:
        """The file that a decrypted content shows. Raises PermanentFailure when it is no more."""
        ...


class Eraser(Protocol):
    """Whoever can take things away from the homeserver; doing it again is harmless."""

    async def has_room(self, room_id: str) -> bool:
        """Whether the homeserver knows the room."""
        ...

    async def delete_room(self, room_id: str) -> None:
        """Take everybody out and delete every event."""
        ...

    async def delete_media(self, uri: str, senders: Collection[str]) -> bool:
        """Delete a file that one of `senders` uploaded; False when it is not theirs to delete."""
        ...
