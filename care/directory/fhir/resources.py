"""FHIR R4 resources of the directory, as far as we read and write them; unknown parts are ignored.

Names are the standard's (https://hl7.org/fhir/R4/); an absent part is None or empty.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic.alias_generators import to_camel


def _several(value: Any) -> Any:
    # Servers may write null, or one thing where the standard wants several.
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


class Element(BaseModel):
    """A part of a resource. Unknown keys are left out: servers add some at any time."""

    model_config = ConfigDict(
        alias_generator=to_camel, populate_by_name=True, extra="ignore", frozen=True
    )


class Coding(Element):
    """A code and the system that it is of."""

    system: str | None = None
    code: str | None = None
    display: str | None = None


class CodeableConcept(Element):
    """Codes that mean one thing."""

    coding: Annotated[list[Coding], BeforeValidator(_several)] = Field(default_factory=list)
    text: str | None = None


class Extension(Element):
    """What a profile adds; `url` says which."""

    url: str
    value_coding: Coding | None = None
    value_codeable_concept: CodeableConcept | None = None
    value_string: str | None = None
    value_boolean: bool | None = None
    extension: Annotated[list[Extension], BeforeValidator(_several)] = Field(default_factory=list)


Extensions = Annotated[list[Extension], BeforeValidator(_several)]


class Identifier(Element):
    """A number somebody is known by."""

    use: str | None = None
    type: CodeableConcept | None = None
    system: str | None = None
    value: str | None = None


class HumanName(Element):
    """A name; `prefix` is the civility (`MME`), `suffix` that of practice (`DR`)."""

    use: str | None = None
    text: str | None = None
    family: str | None = None
    given: Annotated[list[str], BeforeValidator(_several)] = Field(default_factory=list)
    prefix: Annotated[list[str], BeforeValidator(_several)] = Field(default_factory=list)
    suffix: Annotated[list[str], BeforeValidator(_several)] = Field(default_factory=list)


class ContactPoint(Element):
    """A phone number or an address for mail."""

    system: str | None = None
    value: str | None = None
    use: str | None = None
    rank: int | None = None
    extension: Extensions = Field(default_factory=list)


class LineParts(Element):
    """The parts of a line of an address."""

    extension: Extensions = Field(default_factory=list)


class Address(Element):
    """Where something is; `_line` holds the parts of each line."""

    line: Annotated[list[str | None], BeforeValidator(_several)] = Field(default_factory=list)
    line_parts: Annotated[list[LineParts | None], BeforeValidator(_several)] = Field(
        default_factory=list, alias="_line"
    )
    city: str | None = None
    postal_code: str | None = None
    country: str | None = None
    extension: Extensions = Field(default_factory=list)


class Reference(Element):
    """A link to another resource (`Organization/abc`)."""

    reference: str | None = None
    display: str | None = None


class Qualification(Element):
    """A profession, a skill or a diploma held."""

    code: CodeableConcept = Field(default_factory=CodeableConcept)


class Meta(Element):
    """When this version dates from."""

    version_id: str | None = None
    last_updated: str | None = None
    source: str | None = None


Identifiers = Annotated[list[Identifier], BeforeValidator(_several)]
Telecoms = Annotated[list[ContactPoint], BeforeValidator(_several)]
Concepts = Annotated[list[CodeableConcept], BeforeValidator(_several)]


class Practitioner(Element):
    """Somebody who practises."""

    resource_type: Literal["Practitioner"] = "Practitioner"
    id: str
    meta: Meta | None = None
    language: str | None = None
    active: bool | None = None
    identifier: Identifiers = Field(default_factory=list)
    name: Annotated[list[HumanName], BeforeValidator(_several)] = Field(default_factory=list)
    telecom: Telecoms = Field(default_factory=list)
    qualification: Annotated[list[Qualification], BeforeValidator(_several)] = Field(
        default_factory=list
    )
    communication: Concepts = Field(default_factory=list)


class PractitionerRole(Element):
    """Somebody practising somewhere."""

    resource_type: Literal["PractitionerRole"] = "PractitionerRole"
    id: str
    meta: Meta | None = None
    language: str | None = None
    active: bool | None = None
    identifier: Identifiers = Field(default_factory=list)
    practitioner: Reference | None = None
    organization: Reference | None = None
    code: Concepts = Field(default_factory=list)
    specialty: Concepts = Field(default_factory=list)
    telecom: Telecoms = Field(default_factory=list)


class Organization(Element):
    """A structure: a surgery, a pharmacy, a hospital."""

    resource_type: Literal["Organization"] = "Organization"
    id: str
    meta: Meta | None = None
    language: str | None = None
    active: bool | None = None
    identifier: Identifiers = Field(default_factory=list)
    type: Concepts = Field(default_factory=list)
    name: str | None = None
    alias: Annotated[list[str], BeforeValidator(_several)] = Field(default_factory=list)
    telecom: Telecoms = Field(default_factory=list)
    address: Annotated[list[Address], BeforeValidator(_several)] = Field(default_factory=list)


Resource = Practitioner | PractitionerRole | Organization


class BundleLink(Element):
    """Where a part of an answer is."""

    relation: str
    url: str


class BundleSearch(Element):
    """Why a resource is in an answer: it matches, or another one refers to it."""

    mode: Literal["match", "include"]


class BundleEntry(Element):
    """A resource of an answer."""

    full_url: str | None = None
    resource: Resource
    search: BundleSearch | None = None


class Bundle(Element):
    """One page of an answer; `total` counts the matches of all pages."""

    resource_type: Literal["Bundle"] = "Bundle"
    type: Literal["searchset"] = "searchset"
    total: int | None = None
    link: list[BundleLink] = Field(default_factory=list)
    entry: list[BundleEntry] = Field(default_factory=list)


class Issue(Element):
    """One thing that went wrong."""

    severity: Literal["error", "warning"] = "error"
    code: str
    diagnostics: str | None = None


class OperationOutcome(Element):
    """Why there is no answer."""

    resource_type: Literal["OperationOutcome"] = "OperationOutcome"
    issue: list[Issue]
