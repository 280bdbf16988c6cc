"""« classer », said of a mail that answers what left from a circle: it is filed there."""

from __future__ import annotations

from bots.mailbox.house import House
from bots.mailbox.part import Answers, Part
from bots.mailbox.rooms import MailRoom
from bots.mailbox.triage.replies import refuse
from care.directory.spelling import fold
from care.letters.deciding import Decider
from care.letters.model import Letter, LetterKind
from care.letters.returning import file_words
from care.letters.store import letter_of_message, letters_of_thread
from care.letters.threads import thread_of_message
from care.matrix.model import IncomingMessage
from care.runtime.errors import Refusal
from care.runtime.outbox import transaction_of
from care.runtime.outgoing import Address, React, Say
from care.runtime.units import UnitOfWork

WORDS = frozenset(
    {"classer", "classe", "classez", "classer dans le cercle", "ranger", "ranger dans le cercle"}
)
_DONE = "✅"


class Filing(Part):
    """Files answers for the team of the mailbox of `house`."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._office = house.office

    def handle(
        self, work: UnitOfWork, message: IncomingMessage, room: MailRoom | None
    ) -> Answers | None:
        """The one word, in reply to such a mail or in its thread; else it is for others."""
        if room is not MailRoom.LETTERS or fold(message.text.removeprefix("!")) not in WORDS:
            return None
        letter = self._letter(work, message)
        if letter is None:
            return None
        try:
            # Whatever a refused story began is undone with it.
            with work.connection.begin_nested():
                file_words(work, self._office, Decider(message.sender.user_id), letter.number)
        except Refusal as refusal:
            written = refuse(refusal)
            return [
                Say(
                    Address(room_id=message.room_id),
                    written.text,
                    html=written.html,
                    notice=True,
                    in_reply_to=message.event_id,
                    thread=message.thread,
                )
            ]
        # The letter's own message says it, edited in place.
        return [React(Address(room_id=message.room_id), message.event_id, _DONE)]

    def _letter(self, work: UnitOfWork, message: IncomingMessage) -> Letter | None:
        """The mail that is replied to; in a thread, the last one that answers a circle."""
        connection, mailbox = work.connection, self._house.seat.address
        event = message.thread or message.in_reply_to
        sent = transaction_of(connection, self._house.account, event) if event else None
        if message.thread is None:
            letter = letter_of_message(connection, work.keys, mailbox, sent or "")
            return letter if letter is not None and _answers(letter) else None
        thread = thread_of_message(connection, mailbox, sent or "")
        letters = letters_of_thread(connection, work.keys, thread.number) if thread else []
        return next((one for one in reversed(letters) if _answers(one)), None)


def _answers(letter: Letter) -> bool:
    return letter.kind is LetterKind.PLAIN and letter.sheet.answered is not None
