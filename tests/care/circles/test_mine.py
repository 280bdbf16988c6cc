"""« Mes patients »: open circles only, the latest activity first, page by page, sorted."""

from __future__ import annotations

from datetime import timedelta

from care.access.act import RoomKind
from care.circles.closing import close_circle
from care.circles.entries import CircleEntry, keep_entry
from care.circles.lists import put_in_list
from care.circles.mine import ALL, PER_PAGE, Sieve, my_circles, understand_sieve
from care.circles.model import CloseReason
from care.circles.rooms import give_seat, want_room
from care.runtime.clock import ManualClock
from tests.care.circles.hamlet import ALICE, PAUL, identity, make_units, open_one


def test_pages_by_activity_and_sieves() -> None:
    units = make_units()
    circles = []
    assert isinstance(units.clock, ManualClock)
    for rank in range(PER_PAGE + 3):
        units.clock.advance(timedelta(minutes=1))
        with units.unit(f"open {rank}") as work:
            who = identity(name=f"EXEMPLE {'ABCDEFGHIJKLM'[rank]}", day=1 + rank)
            circles.append(open_one(work, ALICE, PAUL, who=who).circle)
    units.clock.advance(timedelta(minutes=1))
    with units.unit("say") as work:
        first = circles[0]
        room = want_room(work.connection, first.id, RoomKind.CIRCLE)
        give_seat(work.connection, room, ALICE)
        said = CircleEntry("$1", "!r", RoomKind.CIRCLE, PAUL, work.now, False, "bonjour")
        keep_entry(work, room, said)
        put_in_list(work, ALICE, "HAD", circles[3].id)
        close_circle(work, circles[4].id, ALICE, CloseReason.MOVED)

    with units.unit("look") as work:
        page = my_circles(work, ALICE)
        assert page.lines[0].circle.id == first.id
        assert (page.lines[0].unread, page.total, page.remaining) == (1, PER_PAGE + 2, 2)
        rest = my_circles(work, ALICE, offset=page.following)
        assert [line.number for line in rest.lines] == [PER_PAGE + 1, PER_PAGE + 2]
        everyone = [line.circle.id for line in (*page.lines, *rest.lines)]
        assert circles[4].id not in everyone
        assert len(set(everyone)) == PER_PAGE + 2

        assert understand_sieve(work, ALICE, "") == ALL
        assert understand_sieve(work, ALICE, "had") == Sieve(of_list="had")
        assert understand_sieve(work, PAUL, "had") == Sieve(named="had")
        assert understand_sieve(work, ALICE, "non lus") == Sieve(unread=True)
        (listed,) = my_circles(work, ALICE, Sieve(of_list="HAD")).lines
        assert listed.circle.id == circles[3].id
        (unread,) = my_circles(work, ALICE, Sieve(unread=True)).lines
        assert unread.circle.id == first.id
        (named,) = my_circles(work, ALICE, Sieve(named="exemple c")).lines
        assert named.patient.identity.traits.birth_name == "EXEMPLE C"
        assert my_circles(work, "@nobody:test").lines == ()
