"""What a room may become."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care.access.act import CIRCLE_KINDS, CONDITIONS, Act, RoomKind
from care.access.people import STAFF_KINDS, Kind
from care.access.power import CALL_MEMBER
from care.access.reason import AccessRefused, Reason
from care.access.room_kind import KIND_EVENT, render_kind
from care.access.room_state import Change, act_of_state, check_state

MEGOLM = {"algorithm": "m.megolm.v1.aes-sha2"}
INVITE = {"join_rule": "invite"}
RESTRICTED = {"join_rule": "restricted", "allow": []}
kinds = st.sampled_from(Kind)


def refusal(
    kind: Kind,
    event_type: str,
    content: dict[str, Any],
    room: RoomKind = RoomKind.CONVERSATION,
    current: dict[str, Any] | None = None,
) -> Reason | None:
    """Why the change is refused though every condition is met; None if it passes."""
    try:
        check_state(kind, Change(event_type, "", content, current), room, CONDITIONS)
    except AccessRefused as refused:
        return refused.reason
    return None


@given(kinds, st.sampled_from(["m.room.name", "m.room.topic", "m.space.child", "fr.cercle.room"]))
def test_what_does_not_open_a_conversation_is_left_to_matrix(kind: Kind, event_type: str) -> None:
    assert refusal(kind, event_type, {"name": "Équipe"}) is None


@given(st.sampled_from(sorted(set(Kind) - {Kind.PARTNER})))
def test_a_closed_door_is_allowed_and_one_to_a_space_is_for_those_who_invite(kind: Kind) -> None:
    assert refusal(kind, "m.room.join_rules", INVITE) is None
    opened = refusal(kind, "m.room.join_rules", RESTRICTED)
    assert (opened is None) == (refusal(kind, "m.widget", {}) is None)


@given(kinds, st.none() | st.integers() | st.text() | st.lists(st.text()))
def test_no_other_join_rule_passes(kind: Kind, rule: object) -> None:
    if rule not in ("invite", "restricted"):
        assert refusal(kind, "m.room.join_rules", {"join_rule": rule}) is not None


@given(kinds, st.none() | st.integers() | st.text() | st.lists(st.text()))
def test_no_unknown_history_passes(kind: Kind, visibility: object) -> None:
    if visibility not in ("shared", "invited", "joined"):
        content = {"history_visibility": visibility}
        assert refusal(kind, "m.room.history_visibility", content) is not None


@pytest.mark.parametrize(
    ("event_type", "content", "reason"),
    [
        ("m.room.guest_access", {}, Reason.GUESTS),
        ("m.room.third_party_invite", {}, Reason.INVITATION_BY_ADDRESS),
        ("m.room.encryption", {}, Reason.ENCRYPTION_REQUIRED),
        (KIND_EVENT, {}, Reason.ROOM_MARK),
    ],
)
@given(kinds, st.sampled_from(RoomKind))
def test_nobody_does_these_anywhere(
    event_type: str, content: dict[str, Any], reason: Reason, kind: Kind, room: RoomKind
) -> None:
    assert refusal(kind, event_type, content, room, MEGOLM) is reason


@pytest.mark.parametrize("room", sorted(CIRCLE_KINDS))
@pytest.mark.parametrize(
    ("event_type", "content", "reason"),
    [
        ("m.room.name", {"name": "Mme Dupont"}, Reason.ROOM_SETTINGS),
        ("m.room.pinned_events", {"pinned": []}, Reason.ROOM_SETTINGS),
        ("im.vector.modular.widgets", {"url": "https://x.example"}, Reason.ROOM_SETTINGS),
        ("m.room.power_levels", {"users": {}}, Reason.POWERS),
        ("m.room.tombstone", {"replacement_room": "!x"}, Reason.ROOM_UPGRADE),
        ("m.room.join_rules", INVITE, Reason.ROOM_SETTINGS),
        ("org.example.anything", {}, Reason.ROOM_SETTINGS),
    ],
)
def test_around_a_patient_only_the_assistant_changes_the_room(
    event_type: str, content: dict[str, Any], reason: Reason, room: RoomKind
) -> None:
    verdicts = {kind: refusal(kind, event_type, content, room) for kind in Kind}
    assert verdicts == {kind: None if kind is Kind.BOT else reason for kind in Kind}


@pytest.mark.parametrize("room", sorted(CIRCLE_KINDS))
def test_around_a_patient_nobody_opens_the_door_and_everybody_may_take_part_in_a_call(
    room: RoomKind,
) -> None:
    for kind in Kind:
        assert refusal(kind, "m.room.join_rules", RESTRICTED, room) is Reason.OPEN_DOOR
        assert refusal(kind, CALL_MEMBER, {}, room) is None


def test_a_mark_is_put_once_and_never_changed() -> None:
    circle, group = render_kind(RoomKind.CIRCLE), render_kind(RoomKind.GROUP)
    assert refusal(Kind.BOT, KIND_EVENT, circle) is None
    assert refusal(Kind.BOT, KIND_EVENT, circle, RoomKind.CIRCLE) is None
    assert refusal(Kind.OPERATOR, KIND_EVENT, group) is None
    for room in (RoomKind.CIRCLE, RoomKind.PROFESSIONALS, RoomKind.SPACE):
        assert refusal(Kind.BOT, KIND_EVENT, group, room) is Reason.ROOM_MARK
    for kind in STAFF_KINDS | {Kind.OPERATOR, Kind.PATIENT}:
        assert refusal(kind, KIND_EVENT, circle) is Reason.ROOM_MARK
    with pytest.raises(AccessRefused):
        check_state(Kind.BOT, Change(KIND_EVENT, "x", circle))


@given(st.text())
def test_a_state_that_we_do_not_know_is_a_setting_of_the_room(event_type: str) -> None:
    assert act_of_state(f"org.example.{event_type}") is Act.CHANGE_ROOM
