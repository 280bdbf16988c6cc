"""What may be erased from a room, and until when."""

from __future__ import annotations

from typing import Any

from care.access.act import Answer
from care.access.erasure import Erased, check_erasure
from care.access.people import Kind
from policies.territory import Territory

_HOUR = 3600 * 1000


class Erasures:
    """Redactions, compared with what they erase."""

    def __init__(self, territory: Territory) -> None:
        self._territory = territory

    async def check(self, kind: Kind, redaction: Any, met: frozenset[Answer]) -> None:
        """Raises AccessRefused when this may not be erased, or not any more.

        The erased event is named in the content since room version 11, beside it before: whichever
        way the redaction is written, all that it names is looked at.
        """
        room_id: str = redaction.room_id
        room = await self._territory.rooms.of(room_id)
        window = self._territory.settings.redaction_window_hours * _HOUR
        now = self._territory.api.get_current_time_msec()
        for event_id in {redaction.content.get("redacts"), redaction.get("redacts")} - {None}:
            found: Erased | None = await self._territory.api.run_db_interaction(
                "cercle_erased", _find, room_id, str(event_id), now
            )
            check_erasure(kind, redaction.sender, found, room, window, met)


def _find(transaction: Any, room_id: str, event_id: str, now: int) -> Erased | None:
    transaction.execute(
        "SELECT type, state_key, sender, received_ts FROM events"
        " WHERE event_id = ? AND room_id = ?",
        (event_id, room_id),
    )
    found = transaction.fetchone()
    if found is None:
        return None
    event_type, state_key, sender, received = found
    return Erased(event_type, state_key is not None, sender, now - received)
