"""Looking into a room's past: what we said already, what was said while we were away."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime, timedelta

from care.matrix.http import Json, MatrixHttp, path
from care.matrix.sync_batch import history_filter

# Beside the ciphertext, so that it is found even when keys were lost. It tells the homeserver
# nothing: it is the transaction id that the homeserver was given.
MARK = "fr.cercle.id"
_CLOCKS_APART = timedelta(minutes=10)
_PAGE = "100"


async def pages_back(
    http: MatrixHttp, room_id: str, start: str | None = None, types: str | None = None
) -> AsyncIterator[list[Json]]:
    """Pages of events from the token `start` (None: now) to the room's beginning, newest first.

    `types`: a `history_filter`.
    """
    async for page in _pages(http, room_id, {"dir": "b"}, start, types):
        yield page


async def pages_between(
    http: MatrixHttp, room_id: str, start: str, end: str, types: str | None = None
) -> AsyncIterator[list[Json]]:
    """Pages of events from the sync token `start` to the token `end`, oldest first."""
    async for page in _pages(http, room_id, {"dir": "f", "to": end}, start, types):
        yield page


async def _pages(
    http: MatrixHttp, room_id: str, query: dict[str, str], start: str | None, types: str | None
) -> AsyncIterator[list[Json]]:
    query = {**query, "limit": _PAGE, "filter": types or history_filter()}
    while True:
        if start is not None:
            query["from"] = start
        answer = await http.request("GET", path("rooms", room_id, "messages"), query=query)
        chunk, start = answer.get("chunk", []), answer.get("end")
        if chunk:
            yield chunk
        if start is None or (not chunk and query.get("from") == start):
            return


async def find_own_event(
    http: MatrixHttp, account: str, room_id: str, transaction_id: str, since: datetime
) -> str | None:
    """The event, not older than `since`, that `account` sent as `transaction_id`."""
    oldest = (since - _CLOCKS_APART).timestamp() * 1000
    async for page in pages_back(http, room_id):
        for event in page:
            if own_mark(event, account) == transaction_id:
                return str(event["event_id"])
        if page[-1].get("origin_server_ts", 0) < oldest:
            return None
    return None


def own_mark(event: Json, account: str) -> str | None:
    """The transaction id of `event`, when `account` sent it."""
    mark = event.get("content", {}).get(MARK)
    return mark if event.get("sender") == account and isinstance(mark, str) else None
