"""Who is in a room: asked, invited, removed; what was done already is done."""

from __future__ import annotations

from care.matrix.http import MatrixError, MatrixHttp, path

_INSIST = 60.0
_IN = frozenset({"invite", "join"})
_OUT = frozenset({"leave", "ban", None})


async def membership_of(http: MatrixHttp, room_id: str, person: str) -> str | None:
    """`join`, `invite`, `leave`, `ban`; None for somebody who never was there.

    Raises MatrixError where we are not ourselves.
    """
    target = path("rooms", room_id, "state", "m.room.member", person)
    try:
        answer = await http.request("GET", target)
    except MatrixError as reason:
        if reason.status != 404:
            raise
        return None
    return str(answer.get("membership"))


async def invite(http: MatrixHttp, room_id: str, person: str, *, direct: bool = False) -> None:
    """Invite `person`, who sees a conversation of two when `direct`. Raises MatrixError."""
    try:
        if direct:
            target = path("rooms", room_id, "state", "m.room.member", person)
            content = {"membership": "invite", "is_direct": True}
            await http.request("PUT", target, content, insist=_INSIST)
        else:
            target = path("rooms", room_id, "invite")
            await http.request("POST", target, {"user_id": person}, insist=_INSIST)
    except MatrixError:
        if await membership_of(http, room_id, person) not in _IN:
            raise  # otherwise an earlier try arrived, and its answer did not


async def remove(http: MatrixHttp, room_id: str, person: str) -> None:
    """Have `person` out, invited or in. Raises MatrixError."""
    try:
        target = path("rooms", room_id, "kick")
        await http.request("POST", target, {"user_id": person}, insist=_INSIST)
    except MatrixError:
        if await membership_of(http, room_id, person) not in _OUT:
            raise
