"""A clinical document (HL7 CDA R2, CI-SIS) as we show it: header, body, laboratory results."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from care.identity.ins import InsNumber
from care.identity.traits import Traits
from care.standards.cda.narrative import Narrative
from care.standards.cda.reason import CdaFault
from care.standards.cda.values import Code, Value
from care.standards.hl7.timestamps import Timestamp

_ALERTS = frozenset({"LL", "HH", "AA"})
_ABNORMAL = frozenset({"L", "H", "A", "LU", "HU", "LX", "HX", "EX"})


@dataclass(frozen=True, slots=True)
class InstanceId:
    """An identifier: the authority's OID, and its number of the thing (may be empty)."""

    root: str
    extension: str = ""

    def __str__(self) -> str:
        return f"{self.root}^{self.extension}" if self.extension else self.root


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name in its parts; `title` is the suffix or prefix by which a colleague is called (DR)."""

    family: str = ""
    given: str = ""
    civility: str = ""
    title: str = ""

    def __str__(self) -> str:
        return " ".join(
            part for part in (self.title or self.civility, self.given, self.family) if part
        )


@dataclass(frozen=True, slots=True)
class Organization:
    """A structure: its national identifiers first."""

    name: str = ""
    ids: tuple[InstanceId, ...] = ()
    setting: Code | None = None
    telecoms: tuple[str, ...] = ()
    address: str = ""


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody who had a part in it; `part` is HL7's type code (AUT, PRF, REF, INF…).

    For the software that wrote a document, `device` is its name.
    """

    part: str
    name: PersonName = PersonName()
    ids: tuple[InstanceId, ...] = ()
    role: Code | None = None
    function: Code | None = None
    organization: Organization | None = None
    when: Timestamp | None = None
    telecoms: tuple[str, ...] = ()
    device: str = ""


@dataclass(frozen=True, slots=True)
class Period:
    """From and until, as far as told."""

    start: Timestamp | None = None
    end: Timestamp | None = None


@dataclass(frozen=True, slots=True)
class Service:
    """An act that the document tells of."""

    code: Code | None
    period: Period
    performers: tuple[Participant, ...] = ()
    ids: tuple[InstanceId, ...] = ()


@dataclass(frozen=True, slots=True)
class Encounter:
    """The stay or visit in which it happened."""

    code: Code | None
    period: Period
    ids: tuple[InstanceId, ...] = ()
    facility: str = ""
    facility_kind: Code | None = None


@dataclass(frozen=True, slots=True)
class Patient:
    """Who it is about, as its author told it. The status of the identity is not in a CDA."""

    traits: Traits
    number: InsNumber | None = field(default=None, repr=False)
    local_ids: tuple[InstanceId, ...] = field(default=(), repr=False)
    birth_city: str = field(default="", repr=False)
    telecoms: tuple[str, ...] = field(default=(), repr=False)
    address: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Header:
    """What every document says of itself."""

    id: InstanceId | None = None
    set_id: InstanceId | None = None
    version: int | None = None
    code: Code | None = None
    type_label: str = ""
    title: str = ""
    written: Timestamp | None = None
    confidentiality: tuple[Code, ...] = ()
    language: str = ""
    templates: tuple[str, ...] = ()
    patient: Patient | None = None
    authors: tuple[Participant, ...] = ()
    custodian: Organization | None = None
    legal_authenticator: Participant | None = None
    authenticators: tuple[Participant, ...] = ()
    informants: tuple[Participant, ...] = ()
    participants: tuple[Participant, ...] = ()
    recipients: tuple[Participant, ...] = ()
    orders: tuple[InstanceId, ...] = ()
    accessions: tuple[InstanceId, ...] = ()
    services: tuple[Service, ...] = ()
    replaces: tuple[InstanceId, ...] = ()
    encounter: Encounter | None = None
    consents: tuple[Code, ...] = ()


class BodyKind(StrEnum):
    """N1 holds a file, N3 sections."""

    FILE = "file"
    SECTIONS = "sections"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Media:
    """A file inside the document; `is_copy`: it shows the whole document."""

    media_type: str
    content: bytes = field(repr=False)
    title: str = ""
    is_copy: bool = False

    @property
    def is_pdf(self) -> bool:
        """Whether it says that it is a PDF, and begins as one."""
        return self.media_type == "application/pdf" and b"%PDF-" in self.content[:1024]


@dataclass(frozen=True, slots=True)
class Section:
    """A chapter of the text for people."""

    title: str
    code: Code | None
    narrative: Narrative
    authors: tuple[Participant, ...] = ()
    sections: tuple[Section, ...] = ()


@dataclass(frozen=True, slots=True)
class ReferenceRange:
    """Where a value is expected."""

    value: Value
    label: str = ""


@dataclass(frozen=True, slots=True)
class PreviousResult:
    """What the same examination gave before."""

    value: Value
    sampled: Timestamp | None


@dataclass(frozen=True, slots=True)
class Result:
    """One examination. `path`: the batteries and isolates it belongs to, outermost first.

    `interpretations` are HL7's codes (N, L, H, LL, HH, A, AA, S, I, R…).
    """

    name: str
    code: Code | None
    value: Value
    interpretations: tuple[str, ...] = ()
    ranges: tuple[ReferenceRange, ...] = ()
    sampled: Timestamp | None = None
    path: tuple[str, ...] = ()
    method: str = ""
    status: str = ""
    comments: tuple[str, ...] = ()
    previous: tuple[PreviousResult, ...] = ()

    @property
    def is_alert(self) -> bool:
        """Whether somebody must be told at once (BIO/va1.01)."""
        return bool(_ALERTS.intersection(self.interpretations))

    @property
    def is_abnormal(self) -> bool:
        """Whether it is to be marked."""
        return self.is_alert or bool(_ABNORMAL.intersection(self.interpretations))


@dataclass(frozen=True, slots=True)
class SubChapter:
    """A group of examinations, with what was said of all of them."""

    title: str
    code: Code | None
    results: tuple[Result, ...]
    comments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Chapter:
    """A discipline of the laboratory."""

    title: str
    code: Code | None
    groups: tuple[SubChapter, ...]


@dataclass(frozen=True, slots=True)
class CdaDocument:
    """The whole, and every fault met on the way."""

    header: Header
    body: BodyKind
    media: tuple[Media, ...] = ()
    sections: tuple[Section, ...] = ()
    laboratory: tuple[Chapter, ...] = ()
    faults: frozenset[CdaFault] = frozenset()

    @property
    def shown(self) -> Media | None:
        """The file that people read first: the PDF that is, or copies, the whole document."""
        return next((one for one in self.media if one.is_copy and one.is_pdf), None)

    @property
    def results(self) -> tuple[Result, ...]:
        """Every examination, in the order of the document."""
        return tuple(
            result
            for chapter in self.laboratory
            for group in chapter.groups
            for result in group.results
        )
