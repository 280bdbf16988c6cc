"""Looking into a room's past: what we said already, what was said while we were away."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime, timedelta

from care.matrix.decryption import KeyMissing, Malformed, NotTrusted
from care.matrix.http import Json, MatrixHttp, path
from care.matrix.machine import Machine
from care.matrix.sync_batch import HISTORY_FILTER

_CLOCKS_APART = timedelta(minutes=10)
_PAGE = "100"


async def pages_back(
    http: MatrixHttp, room_id: str, start: str | None, end: str | None = None
) -> AsyncIterator[list[Json]]:
    """Pages of events from the token `start` (None: now) back to `end`, newest first."""
    query = {"dir": "b", "limit": _PAGE, "filter": HISTORY_FILTER}
    if end is not None:
        query["to"] = end
    while True:
        if start is not None:
            query["from"] = start
        answer = await http.request("GET", path("rooms", room_id, "messages"), query=query)
        yield answer.get("chunk", [])
        start = answer.get("end")
        if start is None:
            return


async def find_own_event(
    http: MatrixHttp, machine: Machine, room_id: str, mark: str, value: str, since: datetime
) -> str | None:
    """The event of ours, not older than `since`, whose content carries `mark` with `value`."""
    oldest = (since - _CLOCKS_APART).timestamp() * 1000
    async for page in pages_back(http, room_id, None):
        for event in page:
            if own_content(machine, room_id, event).get(mark) == value:
                return str(event["event_id"])
        if not page or page[-1].get("origin_server_ts", 0) < oldest:
            return None
    return None


def own_content(machine: Machine, room_id: str, event: Json) -> Json:
    """What we said in `event`; empty when it is not ours or cannot be read."""
    if event.get("sender") != machine.olm.user_id or event.get("type") != "m.room.encrypted":
        return {}
    try:
        return machine.decrypt(room_id, event).content
    except (KeyMissing, NotTrusted, Malformed):
        return {}
