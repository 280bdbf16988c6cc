"""A circle as a FHIR bundle: the team, the patient, its people, what was consented."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import orjson

from care.circles.fhir.facts import CircleFacts, Participant
from care.circles.fhir.person import render_patient
from care.circles.fhir.register import render_statement
from care.circles.fhir.resources import (
    Bundle,
    CareTeam,
    Entry,
    Period,
    PersonName,
    Profiled,
    RelatedPerson,
    Resource,
    TeamParticipant,
)
from care.circles.fhir.systems import (
    ACCOUNT,
    CIRCLE,
    FRENCH_RELATIONS,
    RELATIVE_PROFILE,
    ROLE,
    ROLE_CLASS,
    ROLE_CODE,
    ROLES,
    STATES,
    TEAM_PROFILE,
)
from care.circles.fhir.titles import title_of
from care.circles.model import Role, Section
from care.circles.rights import SECTIONS
from care.directory.fhir.resources import (
    CodeableConcept,
    Coding,
    ContactPoint,
    HumanName,
    Identifier,
    Organization,
    Practitioner,
    PractitionerRole,
    Reference,
)
from care.directory.fhir.systems import IDENTIFIER_TYPES, IDNPS, system_of
from care.identity.reason import Environment

#: Relations that only the French table has; the others are HL7's.
_FRENCH = frozenset({"TUTEUR", "CURATEUR", "MSVG"})
_RPPS_PREFIX = "8"


def render_circle(facts: CircleFacts, at: datetime, environment: Environment) -> Bundle:
    """Everything of the circle that may leave, as of `at`.

    The patient is the subject of the team, never one of its participants.
    """
    patient = render_patient(facts, environment)
    members: list[Entry] = []
    participants = []
    for place, stay in enumerate(facts.participants):
        if stay.role is not Role.PATIENT:
            added = [_entry(one) for one in _people(stay, f"m{place}", _address(patient))]
            members += added
            participants.append(_participation(stay, added[-1].full_url))
    team = CareTeam(
        id=facts.circle,
        meta=Profiled(profile=[TEAM_PROFILE], last_updated=render_moment(at)),
        identifier=[Identifier(system=CIRCLE, value=facts.circle)],
        status=STATES[facts.state],
        name=title_of(facts.identity.traits),
        subject=Reference(reference=_address(patient)),
        period=_period(facts.opened_at, facts.closed_at),
        participant=participants,
    )
    consents = [
        _entry(render_statement(statement, _address(patient)))
        for statement in facts.register.statements
    ]
    entries = [_entry(team), _entry(patient), *members, *consents]
    return Bundle(timestamp=render_moment(at), entry=entries)


def write_bundle(bundle: Bundle) -> bytes:
    """The bundle as JSON, without what was not told: FHIR knows no empty list."""
    return orjson.dumps(_filled(bundle.model_dump(mode="json", by_alias=True, exclude_none=True)))


def render_moment(moment: datetime) -> str:
    """An instant, in UTC (FHIR `instant`)."""
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _filled(value: Any) -> Any:
    if isinstance(value, dict):
        inside = {name: _filled(part) for name, part in value.items()}
        return {name: part for name, part in inside.items() if part not in ([], {})}
    return [_filled(part) for part in value] if isinstance(value, list) else value


def _people(stay: Participant, place: str, patient: str) -> Iterable[Resource]:
    """What a participant is made of; the last one is the member."""
    identifiers = [Identifier(system=ACCOUNT, value=stay.account)] if stay.account else []
    phones = [ContactPoint(system="phone", value=phone) for phone in stay.phones]
    section = SECTIONS[stay.role]
    if section is Section.RELATIVES:
        yield RelatedPerson(
            id=place,
            meta=Profiled(profile=[RELATIVE_PROFILE]),
            identifier=identifiers,
            active=stay.ended_at is None,
            patient=Reference(reference=patient),
            relationship=list(_relationships(stay)),
            name=[PersonName(use="official", family=stay.name, text=stay.name)],
            telecom=phones,
        )
    elif section is Section.ORGANISATIONS:
        yield Organization(id=place, identifier=identifiers, name=stay.name, telecom=phones)
    else:
        person = Practitioner(
            id=f"{place}p",
            identifier=identifiers + ([_rpps(stay.rpps)] if stay.rpps else []),
            name=[HumanName(text=stay.name)],
        )
        yield person
        yield PractitionerRole(
            id=place,
            practitioner=Reference(reference=_address(person), display=stay.name),
            code=_profession(stay.profession),
            telecom=phones,
        )


def _relationships(stay: Participant) -> Iterable[CodeableConcept]:
    # The profile wants a role first: the known one, else whom to call (ECON).
    system, code = ROLES.get(stay.role, (ROLE_CLASS, "ECON"))
    yield _concept(system, code)
    if stay.relation is not None:
        table = FRENCH_RELATIONS if stay.relation in _FRENCH else ROLE_CODE
        yield _concept(table, stay.relation)


def _participation(stay: Participant, member: str) -> TeamParticipant:
    known = [Coding(system=table, code=code) for table, code in [ROLES.get(stay.role, ("", ""))]]
    codings = [coding for coding in known if coding.code]
    return TeamParticipant(
        role=[CodeableConcept(coding=[*codings, Coding(system=ROLE, code=stay.role.value)])],
        member=Reference(reference=member, display=stay.name),
        period=_period(stay.since, stay.ended_at),
    )


def _rpps(number: str) -> Identifier:
    type_ = CodeableConcept(coding=[Coding(system=IDENTIFIER_TYPES, code="IDNPS")])
    return Identifier(use="official", type=type_, system=IDNPS, value=_RPPS_PREFIX + number)


def _profession(code: str | None) -> list[CodeableConcept]:
    return [] if code is None else [_concept(system_of("G15"), code)]


def _concept(system: str, code: str) -> CodeableConcept:
    return CodeableConcept(coding=[Coding(system=system, code=code)])


def _period(start: datetime, end: datetime | None) -> Period:
    return Period(start=render_moment(start), end=None if end is None else render_moment(end))


def _entry(resource: Resource) -> Entry:
    return Entry(full_url=_address(resource), resource=resource)


def _address(resource: Resource) -> str:
    """Where a resource is within the bundle: the same each time it is written."""
    named = f"{resource.resource_type}/{resource.id}"
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'urn:x-cercle:{named}')}"
