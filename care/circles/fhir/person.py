"""A patient's identity as FR Core writes it, and back: the number only when it may leave."""

from __future__ import annotations

from collections.abc import Iterable

from care.circles.fhir.facts import CircleFacts
from care.circles.fhir.resources import (
    Patient,
    PatientExtension,
    PersonName,
    Profiled,
    WrittenAddress,
)
from care.circles.fhir.systems import (
    BIRTH_GIVEN_NAMES,
    BIRTH_PLACE,
    COMMENTS,
    GENDERS,
    IDENTITY_STATUS,
    INS_PROFILE,
    INS_TYPES,
    PATIENT,
    PATIENT_PROFILE,
    RELIABILITY,
    STATUS_COMMENT,
)
from care.directory.fhir.resources import (
    CodeableConcept,
    Coding,
    ContactPoint,
    Extension,
    Identifier,
)
from care.directory.fhir.systems import IDENTIFIER_TYPES, INSEE_CODE, system_of
from care.identity.birth_date import BirthDate
from care.identity.ins import InsNumber
from care.identity.patient import PatientIdentity, prepare_to_leave
from care.identity.reason import Environment
from care.identity.status import Standing
from care.identity.traits import Traits


def render_patient(facts: CircleFacts, environment: Environment) -> Patient:
    """The patient of a circle, as others may be told (EXI ID 29)."""
    identity = prepare_to_leave(facts.identity, environment)
    traits = identity.traits
    address = facts.contact.address
    return Patient(
        id=facts.patient,
        meta=Profiled(profile=[INS_PROFILE if identity.number else PATIENT_PROFILE]),
        extension=[_reliability(identity.standing), *_birth_place(traits)],
        identifier=[Identifier(use="usual", system=PATIENT, value=facts.patient)]
        + ([] if identity.number is None else [_ins(identity.number)]),
        name=list(_names(identity)),
        telecom=[ContactPoint(system="phone", value=phone) for phone in facts.contact.phones],
        gender=None if traits.sex is None else GENDERS[traits.sex],
        birth_date=None if traits.birth_date is None else render_birth_date(traits.birth_date),
        address=[WrittenAddress(use="home", text=address)] if address else [],
    )


def render_birth_date(born: BirthDate) -> str:
    """As much of the date as is known (FHIR `date`)."""
    parts = [f"{born.year:04d}"]
    parts += [f"{part:02d}" for part in (born.month, born.day) if part is not None]
    return "-".join(parts)


def _ins(number: InsNumber) -> Identifier:
    type_ = INS_TYPES[number.authority.oid]
    return Identifier(
        use="temp" if type_ == "INS-NIA" else "official",
        type=CodeableConcept(coding=[Coding(system=IDENTIFIER_TYPES, code=type_)]),
        system=f"urn:oid:{number.authority.oid}",
        value=number.matricule.text,
    )


def _names(identity: PatientIdentity) -> Iterable[PersonName]:
    traits = identity.traits
    certificate = Extension(url=BIRTH_GIVEN_NAMES, value_string=traits.given_names)
    yield PersonName(
        use="official",
        family=traits.birth_name or None,
        given=[traits.first_name] if traits.first_name else [],
        extension=[certificate] if traits.given_names else [],
    )
    if traits.used_name or traits.used_given_name:
        given = [traits.used_given_name] if traits.used_given_name else []
        yield PersonName(use="usual", family=traits.used_name, given=given)


def _reliability(standing: Standing) -> PatientExtension:
    status = Coding(system=IDENTITY_STATUS, code=standing.status.value)
    comments = [
        Extension(url="comment", value_coding=Coding(system=STATUS_COMMENT, code=code))
        for attribute, code in COMMENTS.items()
        if attribute in standing.attributes
    ]
    inside = [Extension(url="identityStatus", value_coding=status), *comments]
    return PatientExtension(url=RELIABILITY, extension=inside)


def _birth_place(traits: Traits) -> Iterable[PatientExtension]:
    if traits.birth_place is not None:
        place = Coding(system=system_of("R13"), code=traits.birth_place)
        code = Extension(url=INSEE_CODE, value_coding=place)
        address = WrittenAddress(extension=[code])
        yield PatientExtension(url=BIRTH_PLACE, value_address=address)
