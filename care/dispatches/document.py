"""A document as clinical software reads it: CDA R2 of level 1, inside an IHE_XDM.ZIP."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

from care.dispatches.model import Addressee, Told
from care.dispatches.writer import Workplace, Writer
from care.identity.traits import Traits
from care.standards.cda.model import (
    Encounter,
    Header,
    InstanceId,
    Organization,
    Participant,
    Patient,
    Period,
    PersonName,
    Service,
)
from care.standards.cda.n1 import write_cda_n1
from care.standards.cda.values import Code
from care.standards.hl7.fields import NumberedId, NumberedPerson, NumberedStructure, from_ins
from care.standards.hl7.timestamps import Precision, Timestamp
from care.standards.terminology.document_types import DocumentType
from care.standards.terminology.value_sets import ValueSet, find_entry
from care.standards.xdm.model import Coded, DocumentEntry, Submission, XdmAuthor
from care.standards.xdm.writer import OutgoingDocument, Presentation, write_xdm

#: OIDs made of a UUID need no registration (ITU-T X.667).
UUID_ROOT = "2.25."
_PEOPLE, _STRUCTURES = "1.2.250.1.71.4.2.1", "1.2.250.1.71.4.2.2"
_ROLES, _FACILITIES = "1.2.250.1.213.1.1.4.5", "1.2.250.1.71.4.2.4"
_ACTS = "2.16.840.1.113883.5.4"
_RPPS, _FINESS, _OWN_STRUCTURE = "8", "1", "4"
_IDNPS, _IDNST, _PI = "IDNPS", "IDNST", "PI"
_HIDDEN = ("R", "INVISIBLE_PATIENT", "INVISIBLE_REPRESENTANTS_LEGAUX")
_PDF_FORMAT = "urn:ihe:iti:xds-sd:pdf:2008"


@dataclass(frozen=True, slots=True)
class Made:
    """What a document is made of. `of` and `until` are moments with a zone; ids are OIDs.

    `restricted`: neither the patient nor relatives are to be shown it. `source` is the OID of our
    system; `local` the patient's number here, whatever the INS.
    """

    kind: DocumentType
    title: str
    author: Writer
    signer: Writer
    keeper: Workplace
    to: tuple[Addressee, ...]
    told: Told
    of: datetime
    written: datetime
    id: str
    set_id: str
    submission: str
    source: str
    local: str
    version: int = 1
    replaces: str = ""
    restricted: bool = False
    pdf: bytes = field(default=b"", repr=False)


def write_document(made: Made) -> bytes:
    """The clinical document. Raises ValueError when something that CI-SIS demands is missing."""
    return write_cda_n1(_header(made), made.pdf)


def write_archive(made: Made, document: bytes, sender: str, product: str) -> bytes:
    """The IHE_XDM.ZIP around it."""
    return write_xdm(
        _submission(made),
        [OutgoingDocument(_entry(made), document)],
        Presentation(sender, product),
        made.written,
    )


def _header(made: Made) -> Header:
    written = _moment(made.written)
    patient = Patient(_traits(made), made.told.number, (InstanceId(made.source, made.local),))
    started = Period(_moment(made.of))
    performer = replace(_participant(made.author, "PRF"), when=_moment(made.of))
    return Header(
        id=InstanceId(made.id),
        set_id=InstanceId(made.set_id),
        version=made.version,
        code=Code(made.kind.code, made.kind.system, made.kind.label),
        title=made.title,
        written=written,
        confidentiality=_confidentiality(made)[:1],
        language="fr-FR",
        patient=patient,
        authors=(replace(_participant(made.author, "AUT"), when=_moment(made.of)),),
        custodian=_organization(made.keeper, made.signer),
        legal_authenticator=replace(_participant(made.signer, "LA"), when=written),
        recipients=tuple(_recipient(one) for one in made.to),
        services=(Service(None, started, (performer,)),),
        replaces=(InstanceId(made.replaces),) if made.replaces else (),
        encounter=Encounter(
            _code(ValueSet.ENCOUNTER, "AMB"),
            started,
            facility=made.author.workplace.name,
            facility_kind=Code(made.author.workplace.sector, _FACILITIES),
        ),
    )


def _participant(writer: Writer, part: str) -> Participant:
    return Participant(
        part,
        PersonName(writer.family, writer.given, title=writer.title.upper()),
        (InstanceId(_PEOPLE, f"{_RPPS}{writer.rpps}"),),
        Code(writer.role, _ROLES, writer.role_label) if writer.role else None,
        organization=_organization(writer.workplace, writer),
        telecoms=tuple(f"tel:{phone}" for phone in writer.workplace.phones[:1]),
    )


def _organization(place: Workplace, writer: Writer) -> Organization:
    return Organization(
        place.name,
        (InstanceId(_STRUCTURES, _structure_id(place, writer)),),
        _code(ValueSet.SETTING, "AMBULATOIRE"),
        tuple(f"tel:{phone}" for phone in place.phones[:1]),
        place.address,
    )


def _structure_id(place: Workplace, writer: Writer) -> str:
    """By FINESS; a practice without one is known by who practises there (RPPS and rank)."""
    return f"{_FINESS}{place.finess}" if place.finess else f"{_OWN_STRUCTURE}{writer.rpps}01"


def _recipient(one: Addressee) -> Participant:
    ids = (InstanceId(_PEOPLE, f"{_RPPS}{one.rpps}"),) if one.rpps else ()
    given, _, family = one.name.rpartition(" ")
    return Participant(
        "PRCP",
        PersonName(family, given),
        ids,
        organization=Organization(one.place) if one.place else None,
        telecoms=(f"mailto:{one.address}",),
    )


def _entry(made: Made) -> DocumentEntry:
    class_ = find_entry(ValueSet.CLASS, made.kind.class_code)
    form = find_entry(ValueSet.FORMAT, _PDF_FORMAT)
    setting = find_entry(ValueSet.SETTING, "AMBULATOIRE")
    local = NumberedId(made.local, made.source, _PI)
    return DocumentEntry(
        entry_id=_entry_id(made.id),
        unique_id=made.id,
        title=made.title,
        type=Coded(made.kind.code, made.kind.system, made.kind.label),
        class_=Coded(class_.code, class_.system, class_.label) if class_ else None,
        format=Coded(form.code, form.system, form.label) if form else None,
        confidentiality=tuple(
            Coded(one.code, one.system, one.label) for one in _confidentiality(made)
        ),
        facility=Coded(made.author.workplace.sector, _FACILITIES, made.author.workplace.sector),
        setting=Coded(setting.code, setting.system, setting.label) if setting else None,
        patient=from_ins(made.told.number) if made.told.number else local,
        source_patient=local,
        traits=_traits(made),
        authors=(_author(made.author),),
        legal_authenticator=_person(made.signer),
        created=_moment(made.written),
        service_start=_moment(made.of),
        language="fr-FR",
        replaces=(_entry_id(made.replaces),) if made.replaces else (),
    )


def _entry_id(document_id: str) -> str:
    """The same number, written as registries name entries."""
    return UUID(int=int(document_id.removeprefix(UUID_ROOT))).urn


def _submission(made: Made) -> Submission:
    patient = from_ins(made.told.number) if made.told.number else None
    return Submission(
        unique_id=made.submission,
        source_id=made.source,
        title=made.title,
        patient=patient or NumberedId(made.local, made.source, _PI),
        author=_author(made.signer),
        content_type=Coded(made.kind.code, made.kind.system, made.kind.label),
        sent=_moment(made.written),
    )


def _author(writer: Writer) -> XdmAuthor:
    place = NumberedStructure(
        writer.workplace.name, _structure_id(writer.workplace, writer), _STRUCTURES, _IDNST
    )
    return XdmAuthor(_person(writer), (place,), specialty=writer.role)


def _person(writer: Writer) -> NumberedPerson:
    number = f"{_RPPS}{writer.rpps}"
    return NumberedPerson(number, writer.family, writer.given, _PEOPLE, _IDNPS)


def _traits(made: Made) -> Traits:
    return made.told.traits or Traits()


def _confidentiality(made: Made) -> tuple[Code, ...]:
    """How open it is, the code of HL7 first; then from whom it is hidden (CI-SIS)."""
    codes = _HIDDEN if made.restricted else ("N",)
    return tuple(_code(ValueSet.CONFIDENTIALITY, one) for one in codes)


def _code(value_set: ValueSet, code: str) -> Code:
    entry = find_entry(value_set, code)
    assert entry is not None, "a code of ours is in the set"
    return Code(entry.code, entry.system, entry.label)


def _moment(moment: datetime) -> Timestamp:
    return Timestamp(moment.replace(microsecond=0), Precision.SECOND)
