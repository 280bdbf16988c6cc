"""What travels of a circle, from what we keep of it."""

from __future__ import annotations

from dataclasses import replace

from care.accounts.store import account_of, opaque_id
from care.circles.fhir.facts import CircleFacts, Participant
from care.circles.model import Member
from care.circles.reading import Picture
from care.consent.model import Register, Statement
from care.identity.patient import PatientIdentity
from care.identity.reason import Environment
from care.runtime.units import UnitOfWork


def facts_of(work: UnitOfWork, picture: Picture) -> CircleFacts:
    """Everything of the circle that FHIR can say, those who were in it included."""
    circle = picture.circle
    return CircleFacts(
        circle=circle.id.text,
        patient=circle.patient.text,
        state=circle.state,
        opened_at=circle.opened_at,
        closed_at=circle.closed_at,
        identity=picture.patient.identity,
        contact=picture.patient.contact,
        participants=tuple(_participant(work, one) for one in (*picture.past, *picture.members)),
        register=Register(tuple(_opaque(work, one) for one in picture.register.statements)),
    )


def environment_of(identity: PatientIdentity) -> Environment:
    """Where the number is at home: an invented one only in a test."""
    is_real = identity.number is None or identity.number.authority.is_production
    return Environment.PRODUCTION if is_real else Environment.TEST


def _participant(work: UnitOfWork, member: Member) -> Participant:
    account = account_of(work.connection, member.user_id)
    return Participant(
        name=member.name,
        role=member.role,
        since=member.since,
        ended_at=member.ended_at,
        account=opaque_id(work.connection, member.user_id),
        rpps=account.rpps if account else None,
        profession=account.profession_code if account else None,
        relation=member.relation,
    )


def _opaque(work: UnitOfWork, statement: Statement) -> Statement:
    person = statement.person
    if person is None:
        return statement
    return replace(statement, person=opaque_id(work.connection, person) or person)
