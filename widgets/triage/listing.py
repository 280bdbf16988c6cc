"""What waits in somebody's mailboxes, and what was decided of lately."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

from care.accounts.store import account_of
from care.circles.model import CircleId
from care.identity.patient import PatientId
from care.identity.traits import Trait, missing_traits
from care.letters.model import Heading, Letter, LetterState
from care.letters.rules import MAY_RELEASE
from care.letters.store import decided_letters, waiting_letters
from care.letters.waking import topic_of
from care.mail.mailboxes import MailboxSeat
from care.patients.store import load_patient
from care.runtime.texts import french_date
from care.runtime.units import UnitOfWork
from widgets.circle.identity import name_patient
from widgets.circle.reading import present
from widgets.circle.words import short_name
from widgets.triage.comparing import show_candidates, show_claim
from widgets.triage.views import (
    DecidedView,
    MailboxView,
    PaperView,
    TriageView,
    WaitingView,
)
from widgets.triage.words import TEXTS, key, say_why, show_sender, subject_of

MOST_SHOWN = 50
MOST_DECIDED = 10
_NEEDED = frozenset({Trait.BIRTH_NAME, Trait.GIVEN_NAMES, Trait.BIRTH_DATE})
_TAKEN_BACK = frozenset({LetterState.FILED, LetterState.SHOWN, LetterState.DISCARDED})


def show_triage(work: UnitOfWork, user_id: str, seats: Iterable[MailboxSeat]) -> TriageView:
    """What waits in these mailboxes, that are all `user_id`'s."""
    connection, keys = work.connection, work.keys
    found = {one: waiting_letters(connection, keys, one.address) for one in seats}
    waiting = sorted(chain.from_iterable(found.values()), key=lambda one: one.number)
    decided = [
        one
        for seat in found
        for one in decided_letters(connection, keys, seat.address, MOST_DECIDED)
    ]
    decided.sort(key=lambda one: one.decided_at or one.received_at, reverse=True)
    return TriageView(
        topics=[topic_of(keys, one.account) for one in found],
        mailboxes=[_mailbox(one, letters) for one, letters in found.items()],
        waiting=[show_waiting(work, one) for one in waiting[:MOST_SHOWN]],
        left=max(0, len(waiting) - MOST_SHOWN),
        decided=[show_decided(work, one, user_id) for one in decided[:MOST_DECIDED]],
    )


def show_waiting(work: UnitOfWork, letter: Letter) -> WaitingView:
    """A letter that waits, beside each patient it may be about."""
    sheet, is_aside = letter.sheet, letter.state is LetterState.QUARANTINED
    candidates = [] if is_aside else show_candidates(work, letter)
    is_enough = sheet.claim is not None and not _NEEDED & set(missing_traits(sheet.claim.traits))
    return WaitingView(
        number=letter.number,
        mailbox=letter.mailbox,
        quarantined=is_aside,
        reason=say_why(letter),
        subject=subject_of(letter),
        sender=show_sender(sheet.sender),
        received_at=letter.received_at,
        papers=[_paper(one) for one in sheet.headings],
        says=show_claim(sheet.claim),
        candidates=candidates,
        releasable=is_aside and letter.reason in MAY_RELEASE,
        circle_possible=not is_aside and is_enough,
    )


def show_decided(work: UnitOfWork, letter: Letter, user_id: str) -> DecidedView:
    """What was decided, by whom; for which patient, only to those who are around them."""
    account = account_of(work.connection, letter.decided_by or "")
    facts = {
        "by": short_name(account.display_name) if account else TEXTS.say("somebody"),
        "reason": letter.sheet.discarded_for,
        "patient": _patient(work, letter, user_id),
    }
    state = key(letter.state.value)
    unseen = letter.state is LetterState.FILED and not facts["patient"]
    return DecidedView(
        number=letter.number,
        mailbox=letter.mailbox,
        subject=subject_of(letter),
        sentence=TEXTS.say(f"decided-{state}-unseen" if unseen else f"decided-{state}", **facts),
        at=letter.decided_at,
        undoable=letter.state in _TAKEN_BACK and not letter.reason,
    )


def _mailbox(seat: MailboxSeat, letters: list[Letter]) -> MailboxView:
    aside = sum(one.state is LetterState.QUARANTINED for one in letters)
    return MailboxView(
        address=seat.address, name=seat.name, waiting=len(letters) - aside, quarantined=aside
    )


def _paper(heading: Heading) -> PaperView:
    written = french_date(heading.written, heading.precision) if heading.written else ""
    parts = (heading.label or TEXTS.say("a-document"), heading.author, written)
    return PaperView(
        label=", ".join(part for part in parts if part),
        cautions=[TEXTS.say(f"caution-{key(one)}") for one in heading.cautions],
    )


def _patient(work: UnitOfWork, letter: Letter, user_id: str) -> str:
    """Whoever decided knows; the others of the team, when they are around the patient."""
    if letter.patient is None or letter.circle is None:
        return ""
    is_theirs = letter.decided_by == user_id
    if not is_theirs and present(work, CircleId(letter.circle), user_id) is None:
        return ""
    found = load_patient(work.connection, work.keys, PatientId(letter.patient))
    return name_patient(found.identity.traits) if found else ""
