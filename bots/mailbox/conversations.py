"""Which conversation of a mailbox a message of its room belongs to, and whom it answers there."""

from __future__ import annotations

from bots.mailbox.answered import letter_answered, own_answered
from bots.mailbox.house import House
from care.dispatches.model import Answered, Dispatch
from care.dispatches.store import dispatches_of_mailbox
from care.letters.model import Letter, Thread
from care.letters.store import letter_of_message, letters_of_thread
from care.letters.threads import load_thread, thread_of_message
from care.matrix.model import IncomingMessage
from care.runtime.errors import Refusal
from care.runtime.memory import recall, remember
from care.runtime.outbox import transaction_of
from care.runtime.units import UnitOfWork

_ABOUT = "about:"


class Conversations:
    """The conversations of one mailbox, as its room shows them."""

    def __init__(self, house: House) -> None:
        self._account, self._mailbox = house.account, house.seat.address

    def of(self, work: UnitOfWork, message: IncomingMessage) -> Thread | None:
        """The conversation of the mail in whose thread it is, or to which it replies."""
        connection, mailbox = work.connection, self._mailbox
        answered = message.thread or message.in_reply_to
        sent = transaction_of(connection, self._account, answered) if answered else None
        if sent is None:
            return None
        if (thread := thread_of_message(connection, mailbox, sent)) is not None:
            return thread
        letter = letter_of_message(connection, work.keys, mailbox, sent)
        if letter is not None and letter.thread is not None:
            return load_thread(connection, letter.thread)
        about = recall(connection, self._account, _ABOUT + sent)
        return load_thread(connection, int(about)) if about is not None else None

    def answered(self, work: UnitOfWork, message: IncomingMessage, thread: Thread) -> Answered:
        """What is answered: a letter, or our own mail when it is pointed at, or unanswered yet."""
        pointed = self._pointed(work, message)
        if pointed is not None:
            return own_answered(pointed)
        letter = self._letter(work, message, thread)
        if letter is not None:
            return letter_answered(letter)
        connection, keys, mailbox = work.connection, work.keys, self._mailbox
        for one in dispatches_of_mailbox(connection, keys, mailbox):
            if one.home is not None and one.home.card == thread.root:
                return own_answered(one)
        raise Refusal("dispatch-to-whom")

    def holds(self, work: UnitOfWork, thread: Thread, dispatch: Dispatch) -> bool:
        """Whether this mail of ours is part of that conversation."""
        if dispatch.home is None:
            return False
        card = dispatch.home.card
        about = recall(work.connection, self._account, _ABOUT + card)
        return card == thread.root or about == str(thread.number)

    def note(self, work: UnitOfWork, sent: str, thread: Thread) -> None:
        """Who replies to this message of ours writes in that conversation."""
        remember(work.connection, self._account, _ABOUT + sent, str(thread.number))

    def _pointed(self, work: UnitOfWork, message: IncomingMessage) -> Dispatch | None:
        """The mail of ours whose card is replied to, outside of any thread.

        In a thread, clients without threads point at whatever came last.
        """
        if message.thread is not None or message.in_reply_to is None:
            return None
        sent = transaction_of(work.connection, self._account, message.in_reply_to)
        mails = dispatches_of_mailbox(work.connection, work.keys, self._mailbox)
        return next((one for one in mails if one.home and one.home.card == sent), None)

    def _letter(self, work: UnitOfWork, message: IncomingMessage, thread: Thread) -> Letter | None:
        """The letter that is answered: the one pointed at, else the last of the thread."""
        connection, mailbox = work.connection, self._mailbox
        if message.in_reply_to is not None:
            sent = transaction_of(connection, self._account, message.in_reply_to)
            letter = letter_of_message(connection, work.keys, mailbox, sent or "")
            if letter is not None and letter.thread == thread.number:
                return letter
        letters = letters_of_thread(connection, work.keys, thread.number)
        # A machine's word (absence, receipt) does not hide the person who is answered.
        people = [one for one in letters if not one.sheet.is_automatic] or letters
        return people[-1] if people else None
