"""The link of the page where letters are decided of: asked in the triage room, given alone."""

from __future__ import annotations

from bots.engine.markup import Written, link, write
from bots.mailbox.house import House
from bots.mailbox.part import Answers, Part
from bots.mailbox.rooms import MailRoom
from bots.mailbox.texts import TEXTS
from care.accounts.store import account_of
from care.directory.spelling import fold
from care.letters.rules import check_in_team
from care.matrix.model import IncomingMessage
from care.pages.workflow import create_link
from care.runtime.errors import Refusal
from care.runtime.outgoing import Address, Say
from care.runtime.units import UnitOfWork

_WORDS = frozenset({"page", "pages", "ma page", "mes pages", "la page"})


class Paging(Part):
    """Gives the link: it opens the page to one person, and is written where they alone read."""

    def __init__(self, house: House) -> None:
        self._house = house

    def handle(
        self, work: UnitOfWork, message: IncomingMessage, room: MailRoom | None
    ) -> Answers | None:
        """Somebody asks for the page."""
        asked = fold(message.text.strip().removeprefix("!"))
        if room is MailRoom.LETTERS or asked not in _WORDS or not self._house.pages_url:
            return None
        user_id = message.sender.user_id
        try:
            check_in_team(self._house.seat.team, user_id, account_of(work.connection, user_id))
        except Refusal:
            return [_reply(message, write([TEXTS.say("page-team-only")]))]
        address = create_link(work, self._house.pages_url, user_id, "triage")
        told = write([TEXTS.say("page-link", page=link(address, address)), TEXTS.say("page-once")])
        if room is None:
            return [_reply(message, told)]
        alone = Say(Address(person=user_id), told.text, html=told.html)
        return [alone, _reply(message, write([TEXTS.say("page-sent")]))]


def _reply(message: IncomingMessage, written: Written) -> Say:
    return Say(
        Address(room_id=message.room_id),
        written.text,
        html=written.html,
        in_reply_to=message.event_id,
        thread=message.thread,
    )
