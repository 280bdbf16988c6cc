"""Closed, suspended, reopened: what each does to people."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from care.circles.closing import (
    close_circle,
    end_access_until,
    oppose_as_patient,
    reopen_circle,
    say_of_patient,
)
from care.circles.membership import add_people
from care.circles.model import CircleState, CloseReason
from care.circles.opening import Subject, open_circle
from care.circles.reading import see_circle
from care.circles.store import load_circle, load_members, save_member
from care.consent.model import Evidence, Giver, Scope, Stance, Statement
from care.runtime.errors import Refusal
from tests.care.circles.hamlet import (
    ALICE,
    ANNE,
    CAMILLE,
    IDA,
    JEANNE,
    NOW,
    PAUL,
    make_units,
    newcomer,
    opened,
)


def statement(stance: Stance, scope: Scope = Scope.SHARING, person: str | None = None) -> Statement:
    return Statement(0, "", stance, scope, Giver.PATIENT, Evidence.SPOKEN, NOW, "", person=person)


def test_a_closed_circle_is_read_by_nobody_and_reopened_with_its_people() -> None:
    units = make_units()
    circle = opened(units, ALICE, PAUL, ANNE)
    with units.unit("close") as work:
        closed = close_circle(work, circle.id, ALICE, CloseReason.END_OF_CARE)
        assert (closed.state, closed.closed_at) == (CircleState.CLOSED, work.now)
    with pytest.raises(Refusal, match="circle-is-closed"), units.unit("see") as work:
        see_circle(work, circle.id, PAUL)
    with pytest.raises(Refusal, match="circle-already-closed"), units.unit("twice") as work:
        close_circle(work, circle.id, ALICE, CloseReason.MOVED)
    with units.unit("reopen") as work:
        reopen_circle(work, circle.id, ALICE)
        assert len(see_circle(work, circle.id, PAUL).members) == 3


def test_another_reason_needs_words_and_relatives_close_nothing() -> None:
    units = make_units()
    circle = opened(units, ALICE, ANNE)
    with pytest.raises(Refusal, match="circle-close-why"), units.unit("a") as work:
        close_circle(work, circle.id, ALICE, CloseReason.OTHER, "  ")
    with pytest.raises(Refusal, match="circle-may-not"), units.unit("b") as work:
        close_circle(work, circle.id, ANNE, CloseReason.MOVED)


def test_a_circle_is_not_reopened_beside_another() -> None:
    units = make_units()
    circle = opened(units, ALICE, PAUL)
    with units.unit("close") as work:
        close_circle(work, circle.id, ALICE, CloseReason.MISTAKE)
    with units.unit("other") as work:
        open_circle(work, IDA, Subject(patient=circle.patient), [newcomer(IDA)])
    with pytest.raises(Refusal, match="circle-exists-elsewhere"), units.unit("re") as work:
        reopen_circle(work, circle.id, ALICE)


def test_opposition_to_somebody_ends_their_stay_and_keeps_them_out() -> None:
    units = make_units()
    circle = opened(units, ALICE, PAUL)
    with units.unit("oppose") as work:
        no = statement(Stance.OPPOSITION, Scope.PERSON, PAUL)
        _, gone = say_of_patient(work, circle.id, ALICE, no)
        assert gone == [PAUL]
    with pytest.raises(Refusal, match="consent-opposed-person"), units.unit("add") as work:
        add_people(work, circle.id, ALICE, [newcomer(PAUL)])


def test_opposition_to_sharing_suspends_for_all_but_the_patient() -> None:
    units = make_units()
    circle = opened(units, ALICE, PAUL, ANNE, JEANNE)
    with pytest.raises(Refusal, match="circle-may-not"), units.unit("anne") as work:
        oppose_as_patient(work, circle.id, ANNE, statement(Stance.OPPOSITION))
    with units.unit("oppose") as work:
        _, gone = oppose_as_patient(work, circle.id, JEANNE, statement(Stance.OPPOSITION))
        assert set(gone) == {ALICE, PAUL, ANNE}
        kept = load_circle(work.connection, work.keys, circle.id)
        assert kept is not None
        assert kept.state is CircleState.SUSPENDED
    with units.unit("again") as work:
        reopen_circle(work, circle.id, CAMILLE)
    with pytest.raises(Refusal, match="consent-opposed"), units.unit("add") as work:
        add_people(work, circle.id, CAMILLE, [newcomer(ALICE)])
    with units.unit("consent") as work:
        say_of_patient(work, circle.id, CAMILLE, statement(Stance.CONSENT))
        add_people(work, circle.id, CAMILLE, [newcomer(ALICE)])


def test_an_access_given_for_a_time_ends_at_its_hour_and_not_before() -> None:
    units = make_units()
    circle = opened(units, ALICE, PAUL)
    with units.unit("until") as work:
        paul = load_members(work.connection, work.keys, circle.id)[1]
        save_member(work, circle.id, replace(paul, until=work.now + timedelta(hours=1)))
        assert end_access_until(work, circle.id) == []
        work.now += timedelta(hours=1)
        assert end_access_until(work, circle.id) == [PAUL]
        assert end_access_until(work, circle.id) == []
