"""Who had a part in a document: names, identifiers, structures."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from care.standards.cda.elements import attribute, child, children, local_name, plain_text
from care.standards.cda.model import InstanceId, Organization, Participant, Period, PersonName
from care.standards.cda.references import References
from care.standards.cda.values import Code, read_code
from care.standards.hl7.timestamps import Timestamp, parse_any_timestamp

_NO_REFERENCES = References()
_MOST = 50
_ENTITIES = (
    "assignedAuthor",
    "assignedEntity",
    "associatedEntity",
    "intendedRecipient",
    "relatedEntity",
)
_PERSONS = ("assignedPerson", "associatedPerson", "informationRecipient", "relatedPerson")
_ORGANIZATIONS = ("representedOrganization", "scopingOrganization", "receivedOrganization")


def read_ids(element: etree._Element | None) -> tuple[InstanceId, ...]:
    """The identifiers of a thing; those that only say why they are missing are left out."""
    found = (
        InstanceId(attribute(one, "root"), attribute(one, "extension"))
        for one in children(element, "id")
    )
    return tuple(one for one in found if one.root or one.extension)[:_MOST]


def read_plain_code(element: etree._Element | None) -> Code | None:
    """A code of the header, which refers to no text."""
    return read_code(element, _NO_REFERENCES)


def read_name(element: etree._Element | None) -> PersonName:
    """A name; one written without parts is a family name."""
    if element is None:
        return PersonName()
    parts = {
        name: " ".join(filter(None, (plain_text(one) for one in children(element, name))))
        for name in ("family", "given", "prefix", "suffix")
    }
    if not (parts["family"] or parts["given"]):
        return PersonName(family=plain_text(element))
    return PersonName(parts["family"], parts["given"], parts["prefix"], parts["suffix"])


def read_organization(element: etree._Element | None) -> Organization | None:
    """A structure; the one it is part of lends its name when it has none."""
    if element is None:
        return None
    whole = child(element, "asOrganizationPartOf", "wholeOrganization")
    name = plain_text(child(element, "name")) or plain_text(child(whole, "name"))
    found = Organization(
        name,
        read_ids(element) or read_ids(whole),
        read_plain_code(child(element, "standardIndustryClassCode")),
        read_telecoms(element),
        read_address(child(element, "addr")),
    )
    return None if found == Organization() else found


def read_participant(element: etree._Element, part: str) -> Participant:
    """An author, a recipient, a performer, a participant: their elements differ by name only."""
    entity = next((one for one in element if local_name(one) in _ENTITIES), element)
    person = next((one for one in entity if local_name(one) in _PERSONS), None)
    structures = (one for one in entity if local_name(one) in _ORGANIZATIONS)
    device = child(entity, "assignedAuthoringDevice")
    return Participant(
        part,
        read_name(child(person, "name")),
        read_ids(entity),
        read_plain_code(child(entity, "code")),
        read_plain_code(child(element, "functionCode")),
        read_organization(next(structures, None)),
        read_moment(child(element, "time")),
        read_telecoms(entity),
        plain_text(child(device, "softwareName"))
        or plain_text(child(device, "manufacturerModelName")),
    )


def read_participants(root: etree._Element, name: str, part: str) -> tuple[Participant, ...]:
    """Every part of this name, by its own type code where it has one."""
    found = (
        read_participant(one, attribute(one, "typeCode") or part) for one in children(root, name)
    )
    return tuple(found)[:_MOST]


def read_moment(element: etree._Element | None) -> Timestamp | None:
    """A moment, or the end of a period, or else its start."""
    if element is None:
        return None
    bounds = (element, child(element, "high"), child(element, "low"), child(element, "center"))
    return next(filter(None, map(_at, bounds)), None)


def read_period(element: etree._Element | None) -> Period:
    """From and until; a single moment is both."""
    at = parse_any_timestamp(attribute(element, "value"))
    start, end = (
        parse_any_timestamp(attribute(child(element, b), "value")) for b in ("low", "high")
    )
    return Period(start or at, end or at)


def _at(element: etree._Element | None) -> Timestamp | None:
    return parse_any_timestamp(attribute(element, "value"))


def read_telecoms(element: etree._Element | None) -> tuple[str, ...]:
    """Phone numbers and addresses, as URLs (`tel:`, `mailto:`)."""
    return tuple(filter(None, (attribute(one, "value") for one in children(element, "telecom"))))[
        :_MOST
    ]


def read_address(element: etree._Element | None) -> str:
    """A postal address on one line."""
    return ", ".join(_lines(element))


def _lines(element: etree._Element | None) -> Iterator[str]:
    if element is None:
        return
    street = [
        plain_text(one)
        for name in ("houseNumber", "houseNumberNumeric", "streetNameType", "streetName")
        for one in children(element, name)
    ]
    others = [plain_text(one) for one in children(element, "streetAddressLine")]
    town = [plain_text(child(element, name)) for name in ("postalCode", "city")]
    parts = [" ".join(filter(None, street)), *others, " ".join(filter(None, town))]
    parts.append(plain_text(child(element, "country")))
    yield from filter(None, parts)
    if not any(parts):
        yield from filter(None, [plain_text(element)])
