"""What may become of a letter, and who may say so."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from care.accounts.model import Account, AccountKind
from care.circles.model import Member, Role
from care.consent.model import Ground, Register, Scope, Stance
from care.documents.model import Sender
from care.letters.model import Finding, Letter, LetterAct, LetterKind, LetterState, Sheet
from care.letters.rules import (
    MAY_RELEASE,
    REGRET,
    TRANSITIONS,
    check_in_team,
    check_may_file,
    check_may_release,
    check_reason,
    decide_state,
    needs_bytes,
)
from care.runtime.errors import Refusal
from tests.care.circles.hamlet import ACCOUNTS, ALICE, ANNE, SACHA
from tests.care.circles.test_closing import statement
from tests.care.letters.scene import NOW

LETTER = Letter(
    7, "a@x.example", LetterKind.DOCUMENT, LetterState.TO_TRIAGE, NOW, Sheet(Sender("b@x.example"))
)
NOBODY = Register()


def member(user: str, role: Role) -> Member:
    """Somebody in the circle."""
    return Member(user, "x", role, Ground.CHOSEN_BY_PATIENT, NOW)


def test_every_state_is_in_the_table_and_none_is_left_by_a_decision_twice() -> None:
    assert set(TRANSITIONS) == set(LetterState)
    for state, moves in TRANSITIONS.items():
        assert all(after is not state for after in moves.values())


@settings(deadline=None)
@given(st.lists(st.sampled_from(LetterAct), max_size=20))
def test_a_letter_is_always_somewhere_and_quarantine_is_left_by_a_person_only(
    acts: list[LetterAct],
) -> None:
    letter = replace(LETTER, state=LetterState.QUARANTINED)
    done = []
    for act in acts:
        try:
            letter = replace(letter, state=decide_state(letter, act, "Paul"))
            done.append(act)
        except Refusal as refused:
            assert refused.reason.startswith("letter-is-")
            assert refused.facts == {"number": 7, "by": "Paul"}
    if letter.state is not LetterState.QUARANTINED:
        assert done[0] in {LetterAct.RELEASE, LetterAct.DISCARD}


def test_what_may_be_opened() -> None:
    for reason in MAY_RELEASE:
        check_may_release(replace(LETTER, reason=reason))
    for reason in ("letter-archive-bomb", "letter-document-declares-type", ""):
        with pytest.raises(Refusal, match="letter-must-stay"):
            check_may_release(replace(LETTER, reason=reason))


def test_a_team_is_made_of_staff() -> None:
    team = (ALICE, ANNE)
    check_in_team(team, ALICE, ACCOUNTS[ALICE])
    for person, account in ((SACHA, ACCOUNTS[SACHA]), (ANNE, ACCOUNTS[ANNE]), (ALICE, None)):
        with pytest.raises(Refusal, match="letter-team-only"):
            check_in_team(team, person, account)


@pytest.mark.parametrize("kind", AccountKind)
@pytest.mark.parametrize("role", [*Role, None])
def test_who_may_file(kind: AccountKind, role: Role | None) -> None:
    """Members of the circle, who all write there; and professionals who are not in it."""
    account = Account("@x:test", kind, "X")
    here = member("@x:test", role) if role else None
    if role is not None or kind is AccountKind.PROFESSIONAL:
        check_may_file(account, here, NOBODY, "@x:test")
        return
    with pytest.raises(Refusal, match="letter-professionals-only"):
        check_may_file(account, here, NOBODY, "@x:test")


def test_whoever_the_patient_refuses_files_nothing() -> None:
    account = ACCOUNTS[ALICE]
    for scope, person in ((Scope.PERSON, ALICE), (Scope.SHARING, None)):
        register = Register((statement(Stance.OPPOSITION, scope, person),))
        with pytest.raises(Refusal, match="consent-opposed"):
            check_may_file(account, None, register, ALICE)


def test_a_reason_has_words() -> None:
    assert check_reason("  parti   ailleurs ") == "parti ailleurs"
    for empty in ("", "  ", "ok"):
        with pytest.raises(Refusal, match="letter-why"):
            check_reason(empty)


def test_bytes_are_needed_while_somebody_may_decide() -> None:
    assert needs_bytes(LETTER, NOW)
    assert needs_bytes(replace(LETTER, state=LetterState.QUARANTINED), NOW)
    assert not needs_bytes(replace(LETTER, state=LetterState.SHOWN), NOW)
    filed = replace(LETTER, state=LetterState.FILED, decided_at=NOW, finding=Finding.UNKNOWN)
    assert needs_bytes(filed, NOW + REGRET - timedelta(seconds=1))
    assert not needs_bytes(filed, NOW + REGRET)
