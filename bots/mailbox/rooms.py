"""The two rooms of a mailbox, opened once, in which its team sits."""

from __future__ import annotations

import json
from enum import StrEnum

from bots.mailbox.house import House
from bots.mailbox.texts import TEXTS
from care.access.act import RoomKind
from care.runtime.memory import recall, remember
from care.runtime.outgoing import Address, Invite, OpenRoom, Remove
from care.runtime.rooms import key_of_room
from care.runtime.timers import Timer, set_timer
from care.runtime.units import UnitOfWork

_SETTLE = "mailbox:rooms"
_SEATS = "mailbox:seats:"


class MailRoom(StrEnum):
    """A room of a mailbox, by the key it is opened under: its mails, and what needs a person."""

    LETTERS = "mailbox"
    TRIAGE = "triage"

    @property
    def address(self) -> Address:
        """Where to say what belongs there."""
        return Address(key=self.value)


def wake_to_open(work: UnitOfWork, account: str) -> None:
    """Have the account of a mailbox open its rooms, and seat its team."""
    set_timer(work, account, _SETTLE, work.now)


def is_to_open(timer: Timer) -> bool:
    """Whether `timer` is for the rooms themselves."""
    return timer.key == _SETTLE


def room_at(work: UnitOfWork, account: str, room_id: str) -> MailRoom | None:
    """Which room of the mailbox this is."""
    key = key_of_room(work.connection, account, room_id)
    return MailRoom(key) if key in set(MailRoom) else None


def settle_rooms(work: UnitOfWork, house: House) -> None:
    """Open what is not open, invite who has joined the team, take out who has left it.

    Whoever leaves a room by themselves stays out.
    """
    wanted = set(house.seat.team)
    for room in MailRoom:
        kept = recall(work.connection, house.account, _SEATS + room)
        seated = set(json.loads(kept)) if kept else set()
        if kept is None:
            name = TEXTS.say(f"room-{room}", name=house.seat.name)
            work.send(house.account, OpenRoom(room.value, (), name=name, kind=RoomKind.MAILBOX))
        for person in sorted(wanted - seated):
            work.send(house.account, Invite(room.address, person))
        for person in sorted(seated - wanted):
            work.send(house.account, Remove(room.address, person))
        if kept is None or wanted != seated:
            _seat(work, house, room, wanted)


def forget_seat(work: UnitOfWork, house: House, room: MailRoom, person: str) -> None:
    """They could not be invited: the next time we start, they are again."""
    kept = recall(work.connection, house.account, _SEATS + room)
    _seat(work, house, room, set(json.loads(kept or "[]")) - {person})


def _seat(work: UnitOfWork, house: House, room: MailRoom, people: set[str]) -> None:
    remember(work.connection, house.account, _SEATS + room, json.dumps(sorted(people)))
