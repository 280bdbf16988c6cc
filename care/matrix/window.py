"""What a handler may ask the homeserver while it prepares an answer."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from care.matrix.http import MatrixHttp
from care.matrix.media import get_file
from care.matrix.model import IncomingMessage
from care.matrix.rooms import RoomBook
from care.runtime.errors import TemporaryFailure
from care.runtime.outgoing import LARGEST_FILE

_FILES_AT_ONCE = 4


class Window:
    """Open while its account's session runs; raises TemporaryFailure when it is shut."""

    def __init__(self) -> None:
        self._view: tuple[MatrixHttp, RoomBook] | None = None
        self._files = asyncio.Semaphore(_FILES_AT_ONCE)

    @contextmanager
    def open_on(self, http: MatrixHttp, rooms: RoomBook) -> Iterator[None]:
        """See through it during the block."""
        self._view = http, rooms
        try:
            yield
        finally:
            self._view = None

    async def read_file(self, message: IncomingMessage, *, largest: int = LARGEST_FILE) -> bytes:
        """The file that `message` shows. Raises PermanentFailure for one that cannot be had."""
        http, _ = self._seen()
        async with self._files:
            return await get_file(http, message.content, largest=largest)

    async def joined_members(self, room_id: str) -> Mapping[str, str]:
        """Who is in a room of ours, by user id, with their shown name. Raises PermanentFailure."""
        _, rooms = self._seen()
        return dict((await rooms.view(room_id)).joined)

    def _seen(self) -> tuple[MatrixHttp, RoomBook]:
        if self._view is None:
            raise TemporaryFailure("no session")
        return self._view
