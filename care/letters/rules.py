"""What may become of a letter, and who may say so."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from types import MappingProxyType

from care.accounts.model import Account, AccountKind
from care.circles.model import Member, Right
from care.circles.rights import RIGHTS
from care.consent.model import Ground, Register
from care.consent.rules import check_may_share
from care.letters.model import Letter, LetterAct, LetterKind, LetterState
from care.runtime.errors import Refusal

_S, _A = LetterState, LetterAct

TRANSITIONS: Mapping[LetterState, Mapping[LetterAct, LetterState]] = MappingProxyType(
    {
        _S.TO_TRIAGE: MappingProxyType(
            {_A.FILE: _S.FILED, _A.KEEP: _S.SHOWN, _A.DISCARD: _S.DISCARDED}
        ),
        _S.FILED: MappingProxyType({_A.UNDO: _S.TO_TRIAGE}),
        _S.SHOWN: MappingProxyType({_A.UNDO: _S.TO_TRIAGE}),
        _S.DISCARDED: MappingProxyType({_A.UNDO: _S.TO_TRIAGE}),
        _S.RELEASED: MappingProxyType({}),
        _S.QUARANTINED: MappingProxyType({_A.RELEASE: _S.RELEASED, _A.DISCARD: _S.DISCARDED}),
    }
)

#: Why a mail in quarantine may be taken out of it by a person: nothing in it is dangerous to open.
MAY_RELEASE = frozenset({"mail-sender-untrusted"})

#: For how long a decision may be undone; then the bytes are forgotten.
REGRET = timedelta(days=30)
#: When a letter has waited long enough for its team to be told again.
PATIENCE = timedelta(hours=12)
SHORTEST_REASON = 3
#: What a sender is told whose document was replaced before it came.
SUPERSEDED_CODE = 900


def decide_state(letter: Letter, act: LetterAct, by: str = "") -> LetterState:
    """Where `act` takes a letter. Raises Refusal where it leads nowhere.

    `by` is the name of whoever decided of it last: those who come second are told.
    """
    following = TRANSITIONS[letter.state].get(act)
    if following is None:
        state = letter.state.value.replace("_", "-")
        raise Refusal(f"letter-is-{state}", number=letter.number, by=by)
    return following


def check_may_file_words(letter: Letter, by: str = "") -> None:
    """Raises Refusal unless it is a mail in plain words that answers what left from a circle.

    `by` is the name of whoever filed it already.
    """
    if letter.kind is not LetterKind.PLAIN or letter.sheet.answered is None:
        raise Refusal("letter-answers-nothing", number=letter.number)
    if letter.state is not _S.SHOWN:
        state = letter.state.value.replace("_", "-")
        raise Refusal(f"letter-is-{state}", number=letter.number, by=by)


def check_may_release(letter: Letter) -> None:
    """Raises Refusal for what must not be opened here."""
    if letter.reason not in MAY_RELEASE:
        raise Refusal("letter-must-stay", number=letter.number)


def check_in_team(team: tuple[str, ...], person: str, account: Account | None) -> None:
    """Raises Refusal unless they work for the mailbox."""
    if person not in team or account is None or not account.kind.is_staff:
        raise Refusal("letter-team-only")


def check_may_file(
    account: Account | None, member: Member | None, register: Register, person: str
) -> None:
    """Raises Refusal unless they may put what concerns a patient into the circle.

    A member who writes there may. A professional of the mailbox's team who is no member may too:
    the mail was theirs to read, and filing shows them nothing of the circle.
    """
    if member is not None and Right.WRITE in RIGHTS[member.role]:
        return
    if account is None or account.kind is not AccountKind.PROFESSIONAL:
        raise Refusal("letter-professionals-only")
    check_may_share(register, Ground.SAME_STRUCTURE, person)


def check_reason(reason: str) -> str:
    """The reason, tidy. Raises Refusal for none."""
    tidy = " ".join(reason.split())
    if len(tidy) < SHORTEST_REASON:
        raise Refusal("letter-why")
    return tidy


def needs_bytes(letter: Letter, now: datetime) -> bool:
    """Whether its bytes are still wanted: it waits for somebody, or may be taken back."""
    if letter.state in {_S.TO_TRIAGE, _S.QUARANTINED}:
        return True
    if letter.finding is None and letter.state is _S.SHOWN and letter.decided_at is None:
        # It was for people to read; what answers a circle may still be filed there.
        may_be_filed = letter.kind is LetterKind.PLAIN and letter.sheet.answered is not None
        return may_be_filed and now < letter.received_at + REGRET
    return letter.decided_at is not None and now < letter.decided_at + REGRET
