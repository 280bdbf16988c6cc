"""What those who decide see of a letter."""

from __future__ import annotations

from bots.mailbox.triage.picture import paint
from care.circles.model import CircleState
from care.identity.matching import Grade
from care.patients.store import forget_patient
from tests.bots.mailbox.practice import Practice
from tests.care.letters.scene import Paper, send_papers


def test_patients_keep_the_numbers_they_were_shown_under() -> None:
    practice = Practice()
    patient = practice.knows()
    practice.circle(patient)
    letter = practice.gets(send_papers(Paper(number=None)))
    with practice.units.unit("x") as work:
        (option,) = paint(work, practice.house, letter).options
        assert option.evidence is not None
        assert (option.number, option.circle) == (1, CircleState.OPEN)
        assert option.evidence.grade is Grade.SAME
        forget_patient(work.connection, patient.id)
        (option,) = paint(work, practice.house, letter).options
    assert (option.number, option.patient) == (1, None)
