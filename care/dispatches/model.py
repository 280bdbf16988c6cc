"""What leaves by national health mail: drafts that are shown first, and dispatches."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from care.circles.model import Role
from care.identity.ins import InsNumber
from care.identity.reason import Reason
from care.identity.traits import Traits
from care.mail.delivery import Delivery

PATIENT_DOMAIN = "patient.mssante.fr"


class Form(StrEnum):
    """A clinical document in its archive, a plain mail, or the notice that withdraws a document."""

    DOCUMENT = "document"
    MAIL = "mail"
    NOTICE = "notice"


class Reach(StrEnum):
    """To whose side it goes."""

    PROFESSIONAL = "professional"
    PATIENT = "patient"


class DispatchState(StrEnum):
    """Whether it still holds."""

    SENT = "sent"
    REPLACED = "replaced"
    WITHDRAWN = "withdrawn"


class Stage(StrEnum):
    """What a draft waits for: to whom, of which kind, or a last look."""

    WHO = "who"
    TYPE = "type"
    REVIEW = "review"


class Where(StrEnum):
    """Where a mail is for one recipient, as people understand it."""

    WAITING = "waiting"
    HELD = "held"
    SENT = "sent"
    DELIVERED = "delivered"
    READ = "read"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Addressee:
    """A mailbox to write to, whose it is and where they practise. `user_id`: their account."""

    address: str = field(repr=False)
    name: str = field(default="", repr=False)
    place: str = ""
    reach: Reach = Reach.PROFESSIONAL
    rpps: str = ""
    user_id: str | None = None


@dataclass(frozen=True, slots=True)
class File:
    """A file to send along, as it was given."""

    name: str
    media_type: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class FileNote:
    """A file that goes along with a draft, without its bytes: `size` of them."""

    name: str
    media_type: str
    size: int


@dataclass(frozen=True, slots=True)
class Wish:
    """To whom somebody wants to write: an address or a name as typed, a role, the patient."""

    text: str = field(repr=False)
    role: Role | None = None
    is_patient: bool = False


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody wants to send, as they said it. `piece` is what was said or shown before.

    `mailbox` is empty to be chosen; `closes` ends the conversation with a patient. `restricted`: it
    was said among professionals, neither the patient nor relatives are to be shown it.
    """

    form: Form
    wishes: tuple[Wish, ...] = ()
    text: str = field(default="", repr=False)
    piece: Piece | None = None
    file: File | None = None
    mailbox: str = ""
    closes: bool = False
    replaces: str | None = None
    restricted: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """Something said or shown in a circle that may be sent. `text` is the words, or the caption;
    `among_professionals`: the patient and relatives were not there.

    `link` is the content of the event that shows a file (its address and its key); None for words.
    """

    event_id: str
    author: str
    said_at: datetime
    text: str = field(default="", repr=False)
    name: str = field(default="", repr=False)
    media_type: str = ""
    link: dict[str, object] | None = field(default=None, repr=False)
    among_professionals: bool = False

    @property
    def is_file(self) -> bool:
        """Whether it is a file rather than words."""
        return self.link is not None


@dataclass(frozen=True, slots=True)
class Draft:
    """A sending that is being prepared by `sender`, from the mailbox `mailbox`.

    `unsure` are the words that may mean any of `choices`; `later` the recipients still to be found.
    `author` wrote it first, at `said_at`. `type_code` is of JDV_J07, empty while in doubt among
    `types`. `replaces`: the dispatch that this one takes the place of.
    """

    sender: str
    mailbox: str
    form: Form
    author: str
    said_at: datetime
    circle: str | None = None
    stage: Stage = Stage.REVIEW
    addressees: tuple[Addressee, ...] = ()
    unsure: str = ""
    choices: tuple[Addressee, ...] = ()
    later: tuple[Wish, ...] = ()
    text: str = field(default="", repr=False)
    type_code: str = ""
    types: tuple[str, ...] = ()
    with_identity: bool = True
    closes: bool = False
    replaces: str | None = None
    restricted: bool = False
    files: tuple[FileNote, ...] = ()

    @property
    def is_to_patient(self) -> bool:
        """Whether the patient is among those it goes to."""
        return any(one.reach is Reach.PATIENT for one in self.addressees)


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of the patient: traits (None: nothing), the number when it may leave.

    `why` is the reason for which the number stays; None when it leaves, or nothing is told.
    """

    traits: Traits | None = field(default=None, repr=False)
    number: InsNumber | None = field(default=None, repr=False)
    why: Reason | None = None


@dataclass(frozen=True, slots=True)
class Home:
    """Where the status of a dispatch is shown: by which account, in which conversation."""

    account: str
    room_id: str | None = None
    key: str | None = None
    person: str | None = None
    thread: str | None = None
    card: str = ""


@dataclass(frozen=True, slots=True)
class Dispatch:
    """What left, or is about to. `subject` is that of the mail; the ids are those of its document.

    `rung` are the ranks of the recipients whose failure somebody was called for; `told` marks what
    was told of the patient, equal for the same only.
    """

    id: str
    circle: str | None
    sender: str
    mailbox: str
    message_id: str
    form: Form
    state: DispatchState
    sent_at: datetime
    home: Home | None
    subject: str = field(repr=False)
    addressees: tuple[Addressee, ...] = field(repr=False)
    type_code: str = ""
    title: str = field(default="", repr=False)
    with_identity: bool = False
    closes: bool = False
    document_id: str = ""
    set_id: str = ""
    version: int = 1
    replaces: str | None = None
    thread: tuple[str, ...] = ()
    rung: tuple[int, ...] = ()
    told: str = ""

    @property
    def is_to_patient(self) -> bool:
        """Whether the patient is among those it went to."""
        return any(one.reach is Reach.PATIENT for one in self.addressees)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a dispatch is for one recipient; `code` says why, as a server or software put it.

    `again`: they surely have not got it, and may be sent it again.
    """

    addressee: Addressee
    where: Where
    code: str
    changed_at: datetime
    again: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer that came to the mailbox, from one of those to whom a dispatch went."""

    addressee: Addressee
    received_at: datetime


@dataclass(frozen=True, slots=True)
class Preview:
    """What would leave, as it would: to be looked at first. Sizes in bytes, encoded.

    `others` are the other mailboxes that it could leave from.
    """

    draft: Draft
    mailbox: str
    mailbox_name: str
    others: tuple[str, ...]
    told: Told
    size: int
    limit: int


@dataclass(frozen=True, slots=True)
class Answered:
    """The mail that is answered, as far as an answer needs it. Identifiers are without brackets.

    `answer_to` are the addresses and names of who is answered, `everybody` of all the others.
    """

    message_id: str
    before: tuple[str, ...] = ()
    subject: str = field(default="", repr=False)
    sender: str = field(default="", repr=False)
    text: str = field(default="", repr=False)
    written_at: datetime | None = None
    answer_to: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    everybody: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    is_automatic: bool = False


#: How a delivery is told; a mail that waits with a code was put off by a server.
WHERE = {
    Delivery.QUEUED: Where.WAITING,
    Delivery.SENDING: Where.WAITING,
    Delivery.SENT: Where.SENT,
    Delivery.DELIVERED: Where.DELIVERED,
    Delivery.READ: Where.READ,
    Delivery.FAILED: Where.FAILED,
}
