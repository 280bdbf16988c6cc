"""The stories of a patient's identity: look for them, take them in, correct, doubt."""

from __future__ import annotations

import secrets
from dataclasses import replace

from care.audit.model import Entry, Face, Kind
from care.audit.store import record
from care.identity.matching import Candidate
from care.identity.patient import PatientId, PatientIdentity, name_patient
from care.identity.status import Event
from care.patients.model import Alike, Contact, Patient
from care.patients.rules import (
    apply_to_patient,
    is_homonym,
    mark_homonym,
    rank_alike,
    revise_identity,
)
from care.patients.store import find_patients, load_patient, save_patient
from care.runtime.errors import Refusal
from care.runtime.units import UnitOfWork

_ID_BYTES = 16


def find_alike(work: UnitOfWork, sought: Candidate) -> tuple[Alike, ...]:
    """Those who may be `sought`, the likeliest first. Nothing is merged: a person decides."""
    return rank_alike(sought, find_patients(work.connection, work.keys, sought))


def take_in_patient(
    work: UnitOfWork, identity: PatientIdentity, contact: Contact, actor: str, face: Face
) -> Patient:
    """Keep somebody new. Whoever bears the same name and day of birth is marked, as they are."""
    patient = Patient(name_patient(secrets.token_bytes(_ID_BYTES)), identity, contact)
    alike = find_alike(work, patient.candidate)
    save_patient(work, mark_homonym(patient) if alike else patient)
    for one in alike:
        if not is_homonym(one.patient):
            save_patient(work, mark_homonym(one.patient))
            _note(work, "patient.homonym_found", one.patient.id, actor, face)
    _note(work, "patient.taken_in", patient.id, actor, face)
    return require_patient(work, patient.id)


def correct_identity(
    work: UnitOfWork, patient_id: PatientId, identity: PatientIdentity, actor: str, face: Face
) -> Patient:
    """Put `identity` in place of what was known. Raises Refusal for an unknown patient."""
    corrected = revise_identity(require_patient(work, patient_id), identity)
    save_patient(work, corrected)
    _note(work, "patient.corrected", patient_id, actor, face)
    return corrected


def judge_identity(
    work: UnitOfWork, patient_id: PatientId, event: Event, actor: str, face: Face
) -> Patient:
    """Raise or lift a doubt, say that the patient is invented… Raises Refusal, IdentityRefused."""
    judged = apply_to_patient(require_patient(work, patient_id), event)
    save_patient(work, judged)
    _note(work, f"patient.{event.value}", patient_id, actor, face)
    return judged


def change_contact(
    work: UnitOfWork, patient_id: PatientId, contact: Contact, actor: str, face: Face
) -> Patient:
    """Keep other phones, another address. Raises Refusal."""
    changed = replace(require_patient(work, patient_id), contact=contact)
    save_patient(work, changed)
    _note(work, "patient.contact_changed", patient_id, actor, face)
    return changed


def change_alerts(
    work: UnitOfWork, patient_id: PatientId, alerts: tuple[str, ...], actor: str, face: Face
) -> Patient:
    """Keep other alerts. Raises Refusal."""
    changed = replace(require_patient(work, patient_id), alerts=alerts)
    save_patient(work, changed)
    _note(work, "patient.alerts_changed", patient_id, actor, face)
    return changed


def require_patient(work: UnitOfWork, patient_id: PatientId) -> Patient:
    """The patient with this id. Raises Refusal."""
    patient = load_patient(work.connection, work.keys, patient_id)
    if patient is None:
        raise Refusal("patient-unknown")
    return patient


def _note(work: UnitOfWork, act: str, patient: PatientId, actor: str, face: Face) -> None:
    record(work, Entry(act, Kind.CARE, actor, face, patient=patient.text))
