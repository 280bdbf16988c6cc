"""What becomes of a letter when it comes: shown, filed, or brought before a person."""

from __future__ import annotations

from dataclasses import replace

from care.audit.model import Face
from care.letters.acknowledging import acknowledge, refuse
from care.letters.filing import brought, file_pieces, is_outdated
from care.letters.gathering import find_candidates, gather_facts
from care.letters.model import Finding, Letter, LetterKind, LetterState, Sheet
from care.letters.office import Office
from care.letters.reading import Reading
from care.letters.routing import Route, decide_route
from care.letters.rules import SUPERSEDED_CODE
from care.letters.senders import is_patient_domain, know_sender
from care.letters.sheets import write_sheet
from care.letters.store import add_letter
from care.letters.threads import close_thread, join_thread
from care.letters.trail import note_letter
from care.letters.waking import wake_to_remind, wake_to_show
from care.mail.model import IncomingMail
from care.runtime.errors import Refusal
from care.runtime.units import UnitOfWork
from care.standards.mdn.writing import may_notify


def receive_letter(
    work: UnitOfWork,
    office: Office,
    mail: IncomingMail,
    reading: Reading,
    *,
    is_released: bool = False,
) -> Letter:
    """Keep a new letter, do with it what the rules say, and wake who shows it."""
    shown = reading.mail.sender.name if reading.mail.sender else ""
    sheet = write_sheet(reading, know_sender(work, mail.sender, shown))
    sheet = replace(sheet, is_outside=is_released)
    letter = Letter(
        number=0,
        mailbox=mail.mailbox,
        kind=_kind(mail, reading),
        state=LetterState.SHOWN,
        received_at=mail.received_at,
        sheet=sheet,
        thread=_join(work, mail.mailbox, sheet),
        asks_receipt=may_notify(reading.mail),
    )
    if letter.kind is LetterKind.DOCUMENT:
        letter = _route(work, office, letter, reading, is_released=is_released)
    kept = add_letter(work, letter, mail.source)
    note_letter(work, kept, "letter.received", None, Face.MAIL)
    if kept.state is LetterState.FILED:
        note_letter(work, kept, "letter.filed", None, Face.MAIL)
    _answer(work, office, kept, reading)
    wake_to_show(work, office.seat.account)
    wake_to_remind(work, office.seat.account, office.zone)
    return kept


def _kind(mail: IncomingMail, reading: Reading) -> LetterKind:
    if reading.is_about_a_patient:
        return LetterKind.DOCUMENT
    return LetterKind.PATIENT if is_patient_domain(mail.sender) else LetterKind.PLAIN


def _join(work: UnitOfWork, mailbox: str, sheet: Sheet) -> int:
    """The conversation of a mail; one without any identifier begins its own."""
    thread = join_thread(work, mailbox, (*sheet.before, sheet.message_id))
    if sheet.closes:
        close_thread(work, thread.number)
    return thread.number


def _route(
    work: UnitOfWork, office: Office, letter: Letter, reading: Reading, *, is_released: bool
) -> Letter:
    is_sure = not is_patient_domain(letter.sheet.sender.address)
    facts = gather_facts(
        work, reading, office.environment, is_sure=is_sure, is_released=is_released
    )
    route = decide_route(facts)
    if route.circle is not None:
        try:
            # A document that the circle refuses takes back those filed before it.
            with work.connection.begin_nested():
                return _file(work, office, letter, reading, route)
        except Refusal:
            route = Route(Finding.NO_CIRCLE)
    found = find_candidates(work, reading.claims)
    candidates = tuple(one.patient.id.text for one in found)
    return replace(
        letter,
        state=LetterState.TO_TRIAGE,
        finding=route.finding,
        sheet=replace(letter.sheet, candidates=candidates),
    )


def _file(
    work: UnitOfWork, office: Office, letter: Letter, reading: Reading, route: Route
) -> Letter:
    assert route.circle is not None
    assert route.patient is not None
    sender = letter.sheet.sender
    filed = file_pieces(work, office, route.circle, reading.pieces, sender, Face.MAIL)
    return replace(
        letter,
        state=LetterState.FILED,
        finding=Finding.SUPERSEDED if is_outdated(filed) else None,
        circle=route.circle.text,
        patient=route.patient.text,
        decided_at=work.now,
        sheet=replace(letter.sheet, documents=brought(filed)),
    )


def _answer(work: UnitOfWork, office: Office, letter: Letter, reading: Reading) -> None:
    """The receipt of what needs nobody; for the rest, a person decides first."""
    if letter.state is LetterState.TO_TRIAGE:
        return
    if letter.finding is Finding.SUPERSEDED:
        refuse(work, office, reading.mail, SUPERSEDED_CODE, "", by_machine=True)
    else:
        acknowledge(work, office, reading.mail, by_machine=True)
