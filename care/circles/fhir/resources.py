"""FHIR R4 resources of a circle, beside those of the directory; unknown parts are ignored."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from care.directory.fhir.resources import (
    Address,
    CodeableConcept,
    Element,
    Extension,
    Extensions,
    HumanName,
    Identifiers,
    Meta,
    Organization,
    Practitioner,
    PractitionerRole,
    Reference,
    Telecoms,
)


def _several(value: Any) -> Any:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


Concepts = Annotated[list[CodeableConcept], BeforeValidator(_several)]


class Profiled(Meta):
    """When a version dates from, and which profiles it follows."""

    profile: Annotated[list[str], BeforeValidator(_several)] = Field(default_factory=list)


class Period(Element):
    """From when to when."""

    start: str | None = None
    end: str | None = None


class WrittenAddress(Address):
    """An address as people write it."""

    use: str | None = None
    text: str | None = None


class PatientExtension(Extension):
    """What FR Core adds to a patient."""

    value_address: WrittenAddress | None = None


class PersonName(HumanName):
    """A name, and the list of the given names of the birth certificate."""

    extension: Extensions = Field(default_factory=list)


Names = Annotated[list[PersonName], BeforeValidator(_several)]
Addresses = Annotated[list[WrittenAddress], BeforeValidator(_several)]


class Patient(Element):
    """Somebody who is cared for."""

    resource_type: Literal["Patient"] = "Patient"
    id: str | None = None
    meta: Profiled | None = None
    extension: Annotated[list[PatientExtension], BeforeValidator(_several)] = Field(
        default_factory=list
    )
    identifier: Identifiers = Field(default_factory=list)
    name: Names = Field(default_factory=list)
    telecom: Telecoms = Field(default_factory=list)
    gender: str | None = None
    birth_date: str | None = None
    address: Addresses = Field(default_factory=list)


class RelatedPerson(Element):
    """Somebody close to the patient."""

    resource_type: Literal["RelatedPerson"] = "RelatedPerson"
    id: str | None = None
    meta: Profiled | None = None
    identifier: Identifiers = Field(default_factory=list)
    active: bool | None = None
    patient: Reference | None = None
    relationship: Concepts = Field(default_factory=list)
    name: Names = Field(default_factory=list)
    telecom: Telecoms = Field(default_factory=list)


class TeamParticipant(Element):
    """A stay in a team."""

    role: Concepts = Field(default_factory=list)
    member: Reference | None = None
    period: Period | None = None


class CareTeam(Element):
    """Who cares for somebody."""

    resource_type: Literal["CareTeam"] = "CareTeam"
    id: str | None = None
    meta: Profiled | None = None
    identifier: Identifiers = Field(default_factory=list)
    status: str | None = None
    name: str | None = None
    subject: Reference | None = None
    period: Period | None = None
    participant: Annotated[list[TeamParticipant], BeforeValidator(_several)] = Field(
        default_factory=list
    )


class ConsentActor(Element):
    """Whom a consent is about."""

    role: CodeableConcept | None = None
    reference: Reference | None = None


class Provision(Element):
    """What a consent allows or forbids (`permit`, `deny`)."""

    type: str | None = None
    actor: Annotated[list[ConsentActor], BeforeValidator(_several)] = Field(default_factory=list)


class Consent(Element):
    """What somebody agreed to, or opposed."""

    resource_type: Literal["Consent"] = "Consent"
    id: str | None = None
    status: str | None = None
    scope: CodeableConcept | None = None
    category: Concepts = Field(default_factory=list)
    patient: Reference | None = None
    date_time: str | None = None
    policy_rule: CodeableConcept | None = None
    provision: Provision | None = None


Resource = (
    Patient | CareTeam | RelatedPerson | Practitioner | PractitionerRole | Organization | Consent
)
KNOWN: dict[str, type[Resource]] = {
    "Patient": Patient,
    "CareTeam": CareTeam,
    "RelatedPerson": RelatedPerson,
    "Practitioner": Practitioner,
    "PractitionerRole": PractitionerRole,
    "Organization": Organization,
    "Consent": Consent,
}


class Entry(Element):
    """A resource and the address that others name it by."""

    full_url: str
    resource: Resource


class Bundle(Element):
    """Everything about one circle."""

    resource_type: Literal["Bundle"] = "Bundle"
    type: Literal["collection"] = "collection"
    timestamp: str | None = None
    entry: list[Entry] = Field(default_factory=list)
