"""Whether somebody is in a conversation, as one of our assistants that is in it sees it."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from time import monotonic
from typing import Protocol

from care.matrix.http import MatrixError, MatrixHttp, path

_REMEMBERED = 3.0
_MOST_ROOMS = 1000
_INSIST = 5.0


class Membership(Protocol):
    """Knows who is in a room."""

    async def is_member(self, user_id: str, room_id: str) -> bool:
        """Whether they are in it now, give or take a few seconds. Raises Unreachable."""
        ...


class AssistantsRooms:
    """Asks each assistant in turn, by the tokens that `tokens` reads: nobody else is needed.

    A room that no assistant is in has no members for us.
    """

    def __init__(
        self,
        base_url: str,
        tokens: Sequence[Callable[[], str | None]],
        now: Callable[[], float] = monotonic,
    ) -> None:
        self._base_url, self._tokens, self._now = base_url, tokens, now
        self._known: OrderedDict[str, tuple[float, frozenset[str]]] = OrderedDict()

    async def is_member(self, user_id: str, room_id: str) -> bool:
        at, members = self._known.get(room_id, (float("-inf"), frozenset()))
        if self._now() - at > _REMEMBERED:
            members = await self._ask(room_id)
            self._known[room_id] = (self._now(), members)
            self._known.move_to_end(room_id)
            if len(self._known) > _MOST_ROOMS:
                self._known.popitem(last=False)
        return user_id in members

    async def _ask(self, room_id: str) -> frozenset[str]:
        for read in self._tokens:
            token = read()
            http = MatrixHttp(self._base_url, token)
            try:
                if token is not None:
                    found = await http.request(
                        "GET", path("rooms", room_id, "joined_members"), insist=_INSIST
                    )
                    return frozenset(found.get("joined", {}))
            except MatrixError:
                continue
            finally:
                await http.close()
        return frozenset()
