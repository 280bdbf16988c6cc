"""An answer to what left from a circle is filed there, by somebody's word, as one paper."""

from __future__ import annotations

from dataclasses import replace

from care.accounts.store import account_of
from care.circles.model import CircleId
from care.circles.rules import check_writable
from care.circles.store import load_circle
from care.documents.model import Author, Given, Received, Sender
from care.documents.receiving import receive
from care.documents.workflow import file_document
from care.letters.deciding import Decider, read_again, take_up
from care.letters.filing import brought
from care.letters.model import Letter, LetterState
from care.letters.office import Office
from care.letters.paper import make_paper
from care.letters.rules import check_may_file_words
from care.letters.texts import TEXTS
from care.letters.workflow import check_may_file_in, keep_decision
from care.runtime.errors import Refusal
from care.runtime.units import UnitOfWork
from care.standards.hl7.timestamps import Precision, Timestamp
from care.standards.pdf.reason import PdfRefused


def file_words(work: UnitOfWork, office: Office, who: Decider, number: int) -> Letter:
    """Put the words and files of a letter into the circle whose mail it answers. Raises Refusal.

    Where the mail was shown to professionals alone, so is its answer.
    """
    letter = take_up(work, office, who, number)
    account = account_of(work.connection, letter.decided_by or "")
    check_may_file_words(letter, account.display_name if account else "")
    answered = letter.sheet.answered
    assert answered is not None
    circle = load_circle(work.connection, work.keys, CircleId(answered.circle))
    if circle is None:
        raise Refusal("circle-is-closed")
    check_writable(circle)
    check_may_file_in(work, who, circle)
    received = _received(work, office, letter)
    filed = file_document(
        work,
        circle.id,
        received,
        letter.sheet.sender,
        keeper=office.keeper,
        addressees=office.seat.team,
        face=who.face,
        restricted=not answered.is_open,
    )
    decided = replace(
        letter,
        state=LetterState.FILED,
        patient=circle.patient.text,
        circle=circle.id.text,
        decided_by=who.user_id,
        decided_at=work.now,
        sheet=replace(letter.sheet, documents=brought([filed])),
    )
    keep_decision(work, office, who, decided, "letter.filed")
    return decided


def _received(work: UnitOfWork, office: Office, letter: Letter) -> Received:
    """The paper, described; each time it is filed it is another one: it may have been taken out."""
    reading = read_again(work, letter)
    at = letter.received_at.astimezone(office.zone)
    try:
        paper = make_paper(letter.sheet, reading.others, office.seat.name, at)
    except PdfRefused:
        raise Refusal("letter-nothing-to-file") from None
    received = receive(Given(pdf=paper, name=TEXTS.say("paper-file")), work.now)
    if not received.files:
        raise Refusal("letter-nothing-to-file")
    written = letter.sheet.written_at or letter.received_at
    name = work.keys.blind(f"{letter.number}|{letter.shows}", "letters.paper")[:32]
    told = replace(
        received.description,
        ids=(f"letter:{name}",),
        title=letter.sheet.subject or TEXTS.say("paper-untitled"),
        type_label=TEXTS.say("paper-type"),
        written=Timestamp(written.astimezone(office.zone), Precision.MINUTE),
        authors=_authors(letter.sheet.sender),
    )
    return replace(received, description=told)


def _authors(sender: Sender) -> tuple[Author, ...]:
    if not sender.is_verified:
        return ()
    return (Author(sender.name, sender.profession, sender.place),)
