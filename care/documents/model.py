"""A document of a circle: a report, a letter, laboratory results; its versions and its files."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from care.circles.model import CircleId
from care.standards.cda.model import CdaDocument
from care.standards.hl7.timestamps import Precision, Timestamp
from care.standards.xdm.model import DocumentEntry

_DOCUMENT_ID = re.compile(r"d[0-9a-f]{32}")
ALERTS = frozenset({"LL", "HH", "AA"})
LOINC = "2.16.840.1.113883.6.1"


@dataclass(frozen=True, slots=True, order=True)
class DocumentId:
    """Our own name for a document: drawn at random, tells nothing."""

    text: str

    def __post_init__(self) -> None:
        if not _DOCUMENT_ID.fullmatch(self.text):
            raise ValueError("not a document id")

    def __str__(self) -> str:
        return self.text


class Standing(StrEnum):
    """Where a document stands. Withdrawn: a tombstone, its content is gone."""

    CURRENT = "current"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


class Happening(StrEnum):
    """What moves a document from one standing to another."""

    REPLACED = "replaced"
    WITHDRAWN = "withdrawn"


class Audience(StrEnum):
    """Who of the circle may read it."""

    EVERYBODY = "everybody"
    PROFESSIONALS = "professionals"


class Form(StrEnum):
    """The files of one document. `rendered` is a PDF that we made of a CDA without one."""

    PDF = "pdf"
    CDA = "cda"
    RENDERED = "rendered"


class Caution(StrEnum):
    """What readers are told to be careful of."""

    HASH_WRONG = "hash_wrong"
    SIZE_WRONG = "size_wrong"
    FILE_UNREADABLE = "file_unreadable"
    READ_IN_PART = "read_in_part"
    OTHER_CONTENT = "other_content"


class Outcome(StrEnum):
    """What filing came to.

    `completed`: it brought another file, or a stricter confidentiality, of one that was there.
    `outdated`: a newer version was there already (code 900). `withdrawn`: its deletion had been
    ordered; only a tombstone is kept.
    """

    FILED = "filed"
    COMPLETED = "completed"
    DUPLICATE = "duplicate"
    OUTDATED = "outdated"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Sender:
    """Who sent it. `shown` is the name that the mail claims, `name`, `profession` and `place` are
    the directory's, empty when it does not know the address. `is_spoofed`: the claim is false.
    """

    address: str = ""
    shown: str = ""
    name: str = ""
    profession: str = ""
    place: str = ""
    is_spoofed: bool = False

    @property
    def is_verified(self) -> bool:
        """Whether the directory knows them."""
        return bool(self.name)


@dataclass(frozen=True, slots=True)
class Author:
    """Who wrote it, as it says itself. `rpps` is empty when it names none."""

    name: str
    profession: str = ""
    organization: str = ""
    rpps: str = ""


@dataclass(frozen=True, slots=True)
class LabResult:
    """One examination. `number` (decimal text) is there to draw a curve, never to be shown.

    `code` is LOINC's when `system` is; `path`: batteries and isolates, outermost first.
    `is_antecedent`: a report recalls it, for comparison.
    """

    name: str
    value: str = field(repr=False)
    unit: str = ""
    number: str = field(default="", repr=False)
    low: str = ""
    high: str = ""
    expected: str = ""
    interpretations: tuple[str, ...] = ()
    sampled: Timestamp | None = None
    code: str = ""
    system: str = ""
    chapter: str = ""
    group: str = ""
    path: tuple[str, ...] = ()
    comments: tuple[str, ...] = ()
    status: str = ""
    is_antecedent: bool = False

    @property
    def is_alert(self) -> bool:
        """Whether somebody must be told at once (BIO/va1.01)."""
        return bool(ALERTS.intersection(self.interpretations))


@dataclass(frozen=True, slots=True)
class Description:
    """What a document says of itself. `ids`, `set_id`, `replaces` and `orders` are unique ids, as
    `care.documents.rules.normal_id` writes them. `digest` is of its PDF (of its file without one),
    `content` of what it tells: equal for the same text and results, however they were wrapped.
    """

    ids: tuple[str, ...]
    set_id: str = ""
    version: int | None = None
    replaces: tuple[str, ...] = ()
    orders: tuple[str, ...] = ()
    type_code: str = ""
    type_label: str = ""
    class_code: str = ""
    title: str = field(default="", repr=False)
    written: Timestamp | None = None
    acted: Timestamp | None = None
    authors: tuple[Author, ...] = ()
    custodian: str = ""
    confidentiality: frozenset[str] = frozenset()
    is_structured: bool = False
    file_name: str = field(default="", repr=False)
    digest: str = ""
    content: str = ""
    cautions: frozenset[Caution] = frozenset()


@dataclass(frozen=True, slots=True)
class Given:
    """One document as it came: its structured file, its PDF, or both; what the archive said of it.

    `read` is `cda` as `read_cda` read it. `name` is the file's.
    """

    cda: bytes = field(default=b"", repr=False)
    read: CdaDocument | None = field(default=None, repr=False)
    pdf: bytes = field(default=b"", repr=False)
    entry: DocumentEntry | None = field(default=None, repr=False)
    name: str = ""
    cautions: frozenset[Caution] = frozenset()


@dataclass(frozen=True, slots=True)
class Received:
    """A document ready to be filed: understood, with every file it will be shown by."""

    description: Description
    results: tuple[LabResult, ...] = field(default=(), repr=False)
    files: tuple[tuple[Form, bytes], ...] = field(default=(), repr=False)

    @property
    def has_alert(self) -> bool:
        """Whether one of its results is to be told at once."""
        return any(one.is_alert for one in self.results)


@dataclass(frozen=True, slots=True)
class Posted:
    """A file that a member showed in a room of the circle: the room holds it, we only list it."""

    event_id: str
    room_id: str
    author: str


@dataclass(frozen=True, slots=True)
class Document:
    """One document of a circle. `number` is how people call it, alone or after a `P` for those of
    professionals. `replaced_by` are the documents that took its place. `withdrawn_by` says who
    ordered its deletion, when it was a person of the circle (a user id).
    """

    id: DocumentId
    circle: CircleId
    number: int
    audience: Audience
    standing: Standing
    filed_at: datetime
    description: Description
    senders: tuple[Sender, ...] = ()
    addressees: tuple[str, ...] = ()
    forms: frozenset[Form] = frozenset()
    has_alert: bool = False
    shown_at: datetime | None = None
    posted: Posted | None = None
    replaced_by: tuple[DocumentId, ...] = ()
    withdrawn_by: str = ""

    @property
    def label(self) -> str:
        """`3`, or `P3`."""
        return f"P{self.number}" if self.audience is Audience.PROFESSIONALS else f"{self.number}"

    @property
    def moment(self) -> Timestamp:
        """When what it tells was: its act, else its writing, else its coming; as far as told."""
        told = self.description.acted or self.description.written
        return told or Timestamp(self.filed_at, Precision.DAY)

    @property
    def day(self) -> date:
        """The day that it is about; the first of the month or year where no day was told."""
        return self.moment.day


@dataclass(frozen=True, slots=True)
class Filed:
    """What became of what was given. `superseded`: the documents whose place it took."""

    outcome: Outcome
    document: DocumentId
    superseded: tuple[DocumentId, ...] = ()
    code: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A document in an index. `is_new`: whoever asks has not read it."""

    document: Document
    is_new: bool


@dataclass(frozen=True, slots=True)
class Opened:
    """A document that somebody reads: the file to show."""

    document: Document
    name: str
    media_type: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Point:
    """A value of an examination over time, and the document that told it."""

    result: LabResult = field(repr=False)
    document: DocumentId


@dataclass(frozen=True, slots=True)
class Curve:
    """All the values of one examination, the oldest first."""

    name: str
    code: str
    system: str
    points: tuple[Point, ...]
