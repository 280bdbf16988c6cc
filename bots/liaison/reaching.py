"""Speaking to somebody first, where nobody else reads."""

from __future__ import annotations

from bots.engine.markup import Written
from bots.liaison.house import House
from care.runtime.outgoing import Address, Say
from care.runtime.units import UnitOfWork


def tell(
    work: UnitOfWork, house: House, person: str, written: Written, *, rings: bool = False
) -> str:
    """Say `written` to one person alone; `rings` when they must look now."""
    say = Say(
        Address(person=person),
        written.text,
        html=written.html,
        mentions=(person,) if rings else (),
        notice=not rings,
    )
    return work.send(house.account, say)
