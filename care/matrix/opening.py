"""Opening conversations: one room per key, whatever is lost on the way.

The creation event carries a digest of the key. A creation whose answer never came is looked for
before another is asked for; a room that turns up later, nobody but us in it, is left.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Mapping
from typing import Any

import structlog
from sqlalchemy import Connection

from care.access.act import RoomKind
from care.access.encryption import ENCRYPTION
from care.access.power import power_levels
from care.access.room_kind import KIND_EVENT, render_kind
from care.matrix.http import Json, MatrixError, MatrixHttp, path
from care.matrix.membership import invite
from care.matrix.rooms import RoomBook
from care.matrix.sync_batch import RoomUpdate, read_sync
from care.runtime.errors import PermanentFailure
from care.runtime.logs import opaque
from care.runtime.memory import forget, recall, remember
from care.runtime.outgoing import OpenRoom
from care.runtime.rooms import OpenedRoom, bind_room, room_of
from care.runtime.worker import Worker

_CREATION_KEY = "fr.cercle.key"
_ASKED, _DOUBTFUL = "asked", "doubtful"
_log = structlog.get_logger()


class NotAllInvited(PermanentFailure):
    """The conversation is open, and the others invited: `people` cannot be."""

    def __init__(self, people: tuple[str, ...], first: MatrixError) -> None:
        super().__init__(f"not invited: {first}")
        self.people = people


class Opening:
    """Creates, binds, then invites: a room that a crash left unbound is seen by nobody."""

    def __init__(self, account: str, http: MatrixHttp, rooms: RoomBook, worker: Worker) -> None:
        self._account = account
        self._http = http
        self._rooms = rooms
        self._worker = worker

    async def find(self, key: str) -> OpenedRoom | None:
        """The conversation known as `key`, once it exists."""
        return await self._worker.transact(lambda c: room_of(c, self._account, key))

    async def open(self, wanted: OpenRoom) -> None:
        """Make sure of the conversation `wanted`; one that exists is completed with its people.

        Raises MatrixError when the homeserver refuses the room, NotAllInvited when it refuses some
        of the people.
        """
        opened = await self.find(wanted.key)
        if opened is None:
            room_id = await self._adopt(wanted.key) or await self._create(wanted)
            opened = await self._worker.transact(lambda c: self._bind(c, wanted, room_id))
        await self._settle_doubt(wanted.key)
        if not opened.left:
            await self._invite_all(opened.room_id, wanted)

    async def meet(self, update: RoomUpdate, *, restored: bool) -> None:
        """Take note of a room that we made: leave it when its key has another one.

        `restored`: our database is empty, and learns from the server which rooms it had.
        """
        digest = _made_for(update, self._account)
        if digest is None:
            return
        known = await self._worker.transact(
            lambda c: self._recall_made(c, digest, update.room_id if restored else None)
        )
        if known is not None and known != update.room_id:
            await self._leave_if_alone(update.room_id)

    async def _adopt(self, key: str) -> str | None:
        """The room that an earlier try, or an earlier database, made for `key`."""
        digest, account = _digest(key), self._account
        made = await self._worker.transact(lambda c: recall(c, account, f"made:{digest}"))
        if made is not None:
            return made
        asked = await self._worker.transact(lambda c: recall(c, account, f"creating:{digest}"))
        mark = _ASKED if asked is None else _DOUBTFUL
        await self._worker.transact(lambda c: remember(c, account, f"creating:{digest}", mark))
        return next(iter(await self._rooms_made_for(digest)), None) if asked else None

    async def _create(self, wanted: OpenRoom) -> str:
        # Never insisted on: the room may exist though the answer was lost. See _adopt.
        supreme = {} if await self._creators_are_supreme() else {self._account: 100}
        body = _creation(wanted, supreme)
        answer = await self._http.request("POST", path("createRoom"), body, insist=0)
        return str(answer["room_id"])

    def _bind(self, connection: Connection, wanted: OpenRoom, room_id: str) -> OpenedRoom:
        account, key = self._account, wanted.key
        opened = bind_room(connection, account, key, room_id, step_back=wanted.step_back)
        remember(connection, account, f"made:{_digest(key)}", opened.room_id)
        return opened

    async def _settle_doubt(self, key: str) -> None:
        """Leave what an unanswered creation made beside the room that we kept."""
        digest, account = _digest(key), self._account
        mark = await self._worker.transact(lambda c: recall(c, account, f"creating:{digest}"))
        if mark is None:
            return
        if mark == _DOUBTFUL:
            kept = await self._worker.transact(lambda c: recall(c, account, f"made:{digest}"))
            for room_id in await self._rooms_made_for(digest):
                if room_id != kept:
                    await self._leave_if_alone(room_id)
        await self._worker.transact(lambda c: forget(c, account, f"creating:{digest}"))

    async def _rooms_made_for(self, digest: str) -> list[str]:
        query = {"filter": _only_creations(), "timeout": "0"}
        answer = await self._http.request("GET", path("sync"), query=query, patience=120)
        rooms = read_sync(answer, self._account).joined
        return [room.room_id for room in rooms if _made_for(room, self._account) == digest]

    def _recall_made(self, connection: Connection, digest: str, found: str | None) -> str | None:
        name = f"made:{digest}"
        if found is not None and recall(connection, self._account, name) is None:
            remember(connection, self._account, name, found)
        return recall(connection, self._account, name)

    async def _leave_if_alone(self, room_id: str) -> None:
        try:
            view = await self._rooms.view(room_id)
            if view.people == [self._account]:
                await self._http.request("POST", path("rooms", room_id, "leave"), {})
        except MatrixError as reason:
            _log.info("already_out", room=opaque(room_id), why=str(reason))

    async def _invite_all(self, room_id: str, wanted: OpenRoom) -> None:
        view = await self._rooms.view(room_id)
        # Clients file a room of two under whoever invited: that is right only when we stay in it.
        is_ours = wanted.direct and not wanted.step_back and len(wanted.people) == 1
        refused: dict[str, MatrixError] = {}
        for person in wanted.people:
            if person not in view.people:
                try:
                    await invite(self._http, room_id, person, direct=is_ours)
                except MatrixError as reason:
                    if reason.status == 401:
                        raise
                    refused[person] = reason
        self._rooms.forget(room_id)  # what is said next is for the invited too
        if refused:
            raise NotAllInvited(tuple(refused), next(iter(refused.values())))

    async def _creators_are_supreme(self) -> bool:
        """Room version 12 and later: creators stand above power levels and may not be in them."""
        answer = await self._http.request("GET", path("capabilities"))
        version = answer["capabilities"].get("m.room_versions", {}).get("default", "1")
        return str(version).isdigit() and int(version) >= 12


def _only_creations() -> str:
    """A filter of its own: asked the same within minutes, Synapse repeats its old answer."""
    rooms = {
        "account_data": {"not_types": ["*"]},
        "ephemeral": {"not_types": ["*"]},
        "state": {"types": ["m.room.create"], "not_types": [secrets.token_hex(8)]},
        "timeline": {"limit": 1, "types": ["m.room.create"]},
    }
    nothing = {"not_types": ["*"]}
    return json.dumps({"presence": nothing, "account_data": nothing, "room": rooms})


def _creation(wanted: OpenRoom, supreme: dict[str, int]) -> Json:
    body: Json = {
        "preset": "private_chat",
        "visibility": "private",
        "creation_content": {_CREATION_KEY: _digest(wanted.key)},
        "initial_state": [_state("m.room.encryption", ENCRYPTION)],
    }
    if wanted.kind is RoomKind.CONVERSATION:
        users = dict.fromkeys(wanted.people, 100) | supreme
        body["power_level_content_override"] = {"users": users}
    else:
        body["power_level_content_override"] = power_levels(wanted.kind, supreme)
        body["initial_state"] += [
            _state(KIND_EVENT, render_kind(wanted.kind)),
            # Newcomers have no keys to the past: they are not shown what they cannot read.
            _state("m.room.history_visibility", {"history_visibility": "invited"}),
        ]
    return body if wanted.name is None else {**body, "name": wanted.name}


def _state(type_: str, content: Mapping[str, Any]) -> Json:
    return {"type": type_, "state_key": "", "content": dict(content)}


def _made_for(update: RoomUpdate, account: str) -> str | None:
    creation = update.creation
    digest = creation.get("content", {}).get(_CREATION_KEY)
    return digest if creation.get("sender") == account and isinstance(digest, str) else None


def _digest(key: str) -> str:
    return hashlib.sha256(f"cercle room {key}".encode()).hexdigest()[:32]
