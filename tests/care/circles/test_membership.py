"""Coming in, changing place, leaving; each with its line in the trail."""

from __future__ import annotations

import pytest

from care.audit.store import lines_about_circle
from care.circles.membership import add_people, change_role, note_departure, remove_person
from care.circles.model import Circle, Ending, Role
from care.circles.store import circles_of, load_members
from care.runtime.errors import Refusal
from care.runtime.units import Units
from tests.care.circles.hamlet import (
    ALICE,
    ANNE,
    CAMILLE,
    IDA,
    JEANNE,
    KIM,
    PAUL,
    make_units,
    newcomer,
    opened,
)


@pytest.fixture
def units() -> Units:
    return make_units()


@pytest.fixture
def circle(units: Units) -> Circle:
    return opened(units, ALICE, PAUL, ANNE)


def test_all_come_in_or_nobody(units: Units, circle: Circle) -> None:
    with pytest.raises(Refusal, match="circle-already-member"), units.unit("add") as work:
        add_people(work, circle.id, ALICE, [newcomer(IDA), newcomer(PAUL)])
    with units.unit("look") as work:
        assert IDA not in {m.user_id for m in load_members(work.connection, work.keys, circle.id)}
        add_people(work, circle.id, PAUL, [newcomer(IDA), newcomer(JEANNE)])
    with units.unit("look again") as work:
        roles = {m.user_id: m.role for m in load_members(work.connection, work.keys, circle.id)}
    assert (roles[IDA], roles[JEANNE]) == (Role.NURSE, Role.PATIENT)


def test_relatives_add_nobody_and_strangers_neither(units: Units, circle: Circle) -> None:
    for who, why in ((ANNE, "circle-may-not"), (KIM, "circle-not-member")):
        with pytest.raises(Refusal, match=why), units.unit(f"add {who}") as work:
            add_people(work, circle.id, who, [newcomer(IDA)])


def test_there_is_one_treating_doctor(units: Units, circle: Circle) -> None:
    with units.unit("role") as work:
        change_role(work, circle.id, PAUL, ALICE, Role.TREATING_DOCTOR)
    with pytest.raises(Refusal, match="circle-treating-doctor-known"), units.unit("two") as work:
        change_role(work, circle.id, ALICE, ALICE, Role.TREATING_DOCTOR)


def test_an_end_is_final_and_traced(units: Units, circle: Circle) -> None:
    with units.unit("out") as work:
        ended = remove_person(work, circle.id, ALICE, PAUL)
        assert (ended.ending, ended.ended_at) == (Ending.REMOVED, work.now)
        assert circles_of(work.connection, PAUL) == []
        past = load_members(work.connection, work.keys, circle.id, past=True)
        assert [m.user_id for m in past if not m.is_present] == [PAUL]
        last = list(lines_about_circle(work.connection, work.keys, circle.id.text))[-1].entry
    assert last is not None
    assert (last.act, last.details) == ("circle.member_ended", {"ending": "removed"})
    with pytest.raises(Refusal, match="circle-not-member"), units.unit("again") as work:
        remove_person(work, circle.id, PAUL, PAUL)


def test_one_may_come_back_and_both_stays_are_kept(units: Units, circle: Circle) -> None:
    with units.unit("out") as work:
        remove_person(work, circle.id, PAUL, PAUL)
    with units.unit("back") as work:
        add_people(work, circle.id, ALICE, [newcomer(PAUL)])
        stays = load_members(work.connection, work.keys, circle.id, past=True)
    assert [m.is_present for m in stays if m.user_id == PAUL] == [False, True]


def test_the_last_professional_may_not_simply_go(units: Units) -> None:
    circle = opened(units, ALICE, ANNE)
    with pytest.raises(Refusal, match="circle-last-professional"), units.unit("out") as work:
        remove_person(work, circle.id, ALICE, ALICE)
    with units.unit("left") as work:  # the room was left all the same
        assert note_departure(work, circle.id, ALICE) is False
        assert note_departure(work, circle.id, ALICE) is False


def test_a_coordinator_manages_without_being_in(units: Units, circle: Circle) -> None:
    with units.unit("manage") as work:
        add_people(work, circle.id, CAMILLE, [newcomer(KIM)])
        remove_person(work, circle.id, CAMILLE, PAUL)
        members = {m.user_id for m in load_members(work.connection, work.keys, circle.id)}
    assert members == {ALICE, ANNE, KIM}
