"""From a draft to the bytes of a mail: the same draft, moment and identifiers, the same bytes."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass, field
from datetime import datetime

from care.dispatches.document import UUID_ROOT, Made, write_archive, write_document
from care.dispatches.model import Dispatch, Draft, File, Form, Told
from care.dispatches.pages import PDF, Sheet, make_pdf
from care.dispatches.words import name_patient, say, say_day
from care.dispatches.writer import Workplace, Writer
from care.identity.traits import Traits
from care.mail.mailboxes import MailboxSeat
from care.runtime.errors import Refusal
from care.runtime.mail_settings import MailboxKind
from care.runtime.sealing import KeyRing
from care.standards.rfc5322.addresses import Mailbox
from care.standards.rfc5322.composer import OutgoingFile, OutgoingMail, compose_mail
from care.standards.rfc5322.mailbox_names import name_document_file, name_professional
from care.standards.rfc5322.mss import MssHeaders
from care.standards.rfc5322.reason import ComposeRefused
from care.standards.rfc5322.subject import build_document_subject
from care.standards.terminology.document_types import find_document_type

ARCHIVE = "IHE_XDM.ZIP"
_ZIP = "application/zip"


@dataclass(frozen=True, slots=True)
class Case:
    """All that a mail is made of. `written` has its zone; `message_id` its brackets.

    `thread` are the messages before it; `patient` is our opaque number of who it is about.
    `replaced`: the dispatch that the document takes the place of.
    """

    draft: Draft
    seat: MailboxSeat
    sender: Writer
    author: Writer
    told: Told
    written: datetime
    message_id: str
    files: tuple[File, ...] = ()
    patient: str = ""
    replaced: Dispatch | None = None
    thread: tuple[str, ...] = ()
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Composed:
    """A mail to queue, and what its dispatch keeps of it."""

    source: bytes = field(repr=False)
    subject: str
    title: str = ""
    document_id: str = ""
    set_id: str = ""
    version: int = 1


def compose(keys: KeyRing, case: Case) -> Composed:
    """The whole mail. Raises Refusal when it cannot be made."""
    try:
        return _document(keys, case) if case.draft.form is Form.DOCUMENT else _plain(case)
    except ComposeRefused:
        raise Refusal("dispatch-cannot-compose") from None


def compose_withdrawal(case: Case, withdrawn: Dispatch) -> Composed:
    """The notice that a document that was sent holds no more, in the thread of its mail."""
    day = say_day(withdrawn.sent_at.astimezone(case.written.tzinfo).date())
    title = withdrawn.title
    named = name_patient(case.told.traits) if case.told.traits else ""
    text = f"{say('mail-withdrawn', title=title, day=day)}\n\n{_signature(case)}"
    subject = say("mail-withdrawn-subject", title=title, patient=named)
    mail = _mail(case, subject, text, (), MssHeaders(has_ins=False, product=case.seat.product))
    return Composed(compose_mail(mail), subject, title)


def name_oid(keys: KeyRing, what: str) -> str:
    """An OID for `what`: always the same, and nobody else's."""
    digest = hmac.new(keys.derive("dispatch ids"), what.encode(), hashlib.sha256).digest()
    return f"{UUID_ROOT}{int.from_bytes(digest[:16], 'big')}"


def sender_name(seat: MailboxSeat, sender: Writer) -> str:
    """What is shown beside the address (ECO 2.2.7): the person's, or the organisation's."""
    if seat.kind is not MailboxKind.PERSONAL:
        return seat.name
    return name_professional(sender.title, sender.given, sender.family, sender.workplace.name)


def _document(keys: KeyRing, case: Case) -> Composed:
    draft = case.draft
    kind = find_document_type(draft.type_code)
    if kind is None:
        raise Refusal("dispatch-which-type")
    traits = case.told.traits or Traits()
    document_id = name_oid(keys, f"document|{case.message_id}")
    replaced = case.replaced
    set_id = replaced.set_id if replaced else name_oid(keys, f"set|{case.message_id}")
    version = replaced.version + 1 if replaced else 1
    sheet = Sheet(kind.label, case.author, _readers(case), case.told, case.written,
                  draft.text, next(iter(case.files), None))  # fmt: skip
    pdf = make_pdf(sheet)
    made = Made(
        kind=kind,
        title=kind.label,
        author=case.author,
        signer=case.sender if case.sender.rpps else case.author,
        keeper=_keeper(case),
        to=draft.addressees,
        told=case.told,
        of=draft.said_at.astimezone(case.written.tzinfo),
        written=case.written,
        id=document_id,
        set_id=set_id,
        submission=name_oid(keys, f"submission|{case.message_id}"),
        source=name_oid(keys, "source"),
        local=keys.blind(case.patient, "dispatches.patient")[:20],
        version=version,
        replaces=replaced.document_id if replaced else "",
        restricted=draft.restricted and not draft.is_to_patient,
        pdf=pdf,
    )
    archive = write_archive(made, write_document(made), sender_name(case.seat, case.sender),
                            case.seat.product)  # fmt: skip
    files = (
        OutgoingFile(ARCHIVE, _ZIP, archive),
        OutgoingFile(name_document_file(made.of.date(), kind.label, traits), PDF, pdf),
    )
    headers = MssHeaders(
        has_ins=case.told.number is not None,
        document_codes=(kind.code,),
        product=case.seat.product,
        closes=draft.closes,
    )
    subject = build_document_subject(kind.label, traits, replaces=replaced is not None)
    mail = _mail(case, subject, _letter(case, kind.label), files, headers)
    return Composed(compose_mail(mail), subject, kind.label, document_id, set_id, version)


def _plain(case: Case) -> Composed:
    draft, told = case.draft, case.told
    about = ""
    if told.traits is not None and not draft.is_to_patient:
        named = name_patient(told.traits)
        matricule = told.number.matricule.text if told.number else ""
        about = (
            say("mail-about-ins", patient=named, matricule=matricule)
            if matricule
            else say("mail-about", patient=named)
        )
    words = _under_its_author(case) or (say("mail-closed") if draft.closes else "")
    parts = (about, words, "" if case.thread else _signature(case))
    files = tuple(OutgoingFile(one.name, one.media_type, one.content) for one in case.files)
    headers = MssHeaders(
        has_ins=told.number is not None and not draft.is_to_patient,
        product=case.seat.product,
        closes=draft.closes,
    )
    subject = case.subject or _subject(case)
    mail = _mail(case, subject, "\n\n".join(part for part in parts if part), files, headers)
    return Composed(compose_mail(mail), subject, subject)


def _under_its_author(case: Case) -> str:
    """The words; those of somebody else say whose they are, since another person signs."""
    text = case.draft.text.strip()
    if not text or case.author.user_id == case.sender.user_id:
        return text
    day = say_day(case.draft.said_at.astimezone(case.written.tzinfo).date())
    return f"{say('letter-of-somebody', author=case.author.name, day=day)}\n\n{text}"


def _mail(
    case: Case, subject: str, text: str, files: tuple[OutgoingFile, ...], headers: MssHeaders
) -> OutgoingMail:
    shown = Mailbox(case.seat.address, sender_name(case.seat, case.sender))
    return OutgoingMail(
        message_id=case.message_id,
        date=case.written,
        sender=shown,
        to=tuple(Mailbox(one.address, one.name) for one in case.draft.addressees),
        subject=subject,
        text=text,
        reply_to=(shown,) if case.seat.kind is MailboxKind.APPLICATION else (),
        thread=case.thread,
        files=files,
        mss=headers,
        wants_delivery=True,
        wants_reading=True,
    )


def _subject(case: Case) -> str:
    if case.draft.is_to_patient:
        return say("mail-subject-patient")
    if case.told.traits is not None:
        return say("mail-subject-about", patient=name_patient(case.told.traits))
    return say("mail-subject", name=case.sender.name)


def _letter(case: Case, title: str) -> str:
    traits = case.told.traits or Traits()
    if case.draft.is_to_patient:
        opening = say("mail-document-to-patient", title=title)
    elif case.replaced is not None:
        day = say_day(case.replaced.sent_at.astimezone(case.written.tzinfo).date())
        opening = say("mail-document-replaces", title=title, patient=name_patient(traits), day=day)
    else:
        opening = say("mail-document", title=title, patient=name_patient(traits))
    return f"{opening}\n\n{_signature(case)}"


def _signature(case: Case) -> str:
    writer = case.sender
    signed = say(
        "mail-signature", name=writer.name, role=writer.role_label, place=writer.workplace.name
    )
    return "\n".join(dict.fromkeys(line for line in signed.splitlines() if line.strip()))


def _readers(case: Case) -> tuple[str, ...]:
    return tuple(
        " – ".join(part for part in (one.name or one.address, one.place) if part)
        for one in case.draft.addressees
    )


def _keeper(case: Case) -> Workplace:
    """Who keeps the original: the structure whose mailbox it leaves from."""
    return case.sender.workplace if case.sender.rpps else case.author.workplace
