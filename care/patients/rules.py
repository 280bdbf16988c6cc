"""What becomes of what is known of a patient."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from care.identity.matching import Candidate, Grade, compare_people
from care.identity.patient import PatientIdentity
from care.identity.status import Attribute, Event, apply_event
from care.patients.model import Alike, Patient

# Those who may be the same person come before those who only bear the same name.
_ORDER = (Grade.SAME, Grade.PROBABLE_DUPLICATE, Grade.DOUBTFUL, Grade.HOMONYM)


def rank_alike(sought: Candidate, known: Iterable[Patient]) -> tuple[Alike, ...]:
    """Those of `known` who may be `sought`, or bear their name; the likeliest first."""
    compared = [Alike(patient, compare_people(sought, patient.candidate)) for patient in known]
    kept = [one for one in compared if one.grade in _ORDER]
    return tuple(sorted(kept, key=lambda one: (_ORDER.index(one.grade), one.patient.id.text)))


def revise_identity(patient: Patient, identity: PatientIdentity) -> Patient:
    """`patient` under a new identity; a number that is replaced still finds them."""
    before = patient.identity.number
    past = patient.past_numbers
    if before is not None and before != identity.number and before not in past:
        past = (*past, before)
    return replace(patient, identity=identity, past_numbers=past)


def apply_to_patient(patient: Patient, event: Event) -> Patient:
    """`patient` after an act of ours on their identity. Raises IdentityRefused."""
    standing = apply_event(patient.identity.standing, event)
    return replace(patient, identity=replace(patient.identity, standing=standing))


def mark_homonym(patient: Patient) -> Patient:
    """`patient` known to have a namesake; an invented one has none (EXI ID 24)."""
    if Attribute.FICTITIOUS in patient.identity.standing.attributes:
        return patient
    return apply_to_patient(patient, Event.HOMONYM_FOUND)


def is_locked(patient: Patient) -> bool:
    """Whether nothing about them may leave the territory: the identity is doubtful or invented."""
    return not patient.identity.standing.is_number_usable


def is_homonym(patient: Patient) -> bool:
    """Whether somebody else bears their name and day of birth."""
    return Attribute.HOMONYM in patient.identity.standing.attributes
