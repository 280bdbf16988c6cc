"""The demonstration's circle: five people, opened once."""

from __future__ import annotations

from sqlalchemy import func, select

from care.circles.model import CircleId, Role
from care.circles.store import load_members
from care.circles.tables import CIRCLES
from care.runtime.timers import load_due
from deploy.demo.circle import open_demo_circle
from tests.care.circles.hamlet import make_units

KEEPER = "@liaison:test"


def test_five_people_around_an_invented_patient_once() -> None:
    units = make_units()
    open_demo_circle(units, KEEPER)
    open_demo_circle(units, KEEPER)
    with units.unit("look") as work:
        assert work.connection.execute(select(func.count()).select_from(CIRCLES)).scalar() == 1
        circle = CircleId(work.connection.execute(select(CIRCLES.c.id)).scalar_one())
        members = load_members(work.connection, work.keys, circle)
        assert {member.role for member in members} == {
            Role.TREATING_DOCTOR, Role.NURSE, Role.PHARMACIST, Role.PHYSIOTHERAPIST, Role.RELATIVE,
        }  # fmt: skip
        assert load_due(work.connection, [KEEPER], work.now)


def test_nobody_who_cannot_log_in_is_in_it() -> None:
    units = make_units()
    open_demo_circle(units, KEEPER, absent=["@alice:test"])
    with units.unit("look") as work:
        circle = CircleId(work.connection.execute(select(CIRCLES.c.id)).scalar_one())
        members = load_members(work.connection, work.keys, circle)
        assert "@alice:test" not in {member.user_id for member in members}
