"""Somebody of the team before a letter: nobody else decides of it meanwhile."""

from __future__ import annotations

from dataclasses import dataclass

from care.accounts.store import account_of
from care.audit.model import Face
from care.letters.model import Letter, LetterAct, LetterState
from care.letters.office import Office
from care.letters.reading import Reading, read_letter
from care.letters.rules import check_in_team, decide_state
from care.letters.store import load_source, take_letter
from care.runtime.errors import Refusal
from care.runtime.units import UnitOfWork


@dataclass(frozen=True)
class Decider:
    """Who decides, and from where."""

    user_id: str
    face: Face = Face.ROOM


def take_up(work: UnitOfWork, office: Office, who: Decider, number: int) -> Letter:
    """The letter, for `who` alone until the unit ends. Raises Refusal unless of the team."""
    check_in_team(office.seat.team, who.user_id, account_of(work.connection, who.user_id))
    letter = take_letter(work, office.seat.address, number)
    if letter is None:
        raise Refusal("letter-unknown", number=number)
    return letter


def decide(work: UnitOfWork, letter: Letter, act: LetterAct) -> LetterState:
    """Where the act leads. Raises Refusal, which tells who was quicker."""
    account = account_of(work.connection, letter.decided_by or "")
    return decide_state(letter, act, account.display_name if account else "")


def read_again(work: UnitOfWork, letter: Letter) -> Reading:
    """What is in it. Raises Refusal once its bytes are forgotten."""
    source = load_source(work.connection, work.keys, letter.number)
    if source is None:
        raise Refusal("letter-too-late", number=letter.number)
    return read_letter(source)
