"""Answers in the triage room: whoever is of the team decides what becomes of a letter."""

from __future__ import annotations

from bots.engine.markup import Written
from bots.mailbox.arriving.files import documents_of, files_of
from bots.mailbox.house import House
from bots.mailbox.part import Answers, Part
from bots.mailbox.rooms import MailRoom
from bots.mailbox.triage.orders import Order, Verb, parse_order
from bots.mailbox.triage.replies import (
    explain,
    list_waiting,
    refuse,
    say_draft_begun,
    say_files,
    say_not_understood,
    say_nothing_left,
    show_headers,
)
from care.letters.deciding import Decider
from care.letters.drafting import begin_circle
from care.letters.looking import look_at, look_into
from care.letters.model import Letter, LetterState
from care.letters.store import last_decided, letter_of_message, waiting_letters
from care.letters.workflow import (
    discard_letter,
    file_letter,
    keep_letter,
    refresh_candidates,
    release_letter,
    undo_decision,
)
from care.matrix.model import IncomingMessage
from care.matrix.reading import TEXT_TYPES
from care.runtime.errors import Refusal
from care.runtime.outbox import transaction_of
from care.runtime.outgoing import Address, Outgoing, React, Say
from care.runtime.units import UnitOfWork

_DONE = "✅"


class Triage(Part):
    """Does what the team of the mailbox of `house` decides."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._office = house.office

    def handle(
        self, work: UnitOfWork, message: IncomingMessage, room: MailRoom | None
    ) -> Answers | None:
        """Orders, and answers to cards; people may talk of the rest."""
        if room is not MailRoom.TRIAGE:
            return None
        if str(message.content.get("msgtype", "m.text")) not in TEXT_TYPES:
            return []
        answered = self._answered(work, message)
        order = parse_order(message.text)
        if order is None:
            is_ours = answered is not None or message.text.lstrip().startswith("!")
            return [_reply(message, say_not_understood())] if is_ours else []
        try:
            # Whatever a refused story began is undone with it.
            with work.connection.begin_nested():
                return self._do(work, message, order, answered)
        except Refusal as refusal:
            return [_reply(message, refuse(refusal))]

    def _answered(self, work: UnitOfWork, message: IncomingMessage) -> Letter | None:
        """The letter whose card is answered, or in whose thread it is said."""
        for event in (message.in_reply_to, message.thread):
            sent = transaction_of(work.connection, self._house.account, event) if event else None
            letter = letter_of_message(
                work.connection, work.keys, self._house.seat.address, sent or ""
            )
            if letter is not None:
                return letter
        return None

    def _do(
        self, work: UnitOfWork, message: IncomingMessage, order: Order, answered: Letter | None
    ) -> Answers:
        if order.verb is Verb.HELP:
            return [_reply(message, explain())]
        if order.verb is Verb.LIST:
            return [_reply(message, list_waiting(refresh_candidates(work, self._office)))]
        who, office = Decider(message.sender.user_id), self._office
        number = self._number(work, order, answered, who)
        match order.verb:
            case Verb.FILE:
                file_letter(work, office, who, number, order.choice)
            case Verb.KEEP:
                keep_letter(work, office, who, number)
            case Verb.DISCARD:
                discard_letter(work, office, who, number, order.words, order.code)
            case Verb.UNDO:
                undo_decision(work, office, who, number)
            case Verb.RELEASE:
                release_letter(work, office, who, number)
            case Verb.NEW_CIRCLE:
                begin_circle(work, office, who, number)
                return [_reply(message, say_draft_begun(number))]
            case _:
                return self._look(work, message, who, number)
        # The card says it, edited in place: it may be far above.
        return [React(Address(room_id=message.room_id), message.event_id, _DONE)]

    def _number(self, work: UnitOfWork, order: Order, answered: Letter | None, who: Decider) -> int:
        """Which letter is meant. Raises Refusal rather than guess among several."""
        if order.letter is not None:
            return order.letter
        if answered is not None:
            return answered.number
        mailbox = self._house.seat.address
        if order.verb is Verb.UNDO:
            last = last_decided(work.connection, work.keys, mailbox, who.user_id)
            if last is None:
                raise Refusal("letter-none")
            return last.number
        waiting = waiting_letters(work.connection, work.keys, mailbox)
        if not waiting:
            raise Refusal("letter-none")
        if len(waiting) > 1:
            raise Refusal("letter-which", number=waiting[0].number)
        return waiting[0].number

    def _look(
        self, work: UnitOfWork, message: IncomingMessage, who: Decider, number: int
    ) -> Answers:
        """Its documents; of what is in quarantine, only what no program has to open."""
        letter = look_at(work, self._office, who, number)
        opened = look_into(work, letter)
        if letter.state is LetterState.QUARANTINED:
            if opened.glimpse is None:
                return [_reply(message, say_nothing_left())]
            glimpse = opened.glimpse
            shown = show_headers(letter, glimpse.headers, glimpse.size, glimpse.text)
            return [_reply(message, shown)]
        if opened.reading is None:
            return [_reply(message, say_nothing_left())]
        files = [
            one for one in (*documents_of(opened.reading), *files_of(opened.reading)) if one.fits
        ]
        sent: list[Outgoing] = [_reply(message, say_files(len(files)))]
        root = letter.card or message.event_id
        sent += [one.to_send(MailRoom.TRIAGE.address, root) for one in files]
        return sent


def _reply(message: IncomingMessage, written: Written) -> Say:
    return Say(
        MailRoom.TRIAGE.address,
        written.text,
        html=written.html,
        in_reply_to=message.event_id,
        thread=message.thread,
    )
