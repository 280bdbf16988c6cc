"""How many people without a common room somebody invited in a day, counted in Synapse's tables.

Nothing is kept here: the count holds across processes and restarts.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from care.access.act import Act
from care.access.rules import can_do, check_may
from policies.territory import Territory

_DAY = 24 * 3600 * 1000

#: Who was invited where.
Invitation = tuple[str, str]


class Strangers:
    """The daily limit of invitations to people whom the inviter shares no room with."""

    def __init__(self, territory: Territory) -> None:
        self._territory = territory

    async def check_invited(self, inviter: str, invited: Iterable[str]) -> None:
        """Raises AccessRefused when these would be too many in one day; once each is counted."""
        kind = self._territory.kind(inviter)
        if can_do(kind, Act.INVITE_STRANGERS):
            return
        api, limit = self._territory.api, self._territory.settings.unknown_invitations_per_day
        since = api.get_current_time_msec() - _DAY
        met = await api.run_db_interaction(
            "cercle_strangers", _count_strangers, inviter, frozenset(invited), since
        )
        if met > limit:
            check_may(kind, Act.INVITE_STRANGERS)


def _count_strangers(transaction: Any, inviter: str, invited: frozenset[str], since: int) -> int:
    """Strangers invited since then, with those about to be; 0 when none of these is a stranger.

    A room that somebody was invited to by the inviter that very day makes no acquaintance.
    """
    sent = _sent_since(transaction, inviter, _first_since(transaction, since))

    def is_stranger(person: str) -> bool:
        rooms = _common_rooms(transaction, inviter, person)
        return not rooms - {room for invitee, room in sent if invitee == person}

    if not any(is_stranger(person) for person in invited):
        return 0
    return sum(is_stranger(person) for person in invited | {invitee for invitee, _ in sent})


def _first_since(transaction: Any, since: int) -> int:
    """The first place in the stream received since then: by halves, since no index knows times."""
    transaction.execute("SELECT MAX(stream_ordering) FROM events")
    low, high = 0, (transaction.fetchone()[0] or 0) + 1
    while low < high:
        middle = (low + high) // 2
        transaction.execute(
            "SELECT received_ts FROM events WHERE stream_ordering <= ?"
            " ORDER BY stream_ordering DESC LIMIT 1",
            (middle,),
        )
        before = transaction.fetchone()
        if before is None or before[0] < since:
            low = middle + 1
        else:
            high = middle
    return low


def _sent_since(transaction: Any, inviter: str, first: int) -> set[Invitation]:
    transaction.execute(
        "SELECT user_id, room_id FROM room_memberships"
        " WHERE event_stream_ordering >= ? AND sender = ? AND membership = 'invite'",
        (first, inviter),
    )
    return {(invitee, room) for invitee, room in transaction}


def _common_rooms(transaction: Any, one: str, other: str) -> set[str]:
    transaction.execute(
        "SELECT mine.room_id FROM current_state_events AS mine"
        " JOIN current_state_events AS theirs ON theirs.room_id = mine.room_id"
        " WHERE mine.type = 'm.room.member' AND theirs.type = 'm.room.member'"
        " AND mine.membership = 'join' AND theirs.membership = 'join'"
        " AND mine.state_key = ? AND theirs.state_key = ?",
        (one, other),
    )
    return {room for (room,) in transaction}
