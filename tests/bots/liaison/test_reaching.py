"""Speaking first: to one person alone, ringing only when they must look."""

from __future__ import annotations

from bots.engine.markup import write
from bots.liaison.house import House
from bots.liaison.reaching import tell
from care.runtime.outbox import load_pending
from care.runtime.outgoing import Say
from tests.care.circles.hamlet import ALICE, make_units


def test_who_is_told_and_whether_it_rings() -> None:
    units = make_units()
    with units.unit("tell") as work:
        for rings in (False, True):
            tell(work, House("@liaison:test"), ALICE, write(["Bonjour"]), rings=rings)
    with units.database.begin() as connection:
        quiet, loud = [p.outgoing for p in load_pending(connection, units.keys, "@liaison:test")]
    assert isinstance(quiet, Say)
    assert isinstance(loud, Say)
    assert quiet.to.person == loud.to.person == ALICE
    assert (quiet.notice, quiet.mentions) == (True, ())
    assert (loud.notice, loud.mentions) == (False, (ALICE,))
