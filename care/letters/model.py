"""A letter: a mail that came to a mailbox, what it says of a patient, where it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType

from care.documents.model import Sender
from care.identity.ins import InsNumber
from care.identity.matching import Candidate
from care.identity.traits import Traits
from care.standards.hl7.timestamps import Precision


class LetterKind(StrEnum):
    """What a letter is: words between people, documents about a patient, a patient's own words."""

    PLAIN = "plain"
    DOCUMENT = "document"
    PATIENT = "patient"


class LetterState(StrEnum):
    """Where a letter stands. Shown: it is read in the mailbox's room, and in no circle.

    Released: it is out of quarantine, and another letter goes on with what was in it.
    """

    SHOWN = "shown"
    TO_TRIAGE = "to_triage"
    FILED = "filed"
    DISCARDED = "discarded"
    QUARANTINED = "quarantined"
    RELEASED = "released"


class LetterAct(StrEnum):
    """What somebody decides of a letter."""

    FILE = "file"
    KEEP = "keep"
    DISCARD = "discard"
    UNDO = "undo"
    RELEASE = "release"


class Finding(StrEnum):
    """Why no machine may file a letter, the gravest first: of several, the first is told."""

    RELEASED = "released"
    SENDER_UNSURE = "sender_unsure"
    UNREADABLE = "unreadable"
    NO_AUTHOR = "no_author"
    SEVERAL_PATIENTS = "several_patients"
    NUMBER_ABSENT = "number_absent"
    NOT_VOUCHED = "not_vouched"
    TRAITS_MISSING = "traits_missing"
    SOURCES_DISAGREE = "sources_disagree"
    NUMBER_REFUSED = "number_refused"
    UNKNOWN = "unknown"
    SEVERAL_MATCHES = "several_matches"
    FICTITIOUS = "fictitious"
    DOUBTFUL = "doubtful"
    UNQUALIFIED = "unqualified"
    TRAITS_DIFFER = "traits_differ"
    HOMONYM = "homonym"
    OPPOSED = "opposed"
    NO_CIRCLE = "no_circle"
    SUPERSEDED = "superseded"
    MISFILED = "misfiled"


#: The error that each is, when the sender's software is told of it (CI-SIS, 900 to 906).
CODES: Mapping[Finding, int] = MappingProxyType(
    {
        **dict.fromkeys(Finding, 906),
        Finding.SUPERSEDED: 900,
        Finding.RELEASED: 901,
        Finding.SENDER_UNSURE: 901,
        Finding.NO_AUTHOR: 901,
        Finding.UNKNOWN: 902,
        Finding.NO_CIRCLE: 902,
        Finding.NUMBER_ABSENT: 903,
        Finding.NOT_VOUCHED: 903,
        Finding.SOURCES_DISAGREE: 904,
        Finding.NUMBER_REFUSED: 904,
        Finding.TRAITS_DIFFER: 904,
        Finding.TRAITS_MISSING: 905,
    }
)


@dataclass(frozen=True, slots=True)
class Claim:
    """Whom one source within a letter says it is about."""

    traits: Traits = field(default=Traits(), repr=False)
    number: InsNumber | None = field(default=None, repr=False)

    @property
    def candidate(self) -> Candidate:
        """What is compared with patients."""
        return Candidate(self.traits, self.number)


@dataclass(frozen=True, slots=True)
class Heading:
    """A document of a letter in a line: type, author, day as far as told; `cautions` are keys."""

    label: str
    author: str = ""
    written: date | None = None
    cautions: tuple[str, ...] = ()
    precision: Precision = Precision.DAY


@dataclass(frozen=True, slots=True)
class Sending:
    """What left from a circle (ids); `is_open`: everybody in the circle was shown it."""

    dispatch: str
    circle: str
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is kept of a letter once its bytes are forgotten: what people see, how to answer.

    `before` are the messages that it answers, oldest first; `answer_to` addresses and their names,
    `files` the names of its files; `candidates` the patients it may be about (ids), as numbered on
    its card; `error_code` what the recipient's software answered to a document of ours;
    `is_outside`: its sender is not in the trusted space, somebody took it out of quarantine;
    `answered` what left from a circle, when it surely answers that;
    `documents` what was filed (ids); `discarded_for` why it was discarded, in somebody's words.
    """

    sender: Sender = field(repr=False)
    subject: str = field(default="", repr=False)
    written_at: datetime | None = None
    text: str = field(default="", repr=False)
    quoted: str = field(default="", repr=False)
    signature: str = field(default="", repr=False)
    files: tuple[str, ...] = field(default=(), repr=False)
    message_id: str = ""
    before: tuple[str, ...] = ()
    answer_to: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    everybody: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    headings: tuple[Heading, ...] = field(default=(), repr=False)
    claim: Claim | None = field(default=None, repr=False)
    candidates: tuple[str, ...] = ()
    flaws: tuple[str, ...] = ()
    error_code: int | None = None
    is_automatic: bool = False
    closes: bool = False
    is_outside: bool = False
    answered: Sending | None = None
    documents: tuple[str, ...] = ()
    discarded_for: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail that came. `number` names it to people; `reason` is why it is in quarantine.

    `patient` and `circle` (ids) are where it was filed; `decided_by` is a user id, None when the
    rules decided. `message` and `card` are what was sent of it to the mailbox's room
    and to its triage (transaction ids), `shows` how often the rooms were brought in line with it.
    """

    number: int
    mailbox: str
    kind: LetterKind
    state: LetterState
    received_at: datetime
    sheet: Sheet = field(repr=False)
    thread: int | None = None
    finding: Finding | None = None
    reason: str = ""
    patient: str | None = None
    circle: str | None = None
    decided_by: str | None = None
    decided_at: datetime | None = None
    inbox_number: int | None = None
    message: str = ""
    card: str = ""
    asks_receipt: bool = False
    shows: int = 0

    @property
    def error_code(self) -> int:
        """What the sender's software is told when it is discarded."""
        return CODES[self.finding] if self.finding else 906


@dataclass(frozen=True, slots=True)
class Thread:
    """Letters that answer each other. `root` is the message that the conversation hangs on.

    `is_closed`: a professional ended the conversation with a patient; nobody answers any more.
    """

    number: int
    mailbox: str
    root: str = ""
    is_closed: bool = False
