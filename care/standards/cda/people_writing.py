"""Writing who had a part in a document, in the order of HL7's CDA.xsd."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from lxml import etree

from care.standards.cda.elements import HL7
from care.standards.cda.model import InstanceId, Organization, Participant, Period, PersonName
from care.standards.cda.values import Code
from care.standards.hl7.timestamps import Precision, Timestamp, render_timestamp
from care.standards.markup_writing import Maker

make = Maker(HL7, {None: HL7, "xsi": "http://www.w3.org/2001/XMLSchema-instance"})
_NOT_ASKED = "NASK"
_UNKNOWN = "UNK"
_DIGITS = {Precision.YEAR: 4, Precision.MONTH: 6, Precision.DAY: 8}


def write_ids(ids: Iterable[InstanceId]) -> list[etree._Element]:
    """Identifiers; one that says it is not known when there is none."""
    made = [make("id", root=one.root or None, extension=one.extension or None) for one in ids]
    return made or [make("id", nullFlavor=_UNKNOWN)]


def write_code(name: str, code: Code | None) -> etree._Element | None:
    """A coded element; None for None."""
    if code is None:
        return None
    if not code.code:
        return make(name, make("originalText", code.label), nullFlavor=_UNKNOWN)
    return make(
        name, code=code.code, codeSystem=code.system or None, displayName=code.label or None
    )


def write_moment(name: str, moment: Timestamp | None) -> etree._Element:
    """A moment, as precise as known; one that says it is not known when there is none."""
    if moment is None:
        return make(name, nullFlavor=_UNKNOWN)
    return make(name, value=_written(moment))


def write_period(name: str, period: Period) -> etree._Element:
    """From and until; CI-SIS wants no end that is the start."""
    has_end = period.end is not None and period.end != period.start
    return make(
        name,
        write_moment("low", period.start),
        write_moment("high", period.end) if has_end else None,
    )


def write_name(name: PersonName) -> etree._Element:
    """A name of a professional."""
    parts = (
        ("prefix", name.civility),
        ("given", name.given),
        ("family", name.family),
        ("suffix", name.title),
    )
    return make("name", *(make(tag, text) for tag, text in parts if text))


def write_contacts(address: str, telecoms: Iterable[str]) -> list[etree._Element]:
    """Address, then phones and mailboxes; each says that it was not asked when unknown."""
    lines = make("streetAddressLine", address) if address else None
    written = make("addr", lines, nullFlavor=None if address else _NOT_ASKED)
    made = [make("telecom", value=one) for one in telecoms]
    return [written, *(made or [make("telecom", nullFlavor=_NOT_ASKED)])]


def write_organization(name: str, organization: Organization | None) -> etree._Element | None:
    """A structure; None for None."""
    if organization is None:
        return None
    address, *telecoms = write_contacts(organization.address, organization.telecoms)
    return make(
        name,
        *write_ids(organization.ids),
        make("name", organization.name),
        *telecoms,
        address,
        write_code("standardIndustryClassCode", organization.setting),
    )


def write_custodian(organization: Organization | None) -> etree._Element:
    """Who keeps the original: one telecom at most, no setting."""
    keeper = organization or Organization()
    plain = replace(keeper, setting=None, telecoms=keeper.telecoms[:1])
    written = write_organization("representedCustodianOrganization", plain)
    return make("custodian", make("assignedCustodian", written))


def write_author(one: Participant) -> etree._Element:
    """Who wrote it."""
    device = make("assignedAuthoringDevice", make("softwareName", one.device))
    return make(
        "author",
        write_code("functionCode", one.function),
        write_moment("time", one.when),
        make(
            "assignedAuthor",
            *_entity(one),
            device if one.device else make("assignedPerson", write_name(one.name)),
            write_organization("representedOrganization", one.organization),
        ),
    )


def write_performer(one: Participant) -> etree._Element:
    """Who did it."""
    return make(
        "performer",
        write_code("functionCode", one.function),
        None if one.when is None else make("time", write_moment("high", one.when)),
        write_assigned(one),
        typeCode="PRF",
    )


def write_assigned(one: Participant) -> etree._Element:
    """A professional at a post."""
    return make(
        "assignedEntity",
        *_entity(one),
        make("assignedPerson", write_name(one.name)),
        write_organization("representedOrganization", one.organization),
    )


def write_participant(one: Participant) -> etree._Element:
    """Who had another part: prescriber (REF), usual doctor (INF, PCP), sampler (PRF, PRELV)."""
    time = make("time", write_moment("high", one.when))
    return make(
        "participant",
        write_code("functionCode", one.function),
        make("time", nullFlavor="NA") if one.when is None else time,
        make(
            "associatedEntity",
            *_entity(one),
            make("associatedPerson", write_name(one.name)),
            write_organization("scopingOrganization", one.organization),
            classCode="PROV",
        ),
        typeCode=one.part,
    )


def write_recipient(one: Participant) -> etree._Element:
    """For whom it is meant; CI-SIS wants no setting of their structure."""
    structure = replace(one.organization, setting=None) if one.organization else None
    return make(
        "informationRecipient",
        make(
            "intendedRecipient",
            *write_ids(one.ids),
            *write_contacts("", one.telecoms),
            make("informationRecipient", write_name(one.name)),
            write_organization("receivedOrganization", structure),
        ),
        typeCode=one.part,
    )


def _entity(one: Participant) -> list[etree._Element | None]:
    contacts = write_contacts("", one.telecoms)
    return [*write_ids(one.ids), write_code("code", one.role), *contacts]


def _written(moment: Timestamp) -> str:
    if digits := _DIGITS.get(moment.precision):
        return f"{moment.when:%Y%m%d}".zfill(8)[:digits]
    when: datetime = moment.when
    return render_timestamp(when)
