"""Taken in, corrected, doubted: each with its line in the trail."""

from __future__ import annotations

import pytest

from care.audit.model import Face
from care.audit.store import lines_about_patient
from care.identity.matching import Candidate, Grade
from care.identity.patient import PatientId
from care.identity.status import Event
from care.patients.model import Contact
from care.patients.rules import is_homonym, is_locked
from care.patients.workflow import (
    change_alerts,
    change_contact,
    correct_identity,
    find_alike,
    judge_identity,
    require_patient,
    take_in_patient,
)
from care.runtime.errors import Refusal
from tests.care.circles.hamlet import identity, make_units


def test_a_life() -> None:
    with make_units().unit("life") as work:
        jeanne = take_in_patient(work, identity(), Contact(), "alice", Face.ROOM)
        change_contact(work, jeanne.id, Contact(("+33600000012",)), "alice", Face.ROOM)
        change_alerts(work, jeanne.id, ("pénicilline",), "alice", Face.PAGE)
        correct_identity(work, jeanne.id, identity(day=16), "ida", Face.ROOM)
        assert is_locked(judge_identity(work, jeanne.id, Event.DOUBT_RAISED, "ida", Face.ROOM))
        judge_identity(work, jeanne.id, Event.DOUBT_LIFTED, "ida", Face.ROOM)
        known = require_patient(work, jeanne.id)
        assert (known.alerts, known.contact.phones) == (("pénicilline",), ("+33600000012",))
        assert known.identity.traits.birth_date == identity(day=16).traits.birth_date
        lines = lines_about_patient(work.connection, work.keys, jeanne.id.text)
        acts = [line.entry.act.removeprefix("patient.") for line in lines if line.entry]
    assert acts == [
        "taken_in", "contact_changed", "alerts_changed", "corrected", "doubt_raised",
        "doubt_lifted",
    ]  # fmt: skip


def test_namesakes_are_both_marked_and_nothing_is_merged() -> None:
    with make_units().unit("two") as work:
        first = take_in_patient(work, identity(), Contact(), "alice", Face.ROOM)
        assert not is_homonym(first)
        (alike,) = find_alike(work, first.candidate)
        assert alike.grade is Grade.SAME
        second = take_in_patient(work, identity(), Contact(), "alice", Face.ROOM)
        assert second.id != first.id
        assert is_homonym(second)
        assert is_homonym(require_patient(work, first.id))


def test_nobody_known() -> None:
    with make_units().unit("none") as work:
        with pytest.raises(Refusal, match="patient-unknown"):
            require_patient(work, PatientId("p" + "9" * 32))
        assert find_alike(work, Candidate(identity().traits)) == ()
