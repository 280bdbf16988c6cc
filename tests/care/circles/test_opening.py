"""A circle is opened whole, or not at all."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from care.circles.closing import close_circle
from care.circles.model import CloseReason, Role
from care.circles.opening import Naming, Subject, open_circle
from care.circles.tables import CIRCLES, MEMBERS
from care.consent.model import Ground, Scope, Stance
from care.consent.store import load_register
from care.identity.status import Attribute
from care.patients.store import load_patient
from care.patients.tables import PATIENTS
from care.runtime.errors import Refusal
from tests.care.circles.hamlet import (
    ALICE,
    ANNE,
    CAMILLE,
    IDA,
    PAUL,
    identity,
    make_units,
    newcomer,
    open_one,
    opened,
)


def test_everybody_is_in_with_role_and_ground() -> None:
    with make_units().unit("open") as work:
        done = open_one(work, ALICE, PAUL, ANNE)
    assert [(m.user_id, m.role, m.ground) for m in done.members] == [
        (ALICE, Role.DOCTOR, Ground.CHOSEN_BY_PATIENT),
        (PAUL, Role.PHARMACIST, Ground.CHOSEN_BY_PATIENT),
        (ANNE, Role.RELATIVE, Ground.RELATIVE),
    ]


def test_nothing_is_kept_of_a_refused_opening() -> None:
    units = make_units()
    with pytest.raises(Refusal, match="circle-no-account"), units.unit("open") as work:
        open_one(work, ALICE, "@nobody:test")
    with units.database.begin() as connection:
        for table in (CIRCLES, MEMBERS, PATIENTS):
            assert connection.execute(select(func.count()).select_from(table)).scalar() == 0


def test_consent_is_written_down_when_it_is_the_ground() -> None:
    with make_units().unit("open") as work:
        done = open_one(work, ALICE, ground=Ground.CONSENT)
        register = load_register(work.connection, work.keys, done.patient.id.text)
    (statement,) = register.statements
    assert (statement.stance, statement.scope) == (Stance.CONSENT, Scope.SHARING)


def test_who_opens_for_others_is_not_in_it() -> None:
    with make_units().unit("open") as work:
        done = open_one(work, ALICE, IDA, by=CAMILLE)
    assert done.circle.opened_by == CAMILLE
    assert {member.user_id for member in done.members} == {ALICE, IDA}


def test_relatives_open_nothing_and_nobody_is_no_circle() -> None:
    units = make_units()
    with pytest.raises(Refusal, match="circle-staff-only"), units.unit("a") as work:
        open_one(work, ALICE, by=ANNE)
    with pytest.raises(Refusal, match="circle-nobody"), units.unit("b") as work:
        open_circle(work, ALICE, Subject(identity=identity()), [])


def test_one_circle_per_patient_and_only_members_learn_its_name() -> None:
    units = make_units()
    circle = opened(units, ALICE, PAUL)
    subject = Subject(patient=circle.patient)
    with pytest.raises(Refusal) as mine, units.unit("a") as work:
        open_circle(work, ALICE, subject, [newcomer(ALICE)])
    assert mine.value.reason == "circle-exists"
    assert mine.value.facts == {"name": circle.pseudonym}
    with pytest.raises(Refusal) as theirs, units.unit("b") as work:
        open_circle(work, IDA, subject, [newcomer(IDA)])
    assert theirs.value.reason == "circle-exists-elsewhere"
    assert theirs.value.facts == {}


def test_a_closed_circle_is_reopened_by_its_own_rather_than_doubled() -> None:
    units = make_units()
    circle = opened(units, ALICE, PAUL)
    with units.unit("close") as work:
        close_circle(work, circle.id, ALICE, CloseReason.MOVED)
    subject = Subject(patient=circle.patient)
    with pytest.raises(Refusal, match="circle-to-reopen"), units.unit("a") as work:
        open_circle(work, PAUL, subject, [newcomer(PAUL)])
    with units.unit("b") as work:
        other = open_circle(work, IDA, subject, [newcomer(IDA)])
    assert other.circle.id != circle.id


def test_a_namesake_marks_both() -> None:
    units = make_units()
    with units.unit("a") as work:
        first = open_one(work, ALICE)
    with units.unit("b") as work:
        second = open_one(work, IDA, by=IDA)
        for patient in (first.patient.id, second.patient.id):
            known = load_patient(work.connection, work.keys, patient)
            assert known is not None
            assert Attribute.HOMONYM in known.identity.standing.attributes


def test_initials_when_the_territory_chose_them() -> None:
    with make_units().unit("open") as work:
        done = open_circle(
            work, ALICE, Subject(identity=identity()), [newcomer(ALICE)], naming=Naming.INITIALS
        )
    assert done.circle.pseudonym == "J. E."
