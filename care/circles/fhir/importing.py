"""A circle as other software tells it, read with tolerance and taken at no better than its word."""

from __future__ import annotations

from datetime import UTC, datetime

from care.circles.fhir.facts import CircleFacts, Participant
from care.circles.fhir.identity import read_contact, read_identity
from care.circles.fhir.reading import Shelf, clean, read_shelf
from care.circles.fhir.reason import BundleRefused, Reason
from care.circles.fhir.register import read_statement
from care.circles.fhir.resources import (
    CareTeam,
    Consent,
    Patient,
    Period,
    RelatedPerson,
    Resource,
    TeamParticipant,
)
from care.circles.fhir.roles import read_role
from care.circles.fhir.systems import (
    ACCOUNT,
    FRENCH_RELATIONS,
    ROLE_CODE,
    STATES,
)
from care.circles.model import CircleState
from care.consent.model import Register
from care.directory.fhir.resources import (
    CodeableConcept,
    ContactPoint,
    Identifier,
    Organization,
    Practitioner,
    PractitionerRole,
    Reference,
)
from care.directory.fhir.systems import IDNPS, table_of
from care.directory.phone import read_phone
from care.identity.reason import Environment, IdentityRefused
from care.identity.registers import Register as Numbers
from care.identity.registers import parse_number
from care.identity.status import Source

_WITHDRAWN = "entered-in-error"
_RPPS_DIGITS = 11


def read_care_team(document: bytes, source: Source, environment: Environment) -> CircleFacts:
    """The circle in a bundle (JSON) that `source` gave.

    Raises BundleRefused for what is not one circle of one patient. Participants that cannot be
    understood are counted; an identity is never better than its source can know.
    """
    shelf = read_shelf(document)
    team = shelf.team
    if team.status == _WITHDRAWN:
        raise BundleRefused(Reason.WRITTEN_BY_MISTAKE)
    patient = shelf.find(team.subject)
    if not isinstance(patient, Patient):
        raise BundleRefused(Reason.NO_PATIENT)
    started = _moment(team.period, "start")
    if started is None:
        raise BundleRefused(Reason.NO_BEGINNING)
    ended = _moment(team.period, "end")
    stays = [_participant(shelf, one, started) for one in team.participant]
    return CircleFacts(
        circle=clean(next((one.value for one in team.identifier if one.value), team.id)),
        patient=clean(patient.id),
        state=_state(team, ended),
        opened_at=started,
        closed_at=ended,
        identity=read_identity(patient, source, environment),
        contact=read_contact(patient),
        participants=tuple(stay for stay in stays if stay is not None),
        register=_register(shelf, patient, source.name),
        unread=stays.count(None),
    )


def _state(team: CareTeam, ended: datetime | None) -> CircleState:
    known = {status: state for state, status in STATES.items()}
    return known.get(team.status or "", CircleState.OPEN if ended is None else CircleState.CLOSED)


def _register(shelf: Shelf, patient: Patient, author: str) -> Register:
    consents = [
        one
        for one in shelf.each()
        if isinstance(one, Consent) and shelf.find(one.patient) is patient
    ]
    read = [read_statement(one, clean(patient.id), author) for one in consents]
    found = [one for one in read if one is not None]
    return Register(tuple(sorted(found, key=lambda one: (one.said_at, one.number))))


def _participant(shelf: Shelf, stay: TeamParticipant, opened: datetime) -> Participant | None:
    member = shelf.find(stay.member)
    people = [member]
    if isinstance(member, PractitionerRole):
        people = [shelf.find(member.practitioner), member, shelf.find(member.organization)]
    known = [one for one in people if one is not None]
    name = clean(next((name for one in known if (name := _name(one))), _display(stay.member)))
    if not name:
        return None
    identifiers = [number for one in known for number in getattr(one, "identifier", ())]
    codes = member.code if isinstance(member, PractitionerRole) else []
    relations = member.relationship if isinstance(member, RelatedPerson) else []
    return Participant(
        name=name,
        role=read_role([*stay.role, *relations], codes, member),
        since=_moment(stay.period, "start") or opened,
        ended_at=_moment(stay.period, "end"),
        account=next((one.value for one in identifiers if one.system == ACCOUNT), None),
        rpps=_rpps(identifiers),
        profession=_code(codes, "G15"),
        relation=_relation(relations),
        phones=_phones([number for one in known for number in getattr(one, "telecom", ())]),
    )


def _name(resource: Resource) -> str:
    if isinstance(resource, Organization):
        return resource.name or ""
    if isinstance(resource, Practitioner | RelatedPerson | Patient):
        for name in resource.name:
            return name.text or " ".join([name.family or "", *name.given])
    return ""


def _display(reference: Reference | None) -> str:
    return (reference.display or "") if reference is not None else ""


def _phones(points: list[ContactPoint]) -> tuple[str, ...]:
    found = [read_phone(one.value or "") for one in points if one.system in {"phone", "sms"}]
    return tuple(dict.fromkeys(phone for phone in found if phone))


def _rpps(identifiers: list[Identifier]) -> str | None:
    for one in identifiers:
        if one.system is not None and (one.system == IDNPS or "rpps" in one.system):
            digits = (one.value or "")[-_RPPS_DIGITS:]
            try:
                return parse_number(Numbers.RPPS, digits)
            except IdentityRefused:
                continue
    return None


def _code(concepts: list[CodeableConcept], table: str) -> str | None:
    codings = [coding for concept in concepts for coding in concept.coding]
    return next((one.code for one in codings if table_of(one.system) == table and one.code), None)


def _relation(concepts: list[CodeableConcept]) -> str | None:
    codings = [coding for concept in concepts for coding in concept.coding]
    tables = {ROLE_CODE, FRENCH_RELATIONS}
    return next((clean(one.code) for one in codings if one.system in tables and one.code), None)


def _moment(period: Period | None, end: str) -> datetime | None:
    """An instant; a day alone begins at midnight, UTC (FHIR `dateTime`)."""
    try:
        moment = datetime.fromisoformat(getattr(period, end) or "")
    except (AttributeError, ValueError):
        return None
    try:
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except OverflowError:
        return None
