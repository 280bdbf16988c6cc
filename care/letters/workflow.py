"""What people decide of letters, from the triage room or a page: each in one unit of work."""

from __future__ import annotations

from dataclasses import dataclass, replace

from care.accounts.store import account_of
from care.circles.model import Circle
from care.circles.rules import check_writable
from care.circles.store import circle_for_patient, load_member
from care.consent.store import load_register
from care.documents.model import Filed
from care.identity.patient import PatientId
from care.letters.acknowledging import acknowledge, refuse
from care.letters.arriving import receive_letter
from care.letters.deciding import Decider, decide, read_again, take_up
from care.letters.filing import brought, file_pieces, is_outdated, take_out
from care.letters.gathering import find_candidates
from care.letters.model import Finding, Letter, LetterAct, LetterKind, LetterState
from care.letters.office import Office
from care.letters.reading import read_letter
from care.letters.rules import (
    SUPERSEDED_CODE,
    check_may_file,
    check_may_release,
    check_reason,
)
from care.letters.store import (
    begin_waiting,
    load_source,
    save_letter,
    waiting_letters,
)
from care.letters.trail import note_letter
from care.letters.waking import wake_to_remind, wake_to_show
from care.mail.quarantine import discard as discard_quarantined
from care.mail.quarantine import load_quarantined, release
from care.patients.model import Patient
from care.patients.store import load_patients
from care.runtime.errors import Refusal
from care.runtime.units import UnitOfWork


@dataclass(frozen=True, slots=True)
class FiledLetter:
    """A letter in a circle, and what became of each of its documents."""

    letter: Letter
    circle: Circle
    filed: tuple[Filed, ...]


def file_letter(
    work: UnitOfWork, office: Office, who: Decider, number: int, choice: int
) -> FiledLetter:
    """Put the documents of a letter into the circle of its candidate `choice` (from 1).

    Raises Refusal. The identity of the patient stays what it was: a letter qualifies nobody.
    """
    letter = take_up(work, office, who, number)
    state = decide(work, letter, LetterAct.FILE)
    patient = _candidate(letter, choice)
    circle = circle_for_patient(work.connection, work.keys, patient)
    if circle is None:
        raise Refusal("letter-no-circle", choice=choice)
    check_writable(circle)
    check_may_file_in(work, who, circle)
    reading = read_again(work, letter)
    filed = file_pieces(work, office, circle.id, reading.pieces, letter.sheet.sender, who.face)
    decided = replace(
        letter,
        state=state,
        patient=patient.text,
        circle=circle.id.text,
        decided_by=who.user_id,
        decided_at=work.now,
        sheet=replace(letter.sheet, documents=brought(filed)),
    )
    keep_decision(work, office, who, decided, "letter.filed")
    if is_outdated(filed):
        refuse(work, office, reading.mail, SUPERSEDED_CODE, "", by_machine=False)
    else:
        acknowledge(work, office, reading.mail, by_machine=False)
    return FiledLetter(decided, circle, filed)


def keep_letter(work: UnitOfWork, office: Office, who: Decider, number: int) -> Letter:
    """It is about nobody's circle: its files are shown in the mailbox's room. Raises Refusal."""
    letter = take_up(work, office, who, number)
    state = decide(work, letter, LetterAct.KEEP)
    reading = read_again(work, letter)
    decided = replace(letter, state=state, decided_by=who.user_id, decided_at=work.now)
    keep_decision(work, office, who, decided, "letter.kept")
    acknowledge(work, office, reading.mail, by_machine=False)
    return decided


def discard_letter(
    work: UnitOfWork, office: Office, who: Decider, number: int, reason: str, code: int = 0
) -> Letter:
    """It is for nobody: its sender is told, with `code` or that of what was found. Raises Refusal.

    A mail in quarantine is never answered.
    """
    letter = take_up(work, office, who, number)
    state = decide(work, letter, LetterAct.DISCARD)
    words = check_reason(reason)
    decided = replace(
        letter,
        state=state,
        decided_by=who.user_id,
        decided_at=work.now,
        sheet=replace(letter.sheet, discarded_for=words),
    )
    if letter.state is LetterState.QUARANTINED:
        discard_quarantined(work, letter.inbox_number or 0)
    else:
        mail = read_again(work, letter).mail
        refuse(work, office, mail, code or letter.error_code, words, by_machine=False)
    keep_decision(work, office, who, decided, "letter.discarded")
    return decided


def undo_decision(work: UnitOfWork, office: Office, who: Decider, number: int) -> Letter:
    """Take a decision back: documents leave the circle with a tombstone. Raises Refusal."""
    letter = take_up(work, office, who, number)
    state = decide(work, letter, LetterAct.UNDO)
    is_words = letter.kind is not LetterKind.DOCUMENT
    if is_words and letter.decided_at is None:
        raise Refusal("letter-is-shown", number=letter.number, by="")
    if load_source(work.connection, work.keys, letter.number) is None:
        raise Refusal("letter-too-late", number=letter.number)
    if letter.patient is not None:
        circle = circle_for_patient(work.connection, work.keys, PatientId(letter.patient))
        if circle is None or circle.id.text != letter.circle:
            raise Refusal("letter-circle-closed", number=letter.number)
        check_may_file_in(work, who, circle)
        sender = letter.sheet.sender
        take_out(work, office, circle.id, letter.sheet.documents, sender, who.face)
    note_letter(work, letter, "letter.taken_back", who.user_id, who.face)
    waiting = replace(
        letter,
        state=LetterState.SHOWN if is_words else state,
        finding=None if is_words else letter.finding or Finding.MISFILED,
        patient=None,
        circle=None,
        decided_by=None,
        decided_at=None,
        sheet=replace(_with_candidates(work, letter).sheet, documents=(), discarded_for=""),
    )
    if not is_words:
        begin_waiting(work, waiting)
    _show(work, office, waiting)
    return waiting


def release_letter(work: UnitOfWork, office: Office, who: Decider, number: int) -> Letter:
    """Take a mail out of quarantine: it is read as any other, and never filed by a machine.

    Raises Refusal when it must stay, or cannot be opened.
    """
    letter = take_up(work, office, who, number)
    state = decide(work, letter, LetterAct.RELEASE)
    check_may_release(letter)
    kept = load_quarantined(work.connection, work.keys, letter.inbox_number or 0)
    if kept is None:
        raise Refusal("letter-gone", number=letter.number)
    reading = read_letter(kept.mail.source)
    release(work, kept.mail.number)
    note_letter(work, letter, "letter.released", who.user_id, who.face)
    save_letter(work, replace(letter, state=state, decided_by=who.user_id, decided_at=work.now))
    return receive_letter(work, office, kept.mail, reading, is_released=True)


def refresh_candidates(work: UnitOfWork, office: Office) -> list[Letter]:
    """What waits in a mailbox, with the patients who came to be known since at the end of each."""
    letters = waiting_letters(work.connection, work.keys, office.seat.address)
    return [_refreshed(work, office, letter) for letter in letters]


def candidates_of(work: UnitOfWork, letter: Letter) -> list[Patient | None]:
    """The patients a letter may be about, as numbered on its card; None for one who is gone."""
    ids = [PatientId(one) for one in letter.sheet.candidates]
    found = load_patients(work.connection, work.keys, ids)
    return [found.get(one) for one in ids]


def _refreshed(work: UnitOfWork, office: Office, letter: Letter) -> Letter:
    fresh = _with_candidates(work, letter)
    if fresh.sheet.candidates != letter.sheet.candidates:
        _show(work, office, fresh)
    return fresh


def _with_candidates(work: UnitOfWork, letter: Letter) -> Letter:
    """Numbers that people have read stay what they were: newcomers are added at the end."""
    if letter.sheet.claim is None:
        return letter
    found = [one.patient.id.text for one in find_candidates(work, [letter.sheet.claim])]
    before = letter.sheet.candidates
    candidates = (*before, *(one for one in found if one not in before))
    return replace(letter, sheet=replace(letter.sheet, candidates=candidates))


def _candidate(letter: Letter, choice: int) -> PatientId:
    if not 1 <= choice <= len(letter.sheet.candidates):
        raise Refusal("letter-no-such-choice", choice=choice)
    return PatientId(letter.sheet.candidates[choice - 1])


def check_may_file_in(work: UnitOfWork, who: Decider, circle: Circle) -> None:
    """Raises Refusal unless they may put a letter into this circle."""
    check_may_file(
        account_of(work.connection, who.user_id),
        load_member(work.connection, work.keys, circle.id, who.user_id),
        load_register(work.connection, work.keys, circle.patient.text),
        who.user_id,
    )


def keep_decision(work: UnitOfWork, office: Office, who: Decider, letter: Letter, act: str) -> None:
    """Keep where somebody brought a letter, in the trail too, and have it shown."""
    note_letter(work, letter, act, who.user_id, who.face)
    _show(work, office, letter)


def _show(work: UnitOfWork, office: Office, letter: Letter) -> None:
    save_letter(work, letter)
    wake_to_show(work, office.seat.account)
    wake_to_remind(work, office.seat.account, office.zone)
