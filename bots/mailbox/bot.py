"""The account of a mailbox: its mails in one room, what needs a person in another."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from bots.engine.bot import Attentive
from bots.mailbox.answering import Answering
from bots.mailbox.arriving.showing import Arriving
from bots.mailbox.filing import Filing
from bots.mailbox.house import House
from bots.mailbox.paging import Paging
from bots.mailbox.part import Answers, Part
from bots.mailbox.rooms import MailRoom, forget_seat, is_to_open, room_at, settle_rooms
from bots.mailbox.standing import Standing
from bots.mailbox.texts import TEXTS
from bots.mailbox.triage.desk import Triage
from care.letters.waking import wake_to_remind
from care.matrix.model import Erased, IncomingMessage, Moved, Reaction
from care.matrix.window import Window
from care.runtime.outgoing import Address, Invite, Outgoing, Say
from care.runtime.timers import Timer
from care.runtime.units import UnitOfWork


def build_parts(house: House, window: Window) -> tuple[Part, ...]:
    """What a mailbox's account does, in the order in which each is asked."""
    return (
        Paging(house),
        Triage(house),
        Filing(house),
        Answering(house, window),
        Arriving(house),
        Standing(),
    )


class MailboxBot(Attentive):
    """Speaks for the mailbox of `house`: keeps its rooms, and asks its `parts` for the rest."""

    name = "mailbox"

    def __init__(self, house: House, parts: Iterable[Part] | None = None) -> None:
        self.window = Window()
        self._house = house
        self._parts = build_parts(house, self.window) if parts is None else tuple(parts)

    def looks_back(self, message: IncomingMessage) -> bool:
        """Whether a part must find what came before."""
        return any(part.looks_back(message) for part in self._parts)

    def is_written_to(self, message: IncomingMessage) -> bool:
        """Whoever writes in its rooms may believe that it leaves."""
        return message.sender.user_id != self._house.account

    async def prepare(self, message: IncomingMessage) -> None:
        """Let each part await what it needs."""
        for part in self._parts:
            await part.prepare(message)

    def handle(self, work: UnitOfWork, message: IncomingMessage) -> Iterable[Outgoing]:
        """What a part answers; in a conversation of two, where to find us."""
        if message.sender.user_id == self._house.account:
            return []
        room = self._room(work, message.room_id)
        if room is None and not message.direct:
            return []
        answers = self._first(lambda part: part.handle(work, message, room))
        if answers is None and room is None:
            words = TEXTS.say("not-alone", name=self._house.seat.name)
            return [Say(Address(room_id=message.room_id), words)]
        return answers or []

    def edited(self, work: UnitOfWork, message: IncomingMessage) -> Iterable[Outgoing]:
        """What a part says of a correction."""
        room = self._room(work, message.room_id)
        return self._first(lambda part: part.edited(work, message, room)) or []

    def reacted(self, work: UnitOfWork, reaction: Reaction) -> Iterable[Outgoing]:
        """What a part makes of a sign."""
        if reaction.sender.user_id == self._house.account:
            return []
        room = self._room(work, reaction.room_id)
        return self._first(lambda part: part.reacted(work, reaction, room)) or []

    def erased(self, work: UnitOfWork, erased: Erased) -> Iterable[Outgoing]:
        """What a part makes of an erased event."""
        room = self._room(work, erased.room_id)
        return self._first(lambda part: part.erased(work, erased, room)) or []

    def moved(self, work: UnitOfWork, moved: Moved) -> Iterable[Outgoing]:
        """Every part says again what is to be seen in a room that was replaced."""
        for part in self._parts:
            part.moved(work, moved)
        return []

    def due(self, work: UnitOfWork, timer: Timer) -> Iterable[Outgoing]:
        """Keep the rooms, or let a part do what it set the timer for."""
        if is_to_open(timer):
            settle_rooms(work, self._house)
            wake_to_remind(work, self._house.account, self._house.zone)
            return []
        return self._first(lambda part: part.due(work, timer)) or []

    def failed_to_send(
        self, work: UnitOfWork, outgoing: Outgoing, transaction_id: str
    ) -> Iterable[Outgoing]:
        """Remember who could not be invited; the rest is the parts'."""
        if isinstance(outgoing, Invite) and outgoing.to.key in set(MailRoom):
            forget_seat(work, self._house, MailRoom(outgoing.to.key), outgoing.person)
            return []
        asked = self._first(lambda part: part.failed_to_send(work, outgoing, transaction_id))
        return asked or []

    def _room(self, work: UnitOfWork, room_id: str) -> MailRoom | None:
        return room_at(work, self._house.account, room_id)

    def _first(self, ask: Callable[[Part], Answers | None]) -> Answers | None:
        for part in self._parts:
            answers = ask(part)
            if answers is not None:
                return answers
        return None
