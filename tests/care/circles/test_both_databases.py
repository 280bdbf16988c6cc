"""The stories of circles are the same on SQLite and on PostgreSQL."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy.exc import IntegrityError

from care.access.act import RoomKind
from care.accounts.store import save_account
from care.audit.verification import verify_trail
from care.circles.closing import close_circle, reopen_circle, say_of_patient
from care.circles.dialogue import Memory, keep_memory, recall_memory
from care.circles.emergency import break_glass
from care.circles.entries import CircleEntry, count_unread, keep_entry, last_said
from care.circles.lists import lists_of, put_in_list
from care.circles.membership import add_people, remove_person
from care.circles.mine import my_circles
from care.circles.model import CircleId, CloseReason
from care.circles.rooms import give_seat, note_read, want_room
from care.circles.store import add_circle, unsettled_circles
from care.consent.model import Scope, Stance
from care.runtime.clock import ManualClock
from care.runtime.database import Database
from care.runtime.units import Units
from deploy.migrate import upgrade
from tests.care.circles.hamlet import (
    ACCOUNTS,
    ALICE,
    ANNE,
    IDA,
    KEYS,
    KIM,
    NOW,
    PAUL,
    newcomer,
    open_one,
)
from tests.care.circles.test_closing import statement
from tests.care.circles.test_emergency import JEANNE_EXEMPLE


def test_a_circle_s_whole_life(database_url: str) -> None:
    database = Database(database_url)
    upgrade(database)
    units = Units(database, KEYS, ManualClock(NOW))
    try:
        with units.unit("people") as work:
            for account in ACCOUNTS.values():
                save_account(work.connection, account)
        with units.unit("open") as work:
            circle = open_one(work, ALICE, PAUL, ANNE).circle
        with pytest.raises(IntegrityError), units.unit("twice") as work:
            add_circle(work, replace(circle, id=CircleId("c" + "9" * 32)))
        with units.unit("live") as work:
            add_people(work, circle.id, ALICE, [newcomer(IDA)])
            remove_person(work, circle.id, ALICE, PAUL)
            room = want_room(work.connection, circle.id, RoomKind.CIRCLE)
            give_seat(work.connection, room, ALICE)
            give_seat(work.connection, room, ALICE)
            said = CircleEntry("$1", "!r", RoomKind.CIRCLE, IDA, work.now, False, "bonjour")
            keep_entry(work, room, said)
            keep_entry(work, room, said)
            assert count_unread(work.connection, ALICE) == {circle.id: 1}
            note_read(work.connection, room, ALICE, work.now)
            assert count_unread(work.connection, ALICE) == {}
            assert last_said(work.connection, [circle.id]) == {circle.id: NOW}
            put_in_list(work, ALICE, "HAD", circle.id)
            put_in_list(work, ALICE, "had", circle.id)
            assert lists_of(work, ALICE) == {"HAD": 1}
            keep_memory(work, "!r", ALICE, Memory(current=circle.id.text))
            assert recall_memory(work, "!r", ALICE).current == circle.id.text
            (line,) = my_circles(work, ALICE).lines
            assert line.circle.id == circle.id
            assert unsettled_circles(work.connection, 3) == [circle.id]
        with units.unit("force") as work:
            break_glass(work, KIM, JEANNE_EXEMPLE, "chute au domicile")
        with units.unit("end") as work:
            _, gone = say_of_patient(
                work, circle.id, ALICE, statement(Stance.OPPOSITION, Scope.PERSON, IDA)
            )
            assert gone == [IDA]
            close_circle(work, circle.id, ALICE, CloseReason.MOVED)
            reopen_circle(work, circle.id, ALICE)
        assert verify_trail(database, KEYS).is_intact
    finally:
        database.close()
