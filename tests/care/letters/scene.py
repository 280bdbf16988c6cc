"""A practice with a mailbox, a circle around Jeanne, and mails of real bytes that come to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import count

from care.accounts.store import save_account
from care.audit.model import Face
from care.audit.store import load_batch, read_line
from care.circles.model import Circle
from care.circles.opening import Subject, open_circle
from care.directory.model import Activity, Profession, Professional
from care.directory.store import replace_people
from care.documents.model import Document
from care.documents.store import load_documents
from care.identity.ins import InsNumber
from care.identity.patient import PatientIdentity
from care.identity.reason import Environment
from care.identity.status import Attribute, Source, SourceKind, Standing, Status
from care.identity.traits import Traits
from care.letters.model import Letter
from care.letters.office import Office
from care.letters.reader import LetterReader
from care.letters.store import load_letter
from care.mail.headers import sender_of
from care.mail.mailboxes import Mailboxes, MailboxSeat
from care.mail.model import IncomingMail
from care.mail.queue import load_due, load_source
from care.mail.tables import INBOX
from care.patients.model import Contact, Patient
from care.patients.workflow import take_in_patient
from care.runtime.clock import ManualClock
from care.runtime.database import METADATA, Database
from care.runtime.errors import Refusal
from care.runtime.sealing import KeyRing
from care.runtime.units import Units
from care.standards.cda.model import Header, InstanceId
from care.standards.cda.n1 import write_cda_n1
from care.standards.hl7.fields import from_ins
from care.standards.mdn.model import ReadingReceipt
from care.standards.mdn.reading import read_reading_receipt
from care.standards.rfc5322.addresses import Mailbox
from care.standards.rfc5322.composer import OutgoingFile, OutgoingMail, compose_mail
from care.standards.rfc5322.model import Mail
from care.standards.rfc5322.mss import MssHeaders
from care.standards.rfc5322.parser import parse_mail
from care.standards.rfc5322.subject import build_document_subject
from care.standards.xdm.model import DocumentEntry
from care.standards.xdm.writer import OutgoingDocument, write_xdm
from tests.care.circles.hamlet import ACCOUNTS, ALICE, ANNE, KIM, PAUL, SACHA, newcomer
from tests.care.standards.people import JEANNE, a_header
from tests.care.standards.xdm.archives import AUTHOR, ENTRY, SUBMISSION, WORDS

KEYS = KeyRing({1: bytes(range(32))})
NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
BOX, LABO = "cabinet@cpts.mssante.example", "labo@biologie.mssante.example"
BOT, LIAISON = "@cabinet:test", "@liaison:test"
SEAT = MailboxSeat(BOX, BOT, "Cabinet Fictif", (ALICE, PAUL, KIM, SACHA))
PDF = b"%PDF-1.4 invented"
DOCTOR = Professional(
    "d" * 32, "10199900373", "Dr", True, "FICTIF", "Alice",
    (Profession("10", "Médecin"),), (),
    (Activity("76351", "Le Havre", structure="CABINET FICTIF"),),
    ("alice.fictif@medecin.mssante.example",),
)  # fmt: skip
_MAILS = count(1)


class Everybody:
    """A white list on which everybody is."""

    is_ready = True

    def is_trusted(self, address: str) -> bool:
        return not address.endswith("@ailleurs.example")


def qualified(
    traits: Traits = JEANNE.traits,
    number: InsNumber | None = JEANNE.number,
    status: Status = Status.QUALIFIED,
    *attributes: Attribute,
) -> PatientIdentity:
    """An identity as practice software gives it."""
    source = Source(SourceKind.SOFTWARE, "logiciel d’essai", NOW.date())
    return PatientIdentity(traits, Standing(status, source, frozenset(attributes)), number)


@dataclass(frozen=True)
class Paper:
    """A document to be sent: what its metadata and the document itself say of the patient."""

    id: str = "1"
    version: int = 1
    replaces: tuple[str, ...] = ()
    traits: Traits = JEANNE.traits
    number: InsNumber | None = JEANNE.number
    meta_traits: Traits | None = None
    meta_number: InsNumber | bool | None = True
    has_author: bool = True
    pdf: bytes = PDF
    set_id: str = ""

    @property
    def header(self) -> Header:
        """The head of the document."""
        return replace(
            a_header(),
            id=InstanceId("1.2.9", self.id),
            set_id=InstanceId("1.2.9.1", self.set_id),
            version=self.version,
            replaces=tuple(InstanceId("1.2.9", one) for one in self.replaces),
            patient=replace(JEANNE, traits=self.traits, number=self.number),
        )

    @property
    def cda(self) -> bytes:
        """Its bytes."""
        written = write_cda_n1(self.header, self.pdf + self.id.encode())
        if self.has_author:
            return written
        start, end = written.index(b"<author>"), written.index(b"</author>")
        return written[:start] + written[end + len(b"</author>") :]

    @property
    def entry(self) -> DocumentEntry:
        """What metadata says of it."""
        number = self.number if self.meta_number is True else self.meta_number
        told = from_ins(number) if isinstance(number, InsNumber) else None
        return replace(
            ENTRY,
            entry_id=f"Document{self.id}",
            unique_id=f"1.2.9^{self.id}",
            patient=told,
            source_patient=None,
            traits=self.meta_traits or self.traits,
            authors=(AUTHOR,),
            replaces=(),
        )


def archive(*papers: Paper) -> bytes:
    """An IHE_XDM.ZIP of these documents."""
    documents = [OutgoingDocument(one.entry, one.cda) for one in papers]
    return write_xdm(replace(SUBMISSION, patient=None), documents, WORDS, NOW)


def write(
    *,
    sender: str = LABO,
    name: str = "Laboratoire",
    subject: str = "Bonjour",
    text: str = "",
    thread: tuple[str, ...] = (),
    files: Sequence[OutgoingFile] = (),
    mss: MssHeaders | None = None,
    message_id: str = "",
    asks: bool = True,
    automatic: bool = False,
) -> bytes:
    """A mail to the practice."""
    return compose_mail(
        OutgoingMail(
            message_id=f"<{message_id or f'm{next(_MAILS)}@biologie.mssante.example'}>",
            date=NOW,
            sender=Mailbox(sender, name),
            to=(Mailbox(BOX),),
            subject=subject,
            text=text,
            thread=thread,
            files=tuple(files),
            mss=mss or MssHeaders(),
            wants_reading=asks,
            is_automatic=automatic,
        )
    )


def send_papers(*papers: Paper, zip_: bytes | None = None, **more: object) -> bytes:
    """A mail that carries documents."""
    traits = papers[0].traits if papers else JEANNE.traits
    subject = build_document_subject("Lettre d’adressage", traits)
    content = archive(*papers) if zip_ is None else zip_
    file = OutgoingFile("IHE_XDM.ZIP", "application/zip", content)
    given = {"mss": MssHeaders(True, ("96349-6",)), "subject": subject, "files": [file]}
    return write(**{**given, **more})  # type: ignore[arg-type]


def _in_memory() -> Database:
    database = Database("sqlite://")
    METADATA.create_all(database.engine)
    return database


@dataclass
class Scene:
    """The practice; `come` has a mail come in."""

    database: Database = field(default_factory=_in_memory)
    environment: Environment = Environment.TEST

    def __post_init__(self) -> None:
        self.clock = ManualClock(NOW)
        self.units = Units(self.database, KEYS, self.clock)
        self.office = Office(SEAT, LIAISON, Everybody(), self.environment)
        self.reader = LetterReader(Mailboxes([SEAT]), LIAISON, Everybody(), self.environment)
        with self.units.unit("people") as work:
            for account in ACCOUNTS.values():
                save_account(work.connection, account)
            replace_people(work.connection, [], [DOCTOR])

    def knows(self, identity: PatientIdentity | None = None) -> Patient:
        """A patient is known, without a circle."""
        with self.units.unit(f"patient {next(_MAILS)}") as work:
            return take_in_patient(work, identity or qualified(), Contact(), "x", Face.ROOM)

    def circle(self, patient: Patient | None = None, *people: str) -> Circle:
        """A circle around a patient."""
        patient = patient or self.knows()
        with self.units.unit(f"circle {next(_MAILS)}") as work:
            members = [newcomer(one) for one in people or (ALICE, ANNE)]
            return open_circle(work, ALICE, Subject(patient=patient.id), members).circle

    def come(self, source: bytes, *, sender: str = "", reason: str = "") -> Letter:
        """A mail comes in; returns the letter that it became. Raises Refusal as the reader does."""
        self.clock.advance(timedelta(seconds=1))
        mail = self.incoming(source, sender)
        with self.units.unit(f"mail {mail.number}") as work:
            if reason:
                self.reader.put_aside(work, mail, reason)
            else:
                self.reader.handle(work, mail)
        return self.latest()

    def quarantine(self, source: bytes) -> tuple[Letter, str]:
        """A mail comes in that the reader refuses: the bridge puts it aside for that reason."""
        mail = self.incoming(source)
        try:
            with self.units.unit(f"mail {mail.number}") as work:
                self.reader.handle(work, mail)
        except Refusal as refused:
            with self.units.unit(f"aside {mail.number}") as work:
                self.reader.put_aside(work, mail, refused.reason)
            return self.latest(), refused.reason
        raise AssertionError("it was not refused")

    def incoming(self, source: bytes, sender: str = "") -> IncomingMail:
        """A mail as the bridge hands it over, kept in its inbox as if it were in quarantine."""
        with self.units.unit(f"inbox {next(_MAILS)}") as work:
            number = work.connection.execute(
                INBOX.insert()
                .values(
                    mailbox=BOX,
                    mail_key=f"{next(_MAILS)}",
                    state="quarantined",
                    source=work.keys.seal(source, "mail_inbox.source"),
                    size=len(source),
                    received_at=work.now,
                    taken_at=work.now,
                )
                .returning(INBOX.c.number)
            ).scalar_one()
        return IncomingMail(number, BOX, source, sender or sender_of(source), self.clock.now())

    def latest(self) -> Letter:
        """The letter that came last."""
        return self.letters()[-1]

    def letters(self) -> list[Letter]:
        """Every letter."""
        with self.units.database.begin() as connection:
            found = (load_letter(connection, KEYS, number) for number in range(1, 200))
            return [one for one in found if one is not None]

    def letter(self, number: int) -> Letter:
        """The letter with this number, as it stands now."""
        return next(one for one in self.letters() if one.number == number)

    def documents(self, circle: Circle) -> list[Document]:
        """What is in a circle."""
        with self.units.database.begin() as connection:
            return load_documents(connection, KEYS, circle.id)

    def sent(self) -> list[Mail]:
        """The mails that leave."""
        with self.units.database.begin() as connection:
            due = load_due(connection, KEYS, BOX, self.clock.now())
            return [parse_mail(load_source(connection, KEYS, one.number)) for one in due]

    def receipts(self) -> list[ReadingReceipt]:
        """What our receipts say."""
        return [read_reading_receipt(one) for one in self.sent()]

    def acts(self) -> list[str]:
        """What the trail says was done to letters."""
        with self.units.database.begin() as connection:
            lines = [read_line(KEYS, row) for row in load_batch(connection, 0)]
            acts = [line.entry.act for line in lines if line.entry]
            return [act for act in acts if act.startswith("letter.")]
