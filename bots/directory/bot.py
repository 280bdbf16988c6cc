"""The territory's directory: finds professionals, and opens encrypted conversations with them."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from bots.directory.answering import Desk
from bots.directory.commands import Command, Puzzle, Unknown, parse_command, question_in_group
from bots.directory.replies import Replies
from care.directory.dialogue import Asker
from care.directory.elsewhere import NationalSearch
from care.directory.own_profile import OwnProfile
from care.directory.workflow import Directory
from care.matrix.model import IncomingMessage
from care.matrix.reading import FILE_TYPES, TEXT_TYPES
from care.protocols.model import Protocol
from care.protocols.store import is_named
from care.protocols.workflow import note_protocol
from care.runtime.errors import Refusal
from care.runtime.outgoing import Address, Outgoing, Say
from care.runtime.units import UnitOfWork

_GROUP_PREFIX = "!annuaire "
_SILENT = frozenset({"m.notice"})


class DirectoryBot:
    """Answers for `account` (its whole Matrix id): everything in a conversation of two, `!annuaire`
    in a group. What is posted in `protocol_rooms` is found again by its words.

    `national` searches beyond the territory.
    """

    name = "directory"

    def __init__(
        self,
        account: str,
        *,
        national: NationalSearch | None = None,
        protocol_rooms: Collection[str] = (),
    ) -> None:
        self._account = account
        self._directory = Directory(national)
        self._own = OwnProfile(self._directory)
        self._protocol_rooms = frozenset(protocol_rooms)

    def handle(self, work: UnitOfWork, message: IncomingMessage) -> Iterable[Outgoing]:
        """The answers to `message`; none when it is not for this bot."""
        command = self._understand(message)
        if command is None:
            self._note_protocol(work, message)
            return []
        prefix = "" if message.direct else _GROUP_PREFIX
        asker = Asker(self._account, message.room_id, message.sender.user_id, message.direct)
        replies = Replies(prefix, self._directory.describe(work))
        desk = Desk(work, self._directory, self._own, asker, message, replies, prefix)
        try:
            # Whatever a refused story began is undone with it.
            with work.connection.begin_nested():
                return desk.answer(command)
        except Refusal as refusal:
            written = replies.refuse(refusal)
            reply_to = None if message.direct else message.event_id
            to = Address(room_id=message.room_id)
            return [Say(to, written.text, html=written.html, in_reply_to=reply_to)]

    def _understand(self, message: IncomingMessage) -> Command | None:
        kind = str(message.content.get("msgtype", "m.text"))
        if message.sender.user_id == self._account or kind in _SILENT:
            return None
        if kind not in TEXT_TYPES:
            return Unknown(Puzzle.NOT_TEXT) if message.direct else None
        question = message.text if message.direct else question_in_group(message.text)
        if question is None:
            return None
        return parse_command(question if message.direct else question or "?")

    def _note_protocol(self, work: UnitOfWork, message: IncomingMessage) -> None:
        kind = str(message.content.get("msgtype", "m.text"))
        if message.direct or message.sender.user_id == self._account:
            return
        if kind not in TEXT_TYPES | FILE_TYPES or not self._is_protocol_room(work, message.room_id):
            return
        posted = Protocol(
            event_id=message.event_id,
            room_id=message.room_id,
            title=message.text,
            words=str(message.content.get("filename", "")),
            author=message.sender.display_name,
            posted_at=message.sent_at,
            is_file=kind in FILE_TYPES,
        )
        note_protocol(work, posted)

    def _is_protocol_room(self, work: UnitOfWork, room_id: str) -> bool:
        return room_id in self._protocol_rooms or is_named(work.connection, room_id)
