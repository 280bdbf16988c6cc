"""Circles and stays as they are kept: found again whole, nothing readable in the rows."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import select, update

from care.circles.model import CircleState, CloseReason
from care.circles.store import (
    circle_called,
    circle_for_patient,
    circles_of,
    count_members,
    last_circle_of,
    load_circle,
    load_circles,
    load_member,
    load_members,
    load_members_of,
    mark_settled,
    names_taken,
    open_stays_of,
    save_circle,
    save_member,
    stays_topic,
    unsettled_circles,
    unsettled_of_patient,
)
from care.circles.tables import CIRCLES, MEMBERS
from tests.care.circles.hamlet import ALICE, ANNE, PAUL, make_units, opened


def test_a_circle_is_found_by_its_id_its_patient_its_name_and_its_people() -> None:
    units = make_units()
    circle = opened(units)
    with units.unit("read") as work:
        connection, keys = work.connection, work.keys
        assert load_circle(connection, keys, circle.id) == circle
        assert load_circles(connection, keys, [circle.id]) == {circle.id: circle}
        assert circle_for_patient(connection, keys, circle.patient) == circle
        assert last_circle_of(connection, keys, circle.patient) == circle
        assert circle_called(connection, keys, circle.pseudonym.lower()) == circle
        assert names_taken(connection) == {circle.pseudonym}
        assert circles_of(connection, PAUL) == [circle.id]
        assert count_members(connection, [circle.id]) == {circle.id: 3}


def test_a_name_is_found_as_a_thumb_types_it() -> None:
    units = make_units()
    circle = opened(units)
    with units.unit("rename") as work:
        work.connection.execute(update(CIRCLES).values(pseudonym="Écume"))
    with units.unit("read") as work:
        for typed in ("Écume", "écume", "ECUME", "ecume"):
            found = circle_called(work.connection, work.keys, typed)
            assert found is not None
            assert found.id == circle.id
        for other in ("Écumes", "Écume 2"):
            assert circle_called(work.connection, work.keys, other) is None


def test_once_closed_its_patient_and_its_name_are_free() -> None:
    units = make_units()
    circle = opened(units)
    with units.unit("close") as work:
        closed = replace(
            circle, state=CircleState.CLOSED, closed_at=work.now,
            close_reason=CloseReason.OTHER, reason="confié à Jeanne",
        )  # fmt: skip
        save_circle(work, closed)
        assert load_circle(work.connection, work.keys, circle.id) == closed
        assert circle_for_patient(work.connection, work.keys, circle.patient) is None
        assert last_circle_of(work.connection, work.keys, circle.patient) == closed
        assert names_taken(work.connection) == set()
        row = work.connection.execute(select(CIRCLES)).one()
        assert b"Jeanne" not in row.details


def test_a_stay_is_kept_sealed_and_changed_alone() -> None:
    units = make_units()
    circle = opened(units)
    with units.unit("stay") as work:
        anne = load_member(work.connection, work.keys, circle.id, ANNE)
        assert anne is not None
        changed = replace(anne, relation="DAUC", note="secret")
        save_member(work, circle.id, changed)
        assert load_member(work.connection, work.keys, circle.id, ANNE) == changed
        others = [m for m in load_members(work.connection, work.keys, circle.id) if m != changed]
        assert {m.user_id for m in others} == {ALICE, PAUL}
        for row in work.connection.execute(select(MEMBERS)):
            assert b"EXEMPLE" not in row.details


def test_what_is_not_shown_yet_is_remembered_until_it_is() -> None:
    units = make_units()
    circle = opened(units)
    with units.unit("settle") as work:
        assert unsettled_circles(work.connection, 5) == [circle.id]
        mark_settled(work.connection, circle.id)
        assert unsettled_circles(work.connection, 5) == []
        unsettled_of_patient(work.connection, circle.patient)
        assert unsettled_circles(work.connection, 5) == [circle.id]


def test_one_s_stays_in_open_circles_and_whoever_shares_them() -> None:
    units = make_units()
    circle = opened(units)
    with units.unit("read") as work:
        connection, keys = work.connection, work.keys
        together = load_members_of(connection, keys, [circle.id])
        assert together == {circle.id: list(load_members(connection, keys, circle.id))}
        stays = open_stays_of(connection, keys, PAUL)
        assert stays == {circle.id: load_member(connection, keys, circle.id, PAUL)}
        save_circle(work, replace(circle, state=CircleState.SUSPENDED))
        assert open_stays_of(connection, keys, PAUL) == {}


def test_pages_hear_of_stays_that_begin_change_and_end() -> None:
    units = make_units()
    circle = opened(units)
    with units.unit("change") as work:
        paul = load_member(work.connection, work.keys, circle.id, PAUL)
        assert paul is not None
        save_member(work, circle.id, replace(paul, ended_at=work.now))
        assert work.published == [stays_topic(work.connection, PAUL)]
        save_circle(work, replace(circle, state=CircleState.SUSPENDED))
        present = [stays_topic(work.connection, one) for one in (ALICE, ANNE)]
        assert sorted(work.published[1:]) == sorted(present)
        assert PAUL not in "".join(work.published)
