"""Sealed, and found by tokens that tell nothing."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import select

from care.identity.matching import Candidate
from care.patients.model import Contact
from care.patients.rules import revise_identity
from care.patients.store import (
    find_patients,
    forget_patient,
    load_patient,
    load_patients,
    save_patient,
)
from care.patients.tables import PATIENT_TOKENS, PATIENTS
from tests.care.circles.hamlet import identity, make_units
from tests.care.patients.test_rules import NUMBER, OTHER, patient

JEANNE = replace(
    patient(), identity=replace(identity(), number=NUMBER),
    contact=Contact(("+33600000012",), "12 rue de l’Exemple"), alerts=("pénicilline",),
)  # fmt: skip


def test_whole_again_and_nothing_readable() -> None:
    with make_units().unit("keep") as work:
        save_patient(work, JEANNE)
        assert load_patient(work.connection, work.keys, JEANNE.id) == JEANNE
        assert load_patients(work.connection, work.keys, [JEANNE.id]) == {JEANNE.id: JEANNE}
        raw = str(work.connection.execute(select(PATIENTS)).all())
        raw += str(work.connection.execute(select(PATIENT_TOKENS)).all())
    for canary in ("EXEMPLE", "284067635112353", "1984", "600000012", "nicilline"):
        assert canary not in raw


def test_found_by_number_past_or_present_and_by_day_of_birth() -> None:
    with make_units().unit("find") as work:
        save_patient(work, JEANNE)
        save_patient(work, revise_identity(JEANNE, replace(identity(), number=OTHER)))
        for sought in (
            Candidate(identity(day=1).traits, NUMBER),
            Candidate(identity(day=1).traits, OTHER),
            Candidate(identity(name="AUTRE").traits),
        ):
            (found,) = find_patients(work.connection, work.keys, sought)
            assert found.id == JEANNE.id
        assert find_patients(work.connection, work.keys, Candidate(identity(day=1).traits)) == []


def test_forgotten_without_a_trace() -> None:
    with make_units().unit("forget") as work:
        save_patient(work, JEANNE)
        forget_patient(work.connection, JEANNE.id)
        assert load_patient(work.connection, work.keys, JEANNE.id) is None
        assert work.connection.execute(select(PATIENT_TOKENS)).all() == []
