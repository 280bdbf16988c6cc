"""A circle for the patient of a letter: prepared by dialogue, from what the letter says."""

from __future__ import annotations

from care.accounts.store import account_of
from care.circles.rules import check_may_open
from care.circles.waking import ask_to_draft
from care.identity.patient import PatientIdentity
from care.identity.status import Source, SourceKind, Standing, Status
from care.identity.traits import Trait, missing_traits
from care.letters.deciding import Decider, take_up
from care.letters.model import Letter, LetterState
from care.letters.office import Office
from care.letters.trail import note_letter
from care.runtime.errors import Refusal
from care.runtime.units import UnitOfWork

_NEEDED = frozenset({Trait.BIRTH_NAME, Trait.GIVEN_NAMES, Trait.BIRTH_DATE})


def begin_circle(work: UnitOfWork, office: Office, who: Decider, number: int) -> Letter:
    """Have the keeper of circles ask `who` for the rest. Raises Refusal.

    What a mail says of an identity proves nothing of it: the status is provisional, as if typed.
    """
    letter = take_up(work, office, who, number)
    if letter.state is not LetterState.TO_TRIAGE:
        raise Refusal(f"letter-is-{letter.state.value}", number=number, by="")
    check_may_open(account_of(work.connection, who.user_id))
    claim = letter.sheet.claim
    if claim is None or _NEEDED & set(missing_traits(claim.traits)):
        raise Refusal("letter-no-identity")
    day = work.now.astimezone(office.zone).date()
    source = Source(SourceKind.TYPED, letter.sheet.sender.address, day)
    standing = Standing(Status.PROVISIONAL, source)
    ask_to_draft(
        work, office.keeper, who.user_id, PatientIdentity(claim.traits, standing, claim.number)
    )
    note_letter(work, letter, "letter.circle_begun", who.user_id, who.face)
    return letter
