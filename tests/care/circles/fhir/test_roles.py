"""A role is always one that its bearer can have."""

from __future__ import annotations

import pytest

from care.circles.fhir.resources import RelatedPerson, Resource
from care.circles.fhir.roles import read_role
from care.circles.fhir.systems import PARTICIPATION, ROLE, ROLE_CLASS
from care.circles.model import Role
from care.directory.fhir.resources import CodeableConcept, Coding, Organization, PractitionerRole
from care.directory.fhir.systems import system_of

DOCTOR, RELATIVE, SERVICE = PractitionerRole(id="a"), RelatedPerson(), Organization(id="o")


def concept(system: str, code: str) -> CodeableConcept:
    """One code."""
    return CodeableConcept(coding=[Coding(system=system, code=code)])


@pytest.mark.parametrize(
    ("said", "job", "member", "role"),
    [
        (concept(PARTICIPATION, "PCP"), "10", DOCTOR, Role.TREATING_DOCTOR),
        (concept(ROLE, "coordinator"), "60", DOCTOR, Role.COORDINATOR),
        (concept("x", "y"), "60", DOCTOR, Role.NURSE),
        (concept("x", "y"), "94", DOCTOR, Role.PROFESSIONAL),
        (concept(ROLE_CLASS, "CAREGIVER"), "10", DOCTOR, Role.DOCTOR),
        (concept(ROLE, "treating_doctor"), "10", RELATIVE, Role.RELATIVE),
        (concept(ROLE, "patient"), "10", RELATIVE, Role.RELATIVE),
        (concept(ROLE_CLASS, "QUAL"), "10", RELATIVE, Role.TRUSTED_PERSON),
        (concept(PARTICIPATION, "PCP"), "10", SERVICE, Role.ORGANISATION),
    ],
)
def test_a_code_is_heard_only_of_who_may_bear_it(
    said: CodeableConcept, job: str, member: Resource, role: Role
) -> None:
    assert read_role([said], [concept(system_of("G15"), job)], member) is role
