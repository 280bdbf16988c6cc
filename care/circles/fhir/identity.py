"""Who a FHIR Patient is, with the status that its source may give and never a better one."""

from __future__ import annotations

from dataclasses import replace

from care.circles.fhir.reading import clean
from care.circles.fhir.reason import BundleRefused, Reason
from care.circles.fhir.resources import Patient, PersonName
from care.circles.fhir.systems import (
    BIRTH_GIVEN_NAMES,
    BIRTH_PLACE,
    COMMENTS,
    GENDERS,
    IDENTITY_STATUS,
    INS_TYPES,
    RELIABILITY,
    STATUS_COMMENT,
)
from care.directory.fhir.systems import INSEE_CODE
from care.directory.phone import read_phone
from care.identity.authority import ABANDONED, parse_authority
from care.identity.birth_date import BirthDate, parse_birth_date
from care.identity.birth_place import parse_birth_place
from care.identity.ins import InsNumber, check_number
from care.identity.matricule import parse_matricule
from care.identity.patient import PatientIdentity
from care.identity.reason import Environment, IdentityRefused
from care.identity.status import ALLOWED, MAY_SAY, Attribute, Source, Standing, Status
from care.identity.traits import Traits
from care.patients.model import Contact

_MOST_PHONES = 10
_OIDS = {f"urn:oid:{oid}" for oid in (*INS_TYPES, ABANDONED)}


def read_identity(patient: Patient, source: Source, environment: Environment) -> PatientIdentity:
    """The identity as `source` gave it. Raises BundleRefused for a number that cannot be one."""
    return PatientIdentity(
        read_traits(patient), _standing(patient, source), _number(patient, environment)
    )


def read_traits(patient: Patient) -> Traits:
    """The traits; what cannot be read was not told."""
    official = _name(patient, "official") or _name(patient, None) or PersonName()
    usual = _name(patient, "usual") or PersonName()
    first = clean(next(iter(official.given), ""))
    told = [one.value_string for one in official.extension if one.url == BIRTH_GIVEN_NAMES]
    listed = clean(next(iter(told), "")) or clean(" ".join(official.given))
    traits = Traits(
        birth_name=clean(official.family),
        given_names=listed,
        birth_date=_birth_date(patient),
        sex={gender: sex for sex, gender in GENDERS.items()}.get(patient.gender or ""),
        birth_place=_birth_place(patient),
        used_name=clean(usual.family) or None,
        used_given_name=clean(next(iter(usual.given), "")) or None,
    )
    return traits if traits.first_name == first else replace(traits, first_given_name=first or None)


def read_contact(patient: Patient) -> Contact:
    """Phones that can be called, and the first address."""
    phones = [
        read_phone(one.value or "") for one in patient.telecom if one.system in {"phone", "sms"}
    ]
    address = next(iter(patient.address), None)
    return Contact(
        tuple(dict.fromkeys(phone for phone in phones if phone))[:_MOST_PHONES],
        "" if address is None else clean(address.text) or _assembled(address),
    )


def _assembled(address: object) -> str:
    parts = [*getattr(address, "line", ()), getattr(address, "postal_code", None)]
    return clean(" ".join(part for part in [*parts, getattr(address, "city", None)] if part))


def _name(patient: Patient, use: str | None) -> PersonName | None:
    return next((name for name in patient.name if use in {None, name.use}), None)


def _birth_date(patient: Patient) -> BirthDate | None:
    try:
        return parse_birth_date(patient.birth_date or "")
    except IdentityRefused:
        return None


def _birth_place(patient: Patient) -> str | None:
    for extension in patient.extension:
        if extension.url == BIRTH_PLACE and extension.value_address is not None:
            for inside in extension.value_address.extension:
                if inside.url == INSEE_CODE and inside.value_coding is not None:
                    try:
                        return parse_birth_place(inside.value_coding.code or "")
                    except IdentityRefused:
                        return None
    return None


def _standing(patient: Patient, source: Source) -> Standing:
    """What was said of it, lowered to what this kind of source can know."""
    said: Status | None = None
    attributes: set[Attribute] = set()
    for extension in (one for one in patient.extension if one.url == RELIABILITY):
        for inside in extension.extension:
            coding = inside.value_coding
            if coding is not None and coding.system == IDENTITY_STATUS:
                said = next((one for one in Status if one.value == coding.code), said)
            if coding is not None and coding.system == STATUS_COMMENT:
                attributes |= {one for one, code in COMMENTS.items() if code == coding.code}
    status = said if said in MAY_SAY[source.kind] else Status.PROVISIONAL
    if frozenset(attributes) not in ALLOWED[status or Status.PROVISIONAL]:
        # Doubt and a better status exclude each other: the doubt is what is kept.
        doubts = frozenset(attributes) - {Attribute.FICTITIOUS}
        return Standing(Status.PROVISIONAL, source, doubts | {Attribute.DOUBTFUL})
    return Standing(status or Status.PROVISIONAL, source, frozenset(attributes))


def _number(patient: Patient, environment: Environment) -> InsNumber | None:
    for identifier in patient.identifier:
        if identifier.system in _OIDS and identifier.value:
            try:
                authority = parse_authority(identifier.system)
                number = InsNumber(parse_matricule(identifier.value), authority)
                check_number(number, environment)
            except IdentityRefused:
                raise BundleRefused(Reason.BAD_NUMBER) from None
            return number
    return None
