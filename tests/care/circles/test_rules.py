"""What may happen in a circle, by role, by state, by kind of account."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care.access.act import RoomKind
from care.accounts.model import Account, AccountKind
from care.circles.model import (
    Circle,
    CircleAct,
    CircleId,
    CircleState,
    Member,
    Right,
    Role,
    Section,
)
from care.circles.rights import OF_AN_EMERGENCY, RIGHTS, SECTIONS
from care.circles.rules import (
    TRANSITIONS,
    check_break_glass,
    check_leaves_a_leader,
    check_may,
    check_may_open,
    check_writable,
    decide_ground,
    decide_role,
    decide_state,
    is_delegate,
    may_sit,
    meets_professionals,
    rights_in,
)
from care.consent.model import Ground
from care.identity.patient import PatientId
from care.runtime.errors import Refusal
from tests.care.circles.hamlet import ACCOUNTS, ALICE, ANNE, CAMILLE, IDA, JEANNE, NOW, PAUL, SACHA

CIRCLE = Circle(
    CircleId("c" + "1" * 32), PatientId("p" + "1" * 32), "Mésange", CircleState.OPEN, NOW, ALICE
)


def member(role: Role, ground: Ground = Ground.CHOSEN_BY_PATIENT, user_id: str = IDA) -> Member:
    return Member(user_id, "X", role, ground, NOW)


def test_every_state_is_in_the_table_and_leads_to_a_state() -> None:
    assert set(TRANSITIONS) == set(CircleState)
    reached = {state for row in TRANSITIONS.values() for state in row.values()}
    assert reached == set(CircleState)


@given(st.lists(st.sampled_from(list(CircleAct)), max_size=12))
def test_any_sequence_of_acts_stays_in_the_table(acts: list[CircleAct]) -> None:
    state = CircleState.OPEN
    for act in acts:
        try:
            following = decide_state(state, act)
        except Refusal as refusal:
            assert refusal.reason == f"circle-already-{state.value}"
        else:
            assert following is not state
            state = following


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("right", list(Right))
def test_a_member_may_what_their_role_may(role: Role, right: Right) -> None:
    held = right in rights_in(CIRCLE, member(role), None)
    assert held == (right in RIGHTS[role])
    if not held:
        with pytest.raises(Refusal, match="circle-may-not"):
            check_may(CIRCLE, member(role), None, right)


def test_who_opened_may_remove_and_close_while_a_professional_member() -> None:
    opener = member(Role.NURSE, user_id=ALICE)
    assert {Right.REMOVE_MEMBERS, Right.CLOSE} <= rights_in(CIRCLE, opener, None)
    gone = replace(opener, ended_at=NOW)
    assert rights_in(CIRCLE, gone, None) == frozenset()


def test_an_emergency_gives_no_say_over_the_circle() -> None:
    breaker = member(Role.TREATING_DOCTOR, Ground.EMERGENCY, user_id=ALICE)
    assert rights_in(CIRCLE, breaker, None) == RIGHTS[Role.TREATING_DOCTOR] & OF_AN_EMERGENCY


def test_delegates_manage_what_they_do_not_read() -> None:
    assert is_delegate(ACCOUNTS[CAMILLE])
    assert is_delegate(ACCOUNTS[SACHA])
    assert not is_delegate(ACCOUNTS[ALICE])
    assert not is_delegate(None)
    check_may(CIRCLE, None, ACCOUNTS[SACHA], Right.ADD_MEMBERS)
    with pytest.raises(Refusal, match="circle-not-member"):
        check_may(CIRCLE, None, ACCOUNTS[SACHA], Right.SEE_TRAIL)


def test_only_staff_open_circles() -> None:
    for user_id in (ALICE, CAMILLE, SACHA):
        check_may_open(ACCOUNTS[user_id])
    for account in (ACCOUNTS[ANNE], ACCOUNTS[JEANNE], None):
        with pytest.raises(Refusal, match="circle-staff-only"):
            check_may_open(account)


def test_nothing_changes_in_a_circle_that_is_not_open() -> None:
    check_writable(CIRCLE)
    for state in (CircleState.CLOSED, CircleState.SUSPENDED):
        with pytest.raises(Refusal, match=f"circle-is-{state.value}"):
            check_writable(replace(CIRCLE, state=state))


@pytest.mark.parametrize(
    ("user_id", "wanted", "role"),
    [
        (ALICE, None, Role.DOCTOR),
        (ALICE, Role.TREATING_DOCTOR, Role.TREATING_DOCTOR),
        (PAUL, None, Role.PHARMACIST),
        (IDA, Role.COORDINATOR, Role.COORDINATOR),
        (SACHA, Role.ORGANISATION, Role.ORGANISATION),
        (CAMILLE, None, Role.COORDINATOR),
        (ANNE, Role.TRUSTED_PERSON, Role.TRUSTED_PERSON),
        (JEANNE, None, Role.PATIENT),
    ],
)
def test_a_role_follows_the_account(user_id: str, wanted: Role | None, role: Role) -> None:
    assert decide_role(ACCOUNTS[user_id], wanted, Ground.CHOSEN_BY_PATIENT) is role


@pytest.mark.parametrize(
    ("user_id", "wanted"),
    [
        (ANNE, Role.NURSE),
        (JEANNE, Role.RELATIVE),
        (PAUL, Role.TREATING_DOCTOR),
        (ALICE, Role.RELATIVE),
        (SACHA, Role.DOCTOR),
    ],
)
def test_nobody_takes_a_role_that_is_not_theirs(user_id: str, wanted: Role) -> None:
    with pytest.raises(Refusal, match="circle-role-not-theirs"):
        decide_role(ACCOUNTS[user_id], wanted, Ground.CONSENT)


@pytest.mark.parametrize("kind", list(AccountKind))
@pytest.mark.parametrize("code", [None, "10", "21", "60", "70", "91", "331", "350", "zz"])
def test_every_account_has_a_role(kind: AccountKind, code: str | None) -> None:
    role = decide_role(Account("@x:test", kind, "X", None, code), None, Ground.CONSENT)
    assert (SECTIONS[role] is Section.RELATIVES) == (not kind.is_staff)


def test_relatives_and_patients_have_grounds_of_their_own() -> None:
    assert decide_ground(Role.PATIENT, Ground.CONSENT) is Ground.PATIENT
    assert decide_ground(Role.CARER, Ground.SAME_STRUCTURE) is Ground.RELATIVE
    assert decide_ground(Role.NURSE, Ground.SAME_STRUCTURE) is Ground.SAME_STRUCTURE


@pytest.mark.parametrize("state", list(CircleState))
@pytest.mark.parametrize("kind", [RoomKind.CIRCLE, RoomKind.PROFESSIONALS])
@pytest.mark.parametrize("role", list(Role))
def test_seats(state: CircleState, kind: RoomKind, role: Role) -> None:
    one = member(role, decide_ground(role, Ground.CONSENT))
    sits = may_sit(replace(CIRCLE, state=state), one, kind)
    if state is CircleState.CLOSED:
        assert not sits
    if kind is RoomKind.PROFESSIONALS and SECTIONS[role] is Section.RELATIVES:
        assert not sits
    if state is CircleState.OPEN and kind is RoomKind.CIRCLE:
        assert sits
    if state is CircleState.SUSPENDED:
        assert sits == (role is Role.PATIENT and kind is RoomKind.CIRCLE)


def test_a_reason_and_a_profession_are_needed_to_break_the_glass() -> None:
    check_break_glass(ACCOUNTS[ALICE], "chute à domicile")
    with pytest.raises(Refusal, match="emergency-reason"):
        check_break_glass(ACCOUNTS[ALICE], "   urgent   ")
    for account in (None, ACCOUNTS[ANNE], ACCOUNTS[CAMILLE], ACCOUNTS[SACHA]):
        with pytest.raises(Refusal, match="emergency-professionals-only"):
            check_break_glass(account, "chute à domicile")


def test_somebody_must_be_left_to_answer() -> None:
    doctor, relative = member(Role.DOCTOR, user_id=ALICE), member(Role.RELATIVE, user_id=ANNE)
    check_leaves_a_leader([doctor, relative], ANNE)
    with pytest.raises(Refusal, match="circle-last-professional"):
        check_leaves_a_leader([doctor, relative], ALICE)
    assert not meets_professionals(relative)
