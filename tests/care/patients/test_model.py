"""A patient's record shows nothing by accident."""

from __future__ import annotations

from care.identity.matching import Grade, compare_people
from care.identity.patient import PatientId
from care.patients.model import Alike, Contact, Patient
from tests.care.circles.hamlet import identity

JEANNE = Patient(PatientId("p" + "1" * 32), identity(), Contact(("+33600000012",), "12 rue"))


def test_nothing_of_them_in_logs() -> None:
    shown = repr(JEANNE)
    assert "EXEMPLE" not in shown
    assert "600000012" not in shown
    assert "rue" not in shown


def test_alike_tells_its_grade() -> None:
    evidence = compare_people(JEANNE.candidate, JEANNE.candidate)
    assert Alike(JEANNE, evidence).grade is Grade.SAME
