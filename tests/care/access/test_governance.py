"""Who governs a room, and who may be put aside."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care.access.act import RoomKind
from care.access.governance import check_services_kept, governs, named, stays_governed
from care.access.people import SERVICE_KINDS, Kind
from care.access.power import power_levels
from care.access.reason import AccessRefused, Reason

ALICE, BRUNO, BOT = "@alice:x", "@bruno:x", "@liaison:x"
users = st.dictionaries(st.sampled_from([ALICE, BRUNO, BOT]), st.integers(-100, 100))
levels = st.fixed_dictionaries(
    {},
    optional={
        "users": users,
        "users_default": st.integers(-100, 100),
        "state_default": st.integers(0, 100),
        "events": st.fixed_dictionaries({}, optional={"m.room.power_levels": st.integers(0, 100)}),
    },
)
anything = st.dictionaries(
    st.sampled_from(["users", "users_default", "state_default", "events"]),
    st.none() | st.integers() | st.text() | st.lists(st.text()),
)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ({}, False),
        ({"users": {ALICE: 50}}, True),
        ({"users": {ALICE: 49}}, False),
        ({"users_default": 50}, True),
        ({"users": {ALICE: 50}, "state_default": 60}, False),
        ({"users": {ALICE: 60}, "events": {"m.room.power_levels": 100}}, False),
        ({"users": {ALICE: 100}, "events": {"m.room.power_levels": 100}}, True),
    ],
)
def test_who_may_change_the_powers_governs(content: dict[str, Any], expected: bool) -> None:
    assert governs(content, (), ALICE) is expected


@given(levels)
def test_a_creator_always_governs_since_version_12(content: dict[str, Any]) -> None:
    assert governs(content, {ALICE}, ALICE)


def test_a_room_stays_governed_by_a_member_or_concerns_nobody() -> None:
    content = power_levels(RoomKind.GROUP, {ALICE: 100})
    assert stays_governed(content, (), [ALICE, BRUNO], [ALICE, BRUNO])
    assert not stays_governed(content, (), [BRUNO], [BRUNO])
    assert stays_governed(content, {BRUNO}, [BRUNO], [BRUNO])
    assert stays_governed(content, (), [BOT], [])


def lowers(before: dict[str, Any], after: dict[str, Any], kind: Kind = Kind.PROFESSIONAL) -> bool:
    """Whether this kind of account is refused these levels because of the assistant."""
    try:
        check_services_kept(kind, before, after, [BOT], RoomKind.CONVERSATION)
    except AccessRefused as refused:
        assert refused.reason is Reason.PROTECTED_ASSISTANT
        return True
    return False


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ({}, {"users": {BOT: -1}}, True),
        ({"users": {BOT: 50}}, {"users": {BOT: 49}}, True),
        ({"users": {BOT: 50}}, {"users": {}}, True),
        ({"users": {BOT: 50}}, {"users_default": 50}, False),
        ({"users": {BOT: 50}}, {"users": {BOT: 100}}, False),
        ({"users_default": 100}, {"users_default": 0}, False),
        ({"users_default": 100}, {"users_default": 100, "users": {BOT: 0}}, True),
        ({"users": {ALICE: 100}}, {"users": {ALICE: 0}}, False),
    ],
)
def test_an_assistant_is_never_lowered(
    before: dict[str, Any], after: dict[str, Any], expected: bool
) -> None:
    assert lowers(before, after) is expected


@given(levels, levels)
def test_the_territory_s_own_accounts_may_rearrange_the_powers(
    before: dict[str, Any], after: dict[str, Any]
) -> None:
    assert not any(lowers(before, after, kind) for kind in SERVICE_KINDS)


@given(levels)
def test_the_same_powers_lower_nobody(content: dict[str, Any]) -> None:
    assert not lowers(content, content)


@given(anything, anything)
def test_whatever_a_room_says_of_its_powers_is_read_without_harm(
    before: dict[str, Any], after: dict[str, Any]
) -> None:
    lowers(before, after)
    assert isinstance(governs(after, named(before), ALICE), bool)
