"""Answering a mail from the room of its mailbox: in its thread, quoted, by somebody of its team."""

from __future__ import annotations

from collections.abc import Iterable

from care.audit.model import Face
from care.consent.model import Scope
from care.consent.rules import check_may_mail
from care.consent.store import load_register
from care.directory.spelling import fold
from care.dispatches.composing import Case, compose
from care.dispatches.model import (
    Addressee,
    Answered,
    Dispatch,
    Draft,
    File,
    FileNote,
    Form,
    Home,
    Reach,
    Told,
)
from care.dispatches.office import Office
from care.dispatches.rules import (
    check_patient_mailbox,
    check_trusted,
    choose_mailbox,
    decide_answer_to,
)
from care.dispatches.scene import set_scene
from care.dispatches.trail import note_dispatch
from care.dispatches.words import say, say_day
from care.dispatches.workflow import keep_sent
from care.dispatches.writer import find_writer
from care.identity.authority import AUTHORITIES
from care.identity.ins import InsNumber
from care.identity.matching import Candidate
from care.identity.matricule import parse_matricule
from care.identity.reason import IdentityRefused
from care.identity.traits import Traits
from care.mail.queue import MEGABYTE, message_id_for
from care.patients.store import find_patients
from care.runtime.errors import Refusal
from care.runtime.texts import french_time
from care.runtime.units import UnitOfWork
from care.standards.rfc5322.quoting import quote

_ANSWER = "Re: "
# What base64 makes of a byte, its line breaks included.
_ENCODED = 4 / 3 * 78 / 76


def answer_mail(
    work: UnitOfWork,
    office: Office,
    user_id: str,
    mailbox: str,
    answered: Answered,
    text: str,
    files: tuple[File, ...] = (),
    *,
    everybody: bool = False,
    closes: bool = False,
    home: Home | None = None,
    face: Face = Face.ROOM,
) -> Dispatch:
    """Answer once `work` commits. Raises Refusal."""
    scene = set_scene(work, office, user_id, None)
    seat = choose_mailbox(scene.seats, mailbox)
    if not (text.strip() or files or closes):
        raise Refusal("dispatch-what")
    own = [one.address for one in office.mailboxes.seats]
    to = decide_answer_to(answered, own, everybody=everybody)
    addressees = tuple(find_answered(work, office, *one) for one in to)
    for one in addressees:
        check_trusted(one, office.trusted)
    draft = Draft(
        sender=user_id,
        mailbox=seat.address,
        form=Form.MAIL,
        author=user_id,
        said_at=work.now,
        addressees=addressees,
        text=_quoting(office, text, answered),
        with_identity=False,
        closes=closes,
        files=tuple(FileNote(one.name, one.media_type, len(one.content)) for one in files),
    )
    sender = find_writer(work.connection, scene.account, seat.address)
    thread = (*answered.before, answered.message_id) if answered.message_id else answered.before
    case = Case(
        draft=draft,
        seat=seat,
        sender=sender,
        author=sender,
        told=Told(),
        written=work.now.astimezone(office.zone).replace(microsecond=0),
        message_id=message_id_for(work, seat.address, len(work.queued)),
        files=files,
        thread=thread,
        subject=_subject(answered.subject),
    )
    dispatch = keep_sent(work, office, case, compose(work.keys, case), home)
    note_dispatch(work, dispatch, "sent", user_id, face, None)
    return dispatch


def check_files_fit(files: Iterable[FileNote], limit: int) -> None:
    """Raises Refusal when these files make a mail of more than `limit` bytes."""
    size = sum(one.size for one in files) * _ENCODED
    if size > limit:
        raise Refusal("mail-too-large", size=round(size / MEGABYTE, 1), limit=limit / MEGABYTE)


def find_answered(work: UnitOfWork, office: Office, address: str, name: str) -> Addressee:
    """Who is answered; a patient only while they are ours, qualified, and do not oppose it.

    Raises Refusal.
    """
    if not address.endswith(f"@{office.patient_domain}"):
        return Addressee(address, name)
    one = Addressee(address, name, reach=Reach.PATIENT)
    local = address.partition("@")[0]
    for authority in AUTHORITIES.values():
        try:
            number = InsNumber(parse_matricule(local), authority)
        except IdentityRefused:
            break
        for patient in find_patients(work.connection, work.keys, Candidate(Traits(), number)):
            if patient.identity.number != number:
                continue
            check_patient_mailbox(one, patient.identity, office.environment, office.patient_domain)
            register = load_register(work.connection, work.keys, patient.id.text)
            check_may_mail(register, Scope.MAIL_TO_PATIENT)
            return one
    raise Refusal("dispatch-patient-unknown")


def _quoting(office: Office, text: str, answered: Answered) -> str:
    """The words above those that they answer."""
    if not answered.text.strip():
        return text.rstrip()
    if answered.written_at is None:
        attribution = say("answer-attribution-undated", name=answered.sender)
    else:
        at = answered.written_at.astimezone(office.zone)
        attribution = say(
            "answer-attribution", day=say_day(at.date()), time=french_time(at), name=answered.sender
        )
    return f"{text.rstrip()}\n\n{quote(answered.text, attribution)}"


def _subject(subject: str) -> str:
    bare = subject.strip()
    return bare if fold(bare).startswith("re ") else f"{_ANSWER}{bare}"
