"""People of the directory as FHIR R4 resources, in the shapes of the Annuaire Santé API."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from care.directory.fhir import systems
from care.directory.fhir.published import Published
from care.directory.fhir.resources import (
    Address,
    CodeableConcept,
    Coding,
    ContactPoint,
    Extension,
    HumanName,
    Identifier,
    Meta,
    Organization,
    Practitioner,
    PractitionerRole,
    Qualification,
    Reference,
)
from care.directory.model import Activity, Professional

_LANGUAGE_TAGS = "urn:ietf:bcp:47"
_MADAM = "MME"
_PRACTICE = {"Dr": "DR", "Pr": "PR"}


def render_practitioner(published: Published) -> Practitioner:
    """Somebody: name, numbers, professions, skills, MSSanté addresses."""
    person = published.person
    return Practitioner(
        id=person.id,
        meta=_meta(published.changed_at),
        language="fr",
        active=True,
        identifier=_numbers(person),
        name=[_name(person)],
        telecom=[_mailbox(address) for address in person.mailboxes],
        qualification=[*_professions(person), *_skills(person)],
        communication=[
            CodeableConcept(coding=[Coding(system=_LANGUAGE_TAGS, code=code)])
            for code in published.languages
        ],
    )


def render_role(
    role_id: str, published: Published, activity: Activity, organization_id: str
) -> PractitionerRole:
    """Somebody practising somewhere."""
    person = published.person
    phones = [published.secretary_phone] if published.secretary_phone else []
    codes = [_concept("R23", activity.mode)] if activity.mode else []
    return PractitionerRole(
        id=role_id,
        meta=_meta(published.changed_at),
        language="fr",
        active=True,
        practitioner=Reference(reference=f"Practitioner/{person.id}", display=_shown(person)),
        organization=Reference(
            reference=f"Organization/{organization_id}", display=activity.structure or None
        ),
        code=[*codes, *(_concept("G15", p.code, p.label) for p in person.professions)],
        specialty=[_concept(systems.skill_table(s.code), s.code, s.label) for s in person.skills],
        telecom=[ContactPoint(system="phone", value=phone, use="work") for phone in phones],
    )


def render_organization(
    organization_id: str,
    activity: Activity,
    phones: Iterable[str],
    changed: datetime,
    owner: Professional,
) -> Organization:
    """A place of work; one without a name has that of its `owner` (R4, constraint org-1)."""
    identifiers = []
    if activity.finess:
        national = f"1{activity.finess}"
        identifiers = [
            _identifier(systems.IDNST, "IDNST", national),
            _identifier(systems.FINESS, "FINEG", activity.finess),
        ]
    email = [ContactPoint(system="email", value=activity.email)] if activity.email else []
    telecom = [ContactPoint(system="phone", value=phone, use="work") for phone in phones]
    return Organization(
        id=organization_id,
        meta=_meta(changed),
        language="fr",
        active=True,
        identifier=identifiers,
        type=[_concept("R02", activity.sector_code)] if activity.sector_code else [],
        name=activity.structure or _shown(owner),
        telecom=[*telecom, *email],
        address=[_address(activity)],
    )


def _meta(changed: datetime) -> Meta:
    return Meta(last_updated=changed.isoformat(timespec="milliseconds"))


def _numbers(person: Professional) -> list[Identifier]:
    if not person.rpps:
        return []
    return [
        _identifier(systems.IDNPS, "IDNPS", f"8{person.rpps}"),
        _identifier(systems.RPPS, "RPPS", person.rpps),
    ]


def _identifier(system: str, kind: str, value: str) -> Identifier:
    concept = CodeableConcept(coding=[Coding(system=systems.IDENTIFIER_TYPES, code=kind)])
    return Identifier(use="official", type=concept, system=system, value=value)


def _name(person: Professional) -> HumanName:
    return HumanName(
        use="usual",
        text=_shown(person),
        family=person.family_name,
        given=person.given_name.split(),
        prefix=[_MADAM] if person.feminine else [],
        suffix=[_PRACTICE[person.title]] if person.title in _PRACTICE else [],
    )


def _shown(person: Professional) -> str:
    return " ".join(part for part in (person.title, person.given_name, person.family_name) if part)


def _professions(person: Professional) -> list[Qualification]:
    return [Qualification(code=_concept("G15", p.code, p.label)) for p in person.professions]


def _skills(person: Professional) -> list[Qualification]:
    return [
        Qualification(code=_concept(systems.skill_table(s.code), s.code, s.label))
        for s in person.skills
    ]


def _concept(table: str, code: str, display: str | None = None) -> CodeableConcept:
    return CodeableConcept(
        coding=[Coding(system=systems.system_of(table), code=code, display=display)]
    )


def _mailbox(address: str) -> ContactPoint:
    kind = CodeableConcept(coding=[Coding(system=systems.system_of("R257"), code="PER")])
    secure = Coding(system=systems.system_of("R256"), code="MSSANTE")
    return ContactPoint(
        system="email",
        value=address,
        use="work",
        extension=[
            Extension(url=systems.EMAIL_TYPE, value_coding=secure),
            Extension(
                url=systems.MAILBOX,
                extension=[Extension(url="type", value_codeable_concept=kind)],
            ),
        ],
    )


def _address(activity: Activity) -> Address:
    commune = Coding(system=systems.system_of("R13"), code=activity.commune_code)
    return Address(
        line=[activity.street] if activity.street else [],
        city=activity.commune or None,
        postal_code=activity.postal_code or None,
        country="FR",
        extension=[Extension(url=systems.INSEE_CODE, value_coding=commune)],
    )
