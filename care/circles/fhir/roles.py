"""What a participant is, by whatever code tells it best."""

from __future__ import annotations

from collections.abc import Iterable

from care.circles.fhir.resources import Patient, RelatedPerson, Resource
from care.circles.fhir.systems import FORMER_ROLES, ROLE, ROLES
from care.circles.model import Role, Section
from care.circles.rights import SECTIONS
from care.circles.rules import role_of_profession
from care.directory.fhir.resources import CodeableConcept, Organization
from care.directory.fhir.systems import table_of

_KNOWN = {code: role for role, code in ROLES.items()} | dict(FORMER_ROLES)


def read_role(
    said: Iterable[CodeableConcept], codes: Iterable[CodeableConcept], member: Resource | None
) -> Role:
    """By our own code, else the national one, else the profession: always of the right section."""
    section = _section(member)
    codings = [coding for concept in said for coding in concept.coding]
    ours = [
        role for one in codings if one.system == ROLE for role in Role if role.value == one.code
    ]
    national = [role for one in codings if (role := _KNOWN.get((one.system or "", one.code or "")))]
    for role in (*ours, *national):
        if SECTIONS[role] is section and role is not Role.PATIENT:
            return role
    if section is Section.RELATIVES:
        return Role.RELATIVE
    if section is Section.ORGANISATIONS:
        return Role.ORGANISATION
    jobs = [
        one.code for concept in codes for one in concept.coding if table_of(one.system) == "G15"
    ]
    return next((role for job in jobs if (role := role_of_profession(job))), Role.PROFESSIONAL)


def _section(member: Resource | None) -> Section:
    if isinstance(member, RelatedPerson | Patient):
        return Section.RELATIVES
    return Section.ORGANISATIONS if isinstance(member, Organization) else Section.TEAM
