"""Opening the file that is to be sent, before the unit of work in which it is."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import replace

from bots.liaison.sending.desk import Source
from care.dispatches.model import File, Piece
from care.matrix.model import IncomingMessage
from care.matrix.reading import FILE_TYPES
from care.matrix.window import Window
from care.runtime.errors import PermanentFailure, Refusal

_KEPT = 4


class Fetcher:
    """Keeps the bytes of files for the messages that asked for them, a few at a time."""

    def __init__(self, window: Window) -> None:
        self._window = window
        self._fetched: OrderedDict[str, bytes | None] = OrderedDict()

    async def fetch(self, message: IncomingMessage, piece: Piece) -> None:
        """Open the file of `piece`, for `message`. Raises TemporaryFailure."""
        if piece.link is None or message.event_id in self._fetched:
            return
        shown = replace(message, content=piece.link)
        try:
            content: bytes | None = await self._window.read_file(shown)
        except PermanentFailure:
            content = None
        self._fetched[message.event_id] = content
        while len(self._fetched) > _KEPT:
            self._fetched.popitem(last=False)

    def take(self, event_id: str, piece: Piece | None) -> Source:
        """What `event_id` wants to send. Raises Refusal when its file could not be opened."""
        if piece is None or not piece.is_file:
            return Source(piece)
        content = self._fetched.get(event_id)
        if content is None:
            raise Refusal("dispatch-file-unreadable")
        return Source(piece, File(piece.name, piece.media_type, content))


def piece_of(message: IncomingMessage) -> Piece:
    """What `message` says or shows, as something that may be sent on."""
    content = message.content
    if str(content.get("msgtype")) not in FILE_TYPES:
        return Piece(message.event_id, message.sender.user_id, message.sent_at, message.text)
    body, name = str(content.get("body", "")), content.get("filename")
    caption = body if isinstance(name, str) and name != body else ""
    info = content.get("info")
    media_type = info.get("mimetype") if isinstance(info, dict) else None
    return Piece(
        message.event_id,
        message.sender.user_id,
        message.sent_at,
        caption,
        str(name) if isinstance(name, str) else body,
        str(media_type or "application/octet-stream"),
        dict(content),
    )
