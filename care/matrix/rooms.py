"""Who is in which room, learnt when first needed and kept true by `/sync`."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from care.matrix.http import Json, MatrixError, MatrixHttp, path
from care.matrix.sync_batch import RoomUpdate


@dataclass
class RoomView:
    """A room as we see it: people in it or invited to it, by user id, with their shown name."""

    encrypted: bool = False
    joined: dict[str, str] = field(default_factory=dict)
    invited: dict[str, str] = field(default_factory=dict)

    @property
    def people(self) -> list[str]:
        """Everybody who may read what is said next."""
        return [*self.joined, *self.invited]

    @property
    def is_direct(self) -> bool:
        """Whether only one other person is here."""
        return len(self.joined) + len(self.invited) == 2

    def note_member(self, event: Json) -> None:
        """Take in one membership event."""
        user_id = event["state_key"]
        content = event.get("content", {})
        self.joined.pop(user_id, None)
        self.invited.pop(user_id, None)
        name = str(content.get("displayname") or "")
        if content.get("membership") == "join":
            self.joined[user_id] = name
        elif content.get("membership") == "invite":
            self.invited[user_id] = name


class RoomBook:
    """The rooms that something was said in since we started; the others cost nothing."""

    def __init__(self, http: MatrixHttp) -> None:
        self._http = http
        self._views: dict[str, RoomView] = {}
        self._locks: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._missed: dict[str, list[Json]] = {}
        self._outdated: set[str] = set()

    async def view(self, room_id: str) -> RoomView:
        """The room as it is now. Raises MatrixError when we are not in it."""
        async with self._locks[room_id]:
            while room_id not in self._views:
                self._outdated.discard(room_id)
                view = await self._load(room_id)
                if room_id not in self._outdated:
                    self._views[room_id] = view
            return self._views[room_id]

    def apply(self, update: RoomUpdate) -> None:
        """Take in what `/sync` says of a room; nothing to do for one that nobody asked about."""
        if update.limited:
            # Who came and left in the gap is not told: members are loaded lazily.
            self.forget(update.room_id)
        view = self._views.get(update.room_id)
        for event in update.members():
            if view is not None:
                view.note_member(event)
            elif update.room_id in self._missed:
                self._missed[update.room_id].append(event)
        if any(event["type"] == "m.room.encryption" for event in _all(update)):
            self._outdated.add(update.room_id)  # whoever is just asking may have been told no
            if view is not None:
                view.encrypted = True

    def forget(self, room_id: str) -> None:
        """Ask again when it is needed: we left it, or missed a part of it."""
        self._views.pop(room_id, None)
        self._outdated.add(room_id)

    async def _load(self, room_id: str) -> RoomView:
        # Changes that /sync reports while we ask are kept and applied on top of the answer.
        self._missed[room_id] = []
        try:
            members, encrypted = await asyncio.gather(
                self._http.request(
                    "GET", path("rooms", room_id, "members"), query={"not_membership": "leave"}
                ),
                self._is_encrypted(room_id),
            )
        finally:
            missed = self._missed.pop(room_id, [])
        view = RoomView(encrypted)
        for event in [*members.get("chunk", []), *missed]:
            view.note_member(event)
        return view

    async def _is_encrypted(self, room_id: str) -> bool:
        try:
            await self._http.request("GET", path("rooms", room_id, "state", "m.room.encryption"))
        except MatrixError as error:
            if error.status == 404:
                return False
            raise
        return True


def _all(update: RoomUpdate) -> Iterable[Json]:
    return [*update.state, *update.timeline]
