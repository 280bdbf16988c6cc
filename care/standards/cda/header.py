"""The header of a document: read whole, whatever its template."""

from __future__ import annotations

from lxml import etree

from care.standards.cda.elements import attribute, child, children, descendants, plain_text
from care.standards.cda.model import Encounter, Header, InstanceId, Participant, Service
from care.standards.cda.patient import read_patient
from care.standards.cda.people import (
    read_ids,
    read_moment,
    read_organization,
    read_participant,
    read_participants,
    read_period,
    read_plain_code,
)
from care.standards.cda.reason import CdaFault
from care.standards.cda.values import Code
from care.standards.terminology.document_types import find_document_type

_MOST = 50
_REPLACES = "RPLC"


def read_header(root: etree._Element, faults: set[CdaFault]) -> Header:
    """Everything but the body; what is missing or unreadable is added to `faults`."""
    code = read_plain_code(child(root, "code"))
    ids = read_ids(root)
    header = Header(
        id=next(iter(ids), None),
        set_id=_read_set_id(root),
        version=_read_version(root, faults),
        code=code,
        type_label=_label(root, code, faults),
        title=plain_text(child(root, "title")),
        written=read_moment(child(root, "effectiveTime")),
        confidentiality=_read_confidentiality(root),
        language=attribute(child(root, "languageCode"), "code"),
        templates=_read_templates(root),
        patient=read_patient(root, faults),
        authors=read_participants(root, "author", "AUT"),
        custodian=read_organization(
            child(root, "custodian", "assignedCustodian", "representedCustodianOrganization")
        ),
        legal_authenticator=_read_legal_authenticator(root),
        authenticators=read_participants(root, "authenticator", "AUTHEN"),
        informants=read_participants(root, "informant", "INF"),
        participants=read_participants(root, "participant", ""),
        recipients=read_participants(root, "informationRecipient", "PRCP"),
        orders=_ids_of(root, "inFulfillmentOf", "order"),
        accessions=_read_accessions(root),
        services=_read_services(root),
        replaces=_read_replaced(root),
        encounter=_read_encounter(child(root, "componentOf", "encompassingEncounter")),
        consents=tuple(
            filter(None, map(read_plain_code, children(root, "authorization", "consent", "code")))
        ),
    )
    faults.update(_missing(header))
    return header


def _missing(header: Header) -> set[CdaFault]:
    told = {
        CdaFault.NO_ID: header.id,
        CdaFault.NO_DATE: header.written,
        CdaFault.NO_AUTHOR: header.authors,
    }
    return {fault for fault, value in told.items() if not value}


def _label(root: etree._Element, code: Code | None, faults: set[CdaFault]) -> str:
    """The French label of the type; else what its author calls it, or the title."""
    if code is None or not code.code:
        faults.add(CdaFault.NO_TYPE)
    known = find_document_type(code.code) if code else None
    if known:
        return known.label
    if code is not None and code.code:
        faults.add(CdaFault.UNKNOWN_TYPE)
    return (code.label if code else "") or plain_text(child(root, "title"))


def _read_set_id(root: etree._Element) -> InstanceId | None:
    element = child(root, "setId")
    found = InstanceId(attribute(element, "root"), attribute(element, "extension"))
    return found if found.root or found.extension else None


def _read_version(root: etree._Element, faults: set[CdaFault]) -> int | None:
    text = attribute(child(root, "versionNumber"), "value")
    if text.isascii() and text.isdigit() and len(text) < 10:
        return int(text)
    if text:
        faults.add(CdaFault.VERSION_UNREADABLE)
    return None


def _read_confidentiality(root: etree._Element) -> tuple[Code, ...]:
    """Of the document, and of each of its sections: a document is shown or hidden as a whole."""
    told = filter(None, map(read_plain_code, descendants(root, "confidentialityCode")))
    return tuple(dict.fromkeys(told))[:_MOST]


def _read_templates(root: etree._Element) -> tuple[str, ...]:
    found = (
        ":".join(filter(None, (attribute(one, "root"), attribute(one, "extension"))))
        for one in children(root, "templateId")
    )
    return tuple(found)[:_MOST]


def _read_legal_authenticator(root: etree._Element) -> Participant | None:
    element = child(root, "legalAuthenticator")
    return None if element is None else read_participant(element, "LA")


def _ids_of(root: etree._Element, *path: str) -> tuple[InstanceId, ...]:
    return tuple(one for element in children(root, *path) for one in read_ids(element))[:_MOST]


def _read_accessions(root: etree._Element) -> tuple[InstanceId, ...]:
    found = (
        InstanceId(attribute(one, "root"), attribute(one, "extension"))
        for one in children(root, "inFulfillmentOf", "order", "accessionNumber")
    )
    return tuple(one for one in found if one.root or one.extension)[:_MOST]


def _read_services(root: etree._Element) -> tuple[Service, ...]:
    found = (
        Service(
            read_plain_code(child(one, "code")),
            read_period(child(one, "effectiveTime")),
            read_participants(one, "performer", "PRF"),
            read_ids(one),
        )
        for one in children(root, "documentationOf", "serviceEvent")
    )
    return tuple(found)[:_MOST]


def _read_replaced(root: etree._Element) -> tuple[InstanceId, ...]:
    replacing = (
        one for one in children(root, "relatedDocument") if attribute(one, "typeCode") == _REPLACES
    )
    return tuple(found for one in replacing for found in _ids_of(one, "parentDocument"))[:_MOST]


def _read_encounter(element: etree._Element | None) -> Encounter | None:
    if element is None:
        return None
    facility = child(element, "location", "healthCareFacility")
    provider = child(facility, "serviceProviderOrganization")
    names = (child(facility, "location", "name"), child(provider, "name"))
    return Encounter(
        read_plain_code(child(element, "code")),
        read_period(child(element, "effectiveTime")),
        read_ids(element),
        next(filter(None, map(plain_text, names)), ""),
        read_plain_code(child(facility, "code")),
    )
