"""What we keep of the national API's resources: just what a row of the national files says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from care.accounts.profession import profession_label
from care.directory.fhir import systems
from care.directory.fhir.resources import (
    Address,
    CodeableConcept,
    Coding,
    ContactPoint,
    Extension,
    Identifier,
    Organization,
    Practitioner,
    PractitionerRole,
)

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class PersonRecord:
    """A practitioner. Professions and skills are codes with their labels."""

    identifier_type: str
    identifier: str
    national_id: str
    practice_civility: str
    civility: str
    family: str
    given: str
    professions: tuple[Pair, ...]
    skills: tuple[Pair, ...]
    mailboxes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RoleRecord:
    """An activity: the ids of its practitioner and its organization, and how it is practised."""

    practitioner: str
    organization: str
    mode: str


@dataclass(frozen=True, slots=True)
class PlaceRecord:
    """An organization, by the columns of a row."""

    finess: str = ""
    legal_name: str = ""
    sign: str = ""
    number: str = ""
    suffix: str = ""
    street_type: str = ""
    street: str = ""
    postal_code: str = ""
    commune_code: str = ""
    commune: str = ""
    phones: tuple[str, ...] = ()
    email: str = ""
    sector: str = ""
    mailboxes: tuple[str, ...] = ()


def read_practitioner(resource: Practitioner) -> PersonRecord | None:
    """The person, or None without a national identifier."""
    national_id = _identifier(resource.identifier, systems.IDNPS)
    rpps = _identifier(resource.identifier, systems.RPPS)
    if not national_id and not rpps:
        return None
    national_id = national_id or f"8{rpps}"
    name = resource.name[0] if resource.name else None
    codings = [coding for held in resource.qualification for coding in held.code.coding]
    return PersonRecord(
        identifier_type=national_id[:1],
        identifier=rpps or national_id[1:],
        national_id=national_id,
        practice_civility=_first(name.suffix) if name else "",
        civility=_first(name.prefix) if name else "",
        family=(name.family or "") if name else "",
        given=" ".join(name.given) if name else "",
        professions=_pairs(codings, systems.PROFESSIONS),
        skills=_pairs(codings, systems.SKILLS),
        mailboxes=tuple(_mailboxes(resource.telecom, "PER")),
    )


def read_role(resource: PractitionerRole) -> RoleRecord | None:
    """The activity, or None when it is nobody's."""
    practitioner = _target(resource.practitioner.reference if resource.practitioner else None)
    if not practitioner:
        return None
    organization = _target(resource.organization.reference if resource.organization else None)
    return RoleRecord(practitioner, organization, _code(resource.code, "R23"))


def read_organization(resource: Organization) -> PlaceRecord:
    """The place of work."""
    address = resource.address[0] if resource.address else Address()
    parts = _line_parts(address)
    return PlaceRecord(
        finess=_identifier(resource.identifier, systems.FINESS),
        legal_name=resource.name or "",
        sign=_first(resource.alias),
        number=parts.get(systems.HOUSE_NUMBER, ""),
        suffix=parts.get(systems.HOUSE_SUFFIX, ""),
        street_type=parts.get(systems.STREET_TYPE, ""),
        street=parts.get(systems.STREET_NAME) or _first(line for line in address.line if line),
        postal_code=address.postal_code or "",
        commune_code=_commune(address.extension),
        commune=address.city or "",
        phones=tuple(t.value for t in resource.telecom if t.system == "phone" and t.value)[:2],
        email=_first(
            t.value for t in resource.telecom if t.system == "email" and t.value and not _is_mss(t)
        ),
        sector=_code(resource.type, "R02"),
        mailboxes=tuple(_mailboxes(resource.telecom, "ORG")),
    )


def _identifier(identifiers: Iterable[Identifier], system: str) -> str:
    return _first(one.value for one in identifiers if one.system == system and one.value)


def _first(values: Iterable[str | None]) -> str:
    return next((value for value in values if value), "")


def _target(reference: str | None) -> str:
    """`Organization/abc` or an absolute address → `abc`, without the version."""
    return (reference or "").partition("/_history")[0].rpartition("/")[2]


def _pairs(codings: Iterable[Coding], tables: Iterable[str]) -> tuple[Pair, ...]:
    wanted = frozenset(tables)
    found: dict[Pair, None] = {}
    for coding in codings:
        if coding.code and systems.table_of(coding.system) in wanted:
            found[coding.code, coding.display or _label(coding.code)] = None
    return tuple(found)


def _label(code: str) -> str:
    known = profession_label(code)
    return known.capitalize() if known else code


def _code(concepts: Iterable[CodeableConcept], table: str) -> str:
    codings = (coding for concept in concepts for coding in concept.coding)
    return _first(one.code for one in codings if systems.table_of(one.system) == table)


def _mailboxes(telecoms: Iterable[ContactPoint], kind: str) -> Iterator[str]:
    """The MSSanté addresses of this kind; one on the red list is nobody's business."""
    for telecom in telecoms:
        if telecom.value and _is_mss(telecom) and _details(telecom, "type") in {"", kind}:
            hidden = any(one.url == "listeRouge" and one.value_boolean for one in _inner(telecom))
            if not hidden:
                yield telecom.value


def _is_mss(telecom: ContactPoint) -> bool:
    return telecom.system == "email" and any(
        one.url == systems.EMAIL_TYPE and one.value_coding and one.value_coding.code == "MSSANTE"
        for one in telecom.extension
    )


def _inner(telecom: ContactPoint) -> Iterator[Extension]:
    for extension in telecom.extension:
        if extension.url.endswith("mailbox-mss-metadata"):
            yield from extension.extension


def _details(telecom: ContactPoint, url: str) -> str:
    for one in _inner(telecom):
        if one.url == url and one.value_codeable_concept is not None:
            return _first(coding.code for coding in one.value_codeable_concept.coding)
    return ""


def _line_parts(address: Address) -> dict[str, str]:
    return {
        part.url: part.value_string
        for line in address.line_parts
        if line is not None
        for part in line.extension
        if part.value_string
    }


def _commune(extensions: Iterable[Extension]) -> str:
    codings = (one.value_coding for one in extensions if one.value_coding is not None)
    return _first(one.code for one in codings if systems.table_of(one.system) == "R13")
