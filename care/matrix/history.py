"""What was said to us in a room before we listened to it."""

from __future__ import annotations

from collections.abc import AsyncIterator

from care.matrix.handling import failure_cause, handling_cause
from care.matrix.http import Json, MatrixHttp
from care.matrix.lookback import own_mark, pages_back
from care.matrix.sync_batch import RoomUpdate, events_for_us, history_filter, is_invitation
from care.runtime.units import derive_transaction_id

_PAGES_NEVER_READ = 5
_RANKS = 4  # the first thing sent for a message need not be an event in its room


class History:
    """Reads rooms backwards, as far as what is ours to answer can reach."""

    def __init__(self, account: str, http: MatrixHttp, *, attentive: bool) -> None:
        self._account = account
        self._http = http
        self._attentive = attentive

    async def since_invitation(self, update: RoomUpdate) -> list[Json]:
        """For a room that we have just joined: what was said since we were invited to it."""
        newest_first = list(reversed(update.timeline))
        pages = self._pages_back(update)
        while not any(is_invitation(event, self._account) for event in newest_first):
            page = await anext(pages, None)
            if page is None:
                break
            newest_first.extend(page)
        return self._ours(newest_first)

    async def unanswered(self, update: RoomUpdate) -> list[Json]:
        """Without a token: what came after our read receipt and has no answer of ours yet."""
        newest_first = list(reversed(update.timeline))
        if update.limited:
            pages, read = self._pages_back(update), 0
            while not self._reaches(update, newest_first):
                page = await anext(pages, None)
                if page is None or (update.receipt is None and read == _PAGES_NEVER_READ):
                    break
                newest_first.extend(page)
                read += 1
        said = {own_mark(event, self._account) for event in newest_first}
        unread = self._ours(_until(newest_first, update.receipt))
        return [event for event in unread if not said.intersection(self._answers(event))]

    def _pages_back(self, update: RoomUpdate) -> AsyncIterator[list[Json]]:
        types = history_filter(attentive=self._attentive)
        return pages_back(self._http, update.room_id, update.prev_batch, types)

    def _ours(self, newest_first: list[Json]) -> list[Json]:
        oldest_first = list(reversed(newest_first))
        return events_for_us(oldest_first, self._account, attentive=self._attentive)

    def _reaches(self, update: RoomUpdate, events: list[Json]) -> bool:
        return any(
            event.get("event_id") == update.receipt or is_invitation(event, self._account)
            for event in events
        )

    def _answers(self, event: Json) -> set[str]:
        """The transaction ids of what we would have answered to `event`."""
        account, event_id = self._account, str(event["event_id"])
        causes = handling_cause(account, event_id), failure_cause(account, event_id)
        return {derive_transaction_id(account, c, rank) for c in causes for rank in range(_RANKS)}


def _until(newest_first: list[Json], event_id: str | None) -> list[Json]:
    """The events newer than `event_id`; all when it is not among them."""
    ids = [event.get("event_id") for event in newest_first]
    return newest_first[: ids.index(event_id)] if event_id in ids else newest_first
