"""Liaison: opens the circles around patients, keeps their rooms, and watches over the groups."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from sqlalchemy import Connection

from bots.engine.bot import Attentive
from bots.engine.markup import Written, fact, write
from bots.liaison.cards import short_name
from bots.liaison.desk import Desk
from bots.liaison.digest import write_digest
from bots.liaison.documents.showing import Showcase
from bots.liaison.house import House
from bots.liaison.keeping import Keeper
from bots.liaison.mailboxes import tell_of_mailboxes
from bots.liaison.orders import Verb, parse_order
from bots.liaison.prefilled import begin_prefilled
from bots.liaison.reaching import tell
from bots.liaison.replies import refuse
from bots.liaison.sending.counter import Counter
from bots.liaison.tasks.ringing import Bells
from bots.liaison.texts import TEXTS
from bots.liaison.watching import YES, Watch
from care.access.act import RoomKind
from care.accounts.store import account_of
from care.circles.closing import end_access_until
from care.circles.emergency import coordinators_of
from care.circles.entries import CircleEntry, change_entry, forget_entry, keep_entry
from care.circles.membership import note_departure
from care.circles.model import CircleId
from care.circles.reading import require_circle
from care.circles.rooms import CircleRoom, circle_of_key, note_joined, note_read, room_at
from care.circles.telling import tell_circle
from care.circles.waking import circle_to_end
from care.documents.model import Posted
from care.documents.posting import list_posted, unlist_posted
from care.identity.reason import Environment
from care.matrix.model import Arrival, Departure, Erased, IncomingMessage, Moved, Reaction, Receipt
from care.matrix.reading import FILE_TYPES, TEXT_TYPES
from care.matrix.window import Window
from care.runtime.errors import Refusal
from care.runtime.outbox import transaction_of
from care.runtime.outgoing import Address, Erase, Invite, Outgoing, Say
from care.runtime.timers import Timer
from care.runtime.units import UnitOfWork

_PREFIX = "!"
_VOICE = "m.audio"
OpenCounter = Callable[[House, Window], Counter]


class LiaisonBot(Attentive):
    """Answers in conversations of two, and to what follows a `!` in the rooms of circles.

    `environment`: whether invented identities are at home here. `open_counter` makes what takes
    sendings by national mail; None where there is no mailbox.
    """

    name = "liaison"

    def __init__(
        self,
        house: House,
        environment: Environment = Environment.PRODUCTION,
        open_counter: OpenCounter | None = None,
    ) -> None:
        self._house = house
        self._environment = environment
        self._bells = Bells(house)
        self._keeper = Keeper(house, self._bells.gone)
        self._showcase = Showcase(house, self._keeper.settle)
        self._watch = Watch(house)
        self.window = Window()
        self._counter = None if open_counter is None else open_counter(house, self.window)

    def looks_back(self, message: IncomingMessage) -> bool:
        """Whether it is to send what was said before."""
        return self._counter is not None and self._counter.looks_back(message)

    async def prepare(self, message: IncomingMessage) -> None:
        """Open the file that is to be sent, if one is."""
        if self._counter is not None and message.sender.user_id != self._house.account:
            await self._counter.prepare(message)

    def handle(self, work: UnitOfWork, message: IncomingMessage) -> Iterable[Outgoing]:
        """The answers to `message`; the rooms of circles are brought in line with it."""
        kind = str(message.content.get("msgtype", "m.text"))
        if message.sender.user_id == self._house.account or kind not in TEXT_TYPES | FILE_TYPES:
            return []
        room = room_at(work.connection, self._house.account, message.room_id)
        if room is None and not message.direct:
            self._watch.look_at(work, message)
            return []
        if self._counter is not None:
            sending = self._counter.hear(work, message, room)
            if sending is not None:
                # What is sent by its caption was shown to the circle all the same.
                if room is not None and kind in FILE_TYPES:
                    self._keep(work, room, message, is_file=True)
                return sending
        if room is not None and not _is_order(message.text):
            self._keep(work, room, message, is_file=kind in FILE_TYPES)
            return []
        answers = self._answer(work, message, room, kind in FILE_TYPES)
        self._keeper.settle_all(work)
        return answers

    def edited(self, work: UnitOfWork, message: IncomingMessage) -> Iterable[Outgoing]:
        """What was corrected is told again as it is now; in a group it is looked at again."""
        room = room_at(work.connection, self._house.account, message.room_id)
        if room is not None and message.edits is not None:
            change_entry(work, message.edits, message.sender.user_id, _new_words(message))
            if self._counter is not None:
                person = message.sender.user_id
                self._counter.changed(work, message.edits, person, _new_words(message))
        elif room is None and not message.direct:
            self._watch.look_at(work, message)
        return []

    def reacted(self, work: UnitOfWork, reaction: Reaction) -> Iterable[Outgoing]:
        """A ✅ on a task says that it is done; on our warning, erases what it was about."""
        if reaction.emoji not in YES:
            return []
        sent = transaction_of(work.connection, self._house.account, reaction.target)
        person = reaction.sender.user_id
        if sent is None or self._bells.signed(work, person, sent, reaction.event_id):
            return []
        return self._erase(work, person, sent)

    def arrived(self, work: UnitOfWork, arrival: Arrival) -> Iterable[Outgoing]:
        """Whoever comes into a circle cannot read its past: they are told it, alone."""
        room = room_at(work.connection, self._house.account, arrival.room_id)
        person = arrival.person.user_id
        if room is None or not note_joined(work.connection, room, person):
            return []
        if room.kind is RoomKind.CIRCLE:
            try:
                digest = write_digest(work, self._house, room.circle, person)
            except Refusal:
                return []
            tell(work, self._house, person, digest)
        return []

    def left(self, work: UnitOfWork, departure: Departure) -> Iterable[Outgoing]:
        """Whoever leaves the room of a circle, or declines to come, has left the circle."""
        room = room_at(work.connection, self._house.account, departure.room_id)
        ours = departure.by == self._house.account
        if room is None or ours or room.kind is not RoomKind.CIRCLE:
            return []
        is_led = note_departure(work, room.circle, departure.person.user_id)
        self._keeper.settle_all(work)
        circle = require_circle(work, room.circle)
        name = fact(_name(work, departure.person.user_id))
        key = "somebody-left" if departure.was_in else "somebody-declined"
        told = write([TEXTS.say(key, name=name, circle=fact(circle.pseudonym))])
        if departure.person.user_id != circle.opened_by:
            tell(work, self._house, circle.opened_by, told)
        if not is_led:
            orphan = write([TEXTS.say("circle-without-professional", name=fact(circle.pseudonym))])
            for coordinator in coordinators_of(work, departure.person.user_id):
                tell(work, self._house, coordinator, orphan, rings=True)
        return []

    def erased(self, work: UnitOfWork, erased: Erased) -> Iterable[Outgoing]:
        """What was erased is not told again."""
        forget_entry(work.connection, erased.target)
        if self._counter is not None:
            self._counter.erased(work, erased.target)
        room = room_at(work.connection, self._house.account, erased.room_id)
        if room is not None:
            unlist_posted(work, room, erased.target)
            tell_circle(work, room.circle)
        return []

    def moved(self, work: UnitOfWork, moved: Moved) -> Iterable[Outgoing]:
        """The room of a circle was replaced: its cards are written again in the new one."""
        circle = circle_of_key(work.connection, moved.key)
        if circle is not None:
            self._keeper.show_again(work, circle, moved.key)
            self._bells.moved(work, circle, moved.key)
            self._showcase.moved(work, circle, moved.key)
            if self._counter is not None:
                self._counter.moved(work, circle, moved.key)
        return []

    def read(self, connection: Connection, receipts: Sequence[Receipt]) -> None:
        """How far people have read, for « mes patients »."""
        for receipt in receipts:
            room = room_at(connection, self._house.account, receipt.room_id)
            if room is not None:
                note_read(connection, room, receipt.person, receipt.at)

    def due(self, work: UnitOfWork, timer: Timer) -> Iterable[Outgoing]:
        """A reminder, a day to tell, an access that is over; or a change by another door."""
        if self._counter is not None and self._counter.due(work, timer):
            return []
        if self._bells.due(work, timer) or self._showcase.due(work, timer):
            return []
        if tell_of_mailboxes(work, self._house, timer):
            return []
        if begin_prefilled(work, self._house, self._environment, timer):
            return []
        circle = circle_to_end(timer)
        if circle is not None:
            for person in end_access_until(work, circle):
                self._tell_over(work, circle, person)
        self._keeper.settle_all(work)
        return []

    def failed_to_send(
        self, work: UnitOfWork, outgoing: Outgoing, transaction_id: str
    ) -> Iterable[Outgoing]:
        """Somebody could not be invited, or a message not erased: say it to who can act."""
        if isinstance(outgoing, Invite) and outgoing.to.key is not None:
            circle_id = circle_of_key(work.connection, outgoing.to.key)
            if circle_id is not None:
                circle = require_circle(work, circle_id)
                name = fact(_name(work, outgoing.person))
                words = TEXTS.say("invite-failed", name=name, circle=fact(circle.pseudonym))
                tell(work, self._house, circle.opened_by, write([words]), rings=True)
        elif isinstance(outgoing, Erase) and outgoing.to.room_id is not None:
            return [Say(outgoing.to, TEXTS.say("erase-failed"), notice=True)]
        return []

    def _answer(
        self, work: UnitOfWork, message: IncomingMessage, room: CircleRoom | None, is_file: bool
    ) -> list[Outgoing]:
        order = parse_order(message.text.removeprefix(_PREFIX))
        try:
            if is_file:
                raise Refusal("not-words")
            if room is None and order.verb is Verb.ERASE:
                return self._erase_latest(work, message)
            # Whatever a refused story began is undone with it.
            with work.connection.begin_nested():
                return self._desk(work, message, room).answer(order)
        except Refusal as refusal:
            written = refuse(refusal)
            return [_reply(message, written, alone=room is None)]

    def _desk(self, work: UnitOfWork, message: IncomingMessage, room: CircleRoom | None) -> Desk:
        return Desk(work, self._house, self._environment, message, room)

    def _keep(
        self, work: UnitOfWork, room: CircleRoom, message: IncomingMessage, *, is_file: bool
    ) -> None:
        entry = CircleEntry(
            event_id=message.event_id,
            room_id=message.room_id,
            kind=room.kind,
            author=message.sender.user_id,
            said_at=message.sent_at,
            is_file=is_file,
            content=message.text,
        )
        keep_entry(work, room, entry)
        if is_file and message.content.get("msgtype") != _VOICE:
            posted = Posted(message.event_id, message.room_id, message.sender.user_id)
            name = str(message.content.get("filename") or message.text)
            list_posted(work, room, posted, name, message.sent_at)
        if self._counter is not None:
            self._counter.keep(work, room, message)

    def _erase(self, work: UnitOfWork, person: str, sent: str | None = None) -> list[Outgoing]:
        erasing = self._watch.take_up(work, person, sent)
        if erasing:
            tell(work, self._house, person, write([TEXTS.say("ins-erased")]))
        return erasing

    def _erase_latest(self, work: UnitOfWork, message: IncomingMessage) -> list[Outgoing]:
        erasing = self._watch.take_up(work, message.sender.user_id)
        key = "ins-erased" if erasing else "ins-nothing"
        return [*erasing, _reply(message, write([TEXTS.say(key)]), alone=True)]

    def _tell_over(self, work: UnitOfWork, circle_id: CircleId, person: str) -> None:
        circle = require_circle(work, circle_id)
        words = TEXTS.say("emergency-over", name=fact(circle.pseudonym))
        tell(work, self._house, person, write([words]))


def _is_order(text: str) -> bool:
    """Whether it is said to us in a circle; « !!! chute ce matin » is said to everybody."""
    return text.startswith(_PREFIX) and not text.startswith(_PREFIX * 2)


def _reply(message: IncomingMessage, written: Written, *, alone: bool) -> Say:
    reply_to = None if alone else message.event_id
    to = Address(room_id=message.room_id)
    return Say(to, written.text, html=written.html, in_reply_to=reply_to)


def _new_words(message: IncomingMessage) -> str:
    """What replaces the message, without the mark that clients put before it (Matrix spec)."""
    new = message.content.get("m.new_content")
    body = new.get("body") if isinstance(new, dict) else None
    return str(body) if isinstance(body, str) else message.text.removeprefix("* ")


def _name(work: UnitOfWork, user_id: str) -> str:
    account = account_of(work.connection, user_id)
    return short_name(account.display_name) if account else user_id
