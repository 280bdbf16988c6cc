"""The lines of the register of consents as FHIR Consents, and back."""

from __future__ import annotations

from datetime import UTC, datetime

from care.circles.fhir.resources import Consent, ConsentActor, Provision
from care.circles.fhir.systems import (
    ACT_CODE,
    CONSENT_SCOPE,
    EVIDENCE,
    GIVER,
    LOINC,
    PARTICIPATION_TYPE,
    SCOPE,
)
from care.consent.model import Evidence, Giver, Scope, Stance, Statement
from care.directory.fhir.resources import CodeableConcept, Coding, Reference

_CONSENT_DOCUMENT = "59284-0"
_PROVISIONS = {Stance.CONSENT: ("permit", "OPTIN"), Stance.OPPOSITION: ("deny", "OPTOUT")}


def render_statement(statement: Statement, patient: str) -> Consent:
    """One line; `person` stays an opaque display, and what was noted in free text is not told."""
    type_, policy = _PROVISIONS[statement.stance]
    about = (
        (LOINC, _CONSENT_DOCUMENT),
        (SCOPE, statement.scope.value),
        (GIVER, statement.giver.value),
        (EVIDENCE, statement.evidence.value),
    )
    return Consent(
        id=f"c{statement.number}",
        status="active",
        scope=_concept(CONSENT_SCOPE, "patient-privacy"),
        category=[_concept(system, code) for system, code in about],
        patient=Reference(reference=patient),
        date_time=statement.said_at.astimezone(UTC).isoformat().replace("+00:00", "Z"),
        policy_rule=_concept(ACT_CODE, policy),
        provision=Provision(type=type_, actor=_actor(statement.person)),
    )


def read_statement(consent: Consent, patient: str, author: str) -> Statement | None:
    """The line that `consent` is; None when it is not one of ours, or not in force."""
    found = {
        coding.system: coding.code for concept in consent.category for coding in concept.coding
    }
    stances = {type_: stance for stance, (type_, _) in _PROVISIONS.items()}
    provision = consent.provision or Provision()
    number = (consent.id or "").removeprefix("c")
    if consent.status != "active":
        return None
    try:
        return Statement(
            number=int(number) if number.isdecimal() and len(number) < 10 else 0,
            patient=patient,
            stance=stances[provision.type or ""],
            scope=Scope(found.get(SCOPE) or ""),
            giver=Giver(found.get(GIVER) or ""),
            evidence=Evidence(found.get(EVIDENCE) or ""),
            said_at=_moment(consent.date_time or ""),
            recorded_by=author,
            person=next((one.reference.display for one in provision.actor if one.reference), None),
        )
    except (KeyError, ValueError):
        return None


def _actor(person: str | None) -> list[ConsentActor]:
    if person is None:
        return []
    return [
        ConsentActor(role=_concept(PARTICIPATION_TYPE, "IRCP"), reference=Reference(display=person))
    ]


def _concept(system: str, code: str) -> CodeableConcept:
    return CodeableConcept(coding=[Coding(system=system, code=code)])


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("a moment without a zone")
    return moment.astimezone(UTC)
