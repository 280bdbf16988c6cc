"""Keeping patients sealed, and finding them by tokens that tell nothing."""

from __future__ import annotations

from collections.abc import Iterable

from pydantic import TypeAdapter
from sqlalchemy import Connection, delete, select

from care.identity.ins import InsNumber
from care.identity.matching import Candidate
from care.identity.patient import PatientId
from care.identity.traits import search_keys
from care.patients.model import Patient
from care.patients.tables import PATIENT_TOKENS, PATIENTS
from care.runtime.database import insert_into
from care.runtime.sealing import KeyRing
from care.runtime.units import UnitOfWork

_PATIENT: TypeAdapter[Patient] = TypeAdapter(Patient)
_CONTEXT = "patients.record"


def save_patient(work: UnitOfWork, patient: Patient) -> None:
    """Keep `patient` in place of what was known, and what finds them."""
    identifier = patient.id.text
    values = {
        "record": work.keys.seal(_PATIENT.dump_json(patient), _CONTEXT),
        "changed_at": work.now,
    }
    work.connection.execute(
        insert_into(work.connection, PATIENTS)
        .values(id=identifier, **values)
        .on_conflict_do_update(index_elements=["id"], set_=values)
    )
    work.connection.execute(delete(PATIENT_TOKENS).where(PATIENT_TOKENS.c.patient_id == identifier))
    rows = [{"token": t, "patient_id": identifier} for t in _tokens(work.keys, patient)]
    if rows:
        work.connection.execute(PATIENT_TOKENS.insert(), rows)


def load_patient(connection: Connection, keys: KeyRing, patient_id: PatientId) -> Patient | None:
    """The patient with this id."""
    record = connection.execute(
        select(PATIENTS.c.record).where(PATIENTS.c.id == patient_id.text)
    ).scalar()
    return None if record is None else _open(keys, record)


def load_patients(
    connection: Connection, keys: KeyRing, ids: Iterable[PatientId]
) -> dict[PatientId, Patient]:
    """Those patients, by id."""
    wanted = [one.text for one in ids]
    found: dict[PatientId, Patient] = {}
    for start in range(0, len(wanted), 500):
        rows = connection.execute(
            select(PATIENTS.c.record).where(PATIENTS.c.id.in_(wanted[start : start + 500]))
        )
        found |= {patient.id: patient for row in rows if (patient := _open(keys, row.record))}
    return found


def find_patients(connection: Connection, keys: KeyRing, sought: Candidate) -> list[Patient]:
    """Everybody who shares the number, or the day of birth, of who is sought."""
    tokens = [_number_token(keys, sought.number)] if sought.number else []
    tokens += [_key_token(keys, key) for key in search_keys(sought.traits)[:1]]
    rows = connection.execute(
        select(PATIENTS.c.record)
        .join(PATIENT_TOKENS, PATIENT_TOKENS.c.patient_id == PATIENTS.c.id)
        .where(PATIENT_TOKENS.c.token.in_(tokens))
        .distinct()
    )
    return [_open(keys, row.record) for row in rows]


def forget_patient(connection: Connection, patient_id: PatientId) -> None:
    """Drop all that is known of a patient."""
    connection.execute(delete(PATIENT_TOKENS).where(PATIENT_TOKENS.c.patient_id == patient_id.text))
    connection.execute(delete(PATIENTS).where(PATIENTS.c.id == patient_id.text))


def _open(keys: KeyRing, record: bytes) -> Patient:
    return _PATIENT.validate_json(keys.unseal(record, _CONTEXT))


def _tokens(keys: KeyRing, patient: Patient) -> set[str]:
    numbers = [*patient.past_numbers]
    if patient.identity.number is not None:
        numbers.append(patient.identity.number)
    traits = {_key_token(keys, key) for key in search_keys(patient.identity.traits)}
    return traits | {_number_token(keys, number) for number in numbers}


def _number_token(keys: KeyRing, number: InsNumber) -> str:
    return keys.blind(number.matricule.text, "patients.matricule")


def _key_token(keys: KeyRing, key: str) -> str:
    return keys.blind(key, "patients.traits")
