"""The territory's directory: finds professionals, and opens encrypted conversations with them."""

from __future__ import annotations

from collections.abc import Iterable

from bots.directory.card import write_card
from bots.directory.commands import (
    Command,
    Contact,
    Help,
    More,
    Pick,
    Puzzle,
    Search,
    Thanks,
    Unknown,
    parse_command,
    question_in_group,
)
from bots.directory.markup import Written
from bots.directory.replies import Replies
from care.directory.answers import Card, Conversation, Invitation, Nobody, Page
from care.directory.dialogue import Asker
from care.directory.workflow import Directory
from care.matrix.model import IncomingMessage
from care.runtime.errors import Refusal
from care.runtime.outgoing import Address, OpenRoom, Outgoing, Say
from care.runtime.units import UnitOfWork

_GROUP_PREFIX = "!annuaire "
_TEXTUAL = frozenset({"m.text", "m.emote"})
_SILENT = frozenset({"m.notice"})

Answer = Page | Card | Nobody | Conversation | Invitation


class DirectoryBot:
    """Answers for `account` (its whole Matrix id): everything in a conversation of two, `!annuaire`
    in a group."""

    name = "directory"

    def __init__(self, account: str) -> None:
        self._account = account
        self._directory = Directory()

    def handle(self, work: UnitOfWork, message: IncomingMessage) -> Iterable[Outgoing]:
        """The answers to `message`; none when it is not for this bot."""
        command = self._understand(message)
        if command is None:
            return []
        prefix = "" if message.direct else _GROUP_PREFIX
        asker = Asker(self._account, message.room_id, message.sender.user_id)
        replies = Replies(prefix, self._directory.describe(work))
        try:
            answer = self._do(work, asker, command)
        except Refusal as refusal:
            return [_say(message, replies.refuse(refusal))]
        if isinstance(answer, Conversation):
            return [_room(answer), _say(message, replies.conversation(answer))]
        return [_say(message, _write(answer, command, prefix, replies))]

    def _understand(self, message: IncomingMessage) -> Command | None:
        kind = str(message.content.get("msgtype", "m.text"))
        if message.sender.user_id == self._account or kind in _SILENT:
            return None
        if kind not in _TEXTUAL:
            return Unknown(Puzzle.NOT_TEXT) if message.direct else None
        question = message.text if message.direct else question_in_group(message.text)
        if question is None:
            return None
        return parse_command(question if message.direct else question or "?")

    def _do(self, work: UnitOfWork, asker: Asker, command: Command) -> Answer | None:
        match command:
            case Search(text):
                return self._directory.find(work, asker, text)
            case Pick(number):
                return self._directory.open_card(work, asker, number)
            case Contact(number):
                return self._directory.contact(work, asker, number)
            case More():
                return self._directory.see_more(work, asker)
            case Help() | Thanks() | Unknown():
                return None


def _write(answer: Answer | None, command: Command, prefix: str, replies: Replies) -> Written:
    match answer:
        case Page():
            return replies.page(answer)
        case Card():
            return write_card(answer, prefix, replies)
        case Nobody():
            return replies.nobody(answer)
        case Invitation():
            return replies.invitation(answer)
        case _:
            return _write_words(command, replies)


def _write_words(command: Command, replies: Replies) -> Written:
    match command:
        case Unknown(puzzle):
            return replies.puzzle(puzzle)
        case Thanks():
            return replies.acknowledge()
        case _:
            return replies.explain_use()


def _say(message: IncomingMessage, written: Written) -> Say:
    return Say(
        Address(room_id=message.room_id),
        written.text,
        html=written.html,
        in_reply_to=None if message.direct else message.event_id,
    )


def _room(conversation: Conversation) -> OpenRoom:
    return OpenRoom(key=conversation.key, people=conversation.people, direct=True, step_back=True)
