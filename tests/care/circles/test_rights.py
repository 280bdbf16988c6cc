"""Every role is in every table; relatives and patients are never more than guests."""

from __future__ import annotations

import pytest

from care.circles.model import Right, Role, Section
from care.circles.rights import OF_AN_EMERGENCY, OF_DELEGATES, RIGHTS, SECTIONS


def test_the_tables_are_whole() -> None:
    assert set(RIGHTS) == set(SECTIONS) == set(Role)


@pytest.mark.parametrize("role", [r for r in Role if SECTIONS[r] is Section.RELATIVES])
def test_guests_decide_nothing_and_never_meet_professionals(role: Role) -> None:
    assert RIGHTS[role] <= {Right.WRITE, Right.SEE_TRAIL}


@pytest.mark.parametrize("role", list(Role))
def test_whoever_may_remove_may_add(role: Role) -> None:
    assert Right.REMOVE_MEMBERS not in RIGHTS[role] or Right.ADD_MEMBERS in RIGHTS[role]


def test_delegates_and_emergencies_have_their_limits() -> None:
    assert not OF_DELEGATES & {Right.SEE_TRAIL, Right.MEET_PROFESSIONALS, Right.EDIT_IDENTITY}
    assert not OF_AN_EMERGENCY & {Right.ADD_MEMBERS, Right.REMOVE_MEMBERS, Right.CLOSE}
