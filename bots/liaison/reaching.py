"""The conversation of two in which Liaison speaks to somebody first."""

from __future__ import annotations

from bots.engine.markup import Written
from bots.liaison.house import House
from bots.liaison.texts import TEXTS
from care.runtime.outgoing import Address, OpenRoom, Say
from care.runtime.rooms import direct_room_of
from care.runtime.units import UnitOfWork


def reach(work: UnitOfWork, house: House, person: str) -> Address:
    """Where `person` reads us: where they last wrote, else a conversation that we open."""
    known = direct_room_of(work.connection, house.account, person)
    if known is not None:
        return Address(room_id=known)
    key = f"liaison:{work.keys.blind(person, 'liaison.direct')[:40]}"
    work.send(house.account, OpenRoom(key, (person,), name=TEXTS.say("room-direct"), direct=True))
    return Address(key=key)


def tell(
    work: UnitOfWork, house: House, person: str, written: Written, *, rings: bool = False
) -> str:
    """Say `written` to one person alone; `rings` when they must look now."""
    say = Say(
        reach(work, house, person),
        written.text,
        html=written.html,
        mentions=(person,) if rings else (),
        notice=not rings,
    )
    return work.send(house.account, say)
