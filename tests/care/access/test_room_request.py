"""Requests to create rooms: honest, clumsy and hostile."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care.access.act import CIRCLE_KINDS, MARKED_KINDS, RoomKind
from care.access.encryption import is_encryption
from care.access.people import Kind
from care.access.reason import AccessRefused, Reason
from care.access.room_kind import KIND_EVENT, render_kind
from care.access.room_request import (
    check_encrypted,
    check_room_request,
    creators,
    initial_state,
    invited,
    powers,
    predecessor,
    secured_state,
)

PRO = Kind.PROFESSIONAL
MEGOLM = {"algorithm": "m.megolm.v1.aes-sha2"}
SPACE = {"creation_content": {"type": "m.space"}}

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=8,
)
request_keys = st.sampled_from(
    ["initial_state", "creation_content", "invite", "room_alias_name", "preset", "visibility"]
)
state_events = st.fixed_dictionaries(
    {
        "type": st.sampled_from(["m.room.encryption", "m.room.join_rules", "m.room.name"]),
        "content": st.sampled_from([{}, MEGOLM, {"algorithm": "none"}, {"join_rule": "public"}]),
    },
    optional={"state_key": st.sampled_from(["", "x"])},
)


def state(event_type: str, content: Any, **more: Any) -> dict[str, Any]:
    return {"initial_state": [{"type": event_type, "content": content, **more}]}


def refusal(request: dict[str, Any], kind: Kind = PRO) -> Reason | None:
    """Why the request is refused, the whole way that the module takes it; None if it passes."""
    try:
        check_room_request(kind, request)
        check_encrypted(kind, {**request, "initial_state": secured_state(request)})
        invited(request)
    except AccessRefused as refused:
        return refused.reason
    return None


@pytest.mark.parametrize(
    "request_body",
    [
        {},
        {"name": "Équipe", "preset": "private_chat", "is_direct": True},
        {"preset": "trusted_private_chat", "invite": ["@b:x"]},
        state("m.room.encryption", MEGOLM),
        state("m.room.encryption", {**MEGOLM, "rotation_period_msgs": 100}),
        state("m.room.join_rules", {"join_rule": "restricted", "allow": []}),
        state("m.room.history_visibility", {"history_visibility": "joined"}),
    ],
)
def test_an_honest_request_passes_and_is_encrypted(request_body: dict[str, Any]) -> None:
    assert refusal(request_body) is None
    states = {kept["type"]: kept["content"] for kept in secured_state(request_body)}
    assert is_encryption(states["m.room.encryption"])
    assert states["m.room.guest_access"] == {"guest_access": "forbidden"}


@pytest.mark.parametrize(
    ("request_body", "reason"),
    [
        ({"visibility": "public"}, Reason.PUBLIC_ROOM),
        ({"visibility": ["public"]}, Reason.PUBLIC_ROOM),
        ({"preset": "public_chat"}, Reason.PUBLIC_ROOM),
        ({"invite_3pid": [{}]}, Reason.INVITATION_BY_ADDRESS),
        ({"room_alias_name": "marie-dupont"}, Reason.ALIAS),
        ({"room_alias_name": None}, Reason.MALFORMED),
        (state("m.room.encryption", {}), Reason.ENCRYPTION_REQUIRED),
        (state("m.room.encryption", {"algorithm": "none"}), Reason.ENCRYPTION_REQUIRED),
        (state("m.room.encryption", MEGOLM, state_key="x"), Reason.ENCRYPTION_REQUIRED),
        (
            state("m.room.encryption", {**MEGOLM, "rotation_period_msgs": 0}),
            Reason.ENCRYPTION_REQUIRED,
        ),
        (state("m.room.encryption", {**MEGOLM, "x": "Marie"}), Reason.ENCRYPTION_REQUIRED),
        (state("m.room.join_rules", {"join_rule": "public"}), Reason.PUBLIC_ROOM),
        (state("m.room.join_rules", {"join_rule": "knock"}), Reason.KNOCK),
        (state("m.room.join_rules", {"join_rule": "knock_restricted"}), Reason.KNOCK),
        (state("m.room.join_rules", {"join_rule": "org.example.open"}), Reason.MALFORMED),
        (state("m.room.join_rules", {"join_rule": ["public"]}), Reason.MALFORMED),
        (state("m.room.join_rules", {}), Reason.MALFORMED),
        (
            state("m.room.history_visibility", {"history_visibility": "world_readable"}),
            Reason.OPEN_HISTORY,
        ),
        (state("m.room.guest_access", {"guest_access": "can_join"}), Reason.GUESTS),
        (state("m.room.member", {"membership": "invite"}, state_key="@p:x"), Reason.MALFORMED),
        (state("m.room.third_party_invite", {}), Reason.INVITATION_BY_ADDRESS),
        (state("m.room.canonical_alias", {"alias": "#dupont:x"}), Reason.ALIAS),
        (state("m.room.canonical_alias", {"alt_aliases": "#dupont:x"}), Reason.MALFORMED),
        ({"initial_state": {"type": "m.room.name"}}, Reason.MALFORMED),
        ({"initial_state": ["m.room.encryption"]}, Reason.MALFORMED),
        ({"creation_content": "m.space"}, Reason.MALFORMED),
        ({"invite": "@b:x"}, Reason.MALFORMED),
        (SPACE, Reason.SPACE_CREATION),
    ],
)
def test_a_hostile_request_is_refused_with_its_reason(
    request_body: dict[str, Any], reason: Reason
) -> None:
    assert refusal(request_body) is reason


def test_the_last_of_two_contradictory_states_does_not_win_in_secret() -> None:
    twice = [
        {"type": "m.room.encryption", "content": MEGOLM},
        {"type": "m.room.encryption", "content": {}},
    ]
    assert refusal({"initial_state": twice}) is Reason.ENCRYPTION_REQUIRED


def test_a_space_has_no_encryption_but_no_guests_either() -> None:
    assert refusal(SPACE, Kind.COORDINATOR) is None
    assert [kept["type"] for kept in secured_state(SPACE)] == ["m.room.guest_access"]


def test_an_unknown_room_type_is_a_conversation() -> None:
    custom = {"creation_content": {"type": "org.example.wall"}}
    assert refusal(custom) is None
    assert "m.room.encryption" in [kept["type"] for kept in secured_state(custom)]


def test_an_assistant_gives_an_opaque_address() -> None:
    assert refusal({"room_alias_name": "c-0123456789ab"}, Kind.BOT) is None
    assert refusal({"room_alias_name": "dupont"}, Kind.BOT) is Reason.ALIAS_NOT_OPAQUE
    assert refusal({"room_alias_name": "c-0123456789ab"}, PRO) is Reason.ALIAS


def marked(*kinds: RoomKind) -> dict[str, Any]:
    """A request for a room with these marks."""
    marks = [{"type": KIND_EVENT, "content": render_kind(kind)} for kind in kinds]
    return {"initial_state": marks}


@pytest.mark.parametrize("room", sorted(MARKED_KINDS))
def test_a_marked_room_is_made_by_the_territory_s_own_accounts_and_encrypted(
    room: RoomKind,
) -> None:
    request = marked(room)
    makers = {kind for kind in Kind if refusal(request, kind) is None}
    assert makers == ({Kind.BOT} if room in CIRCLE_KINDS else {Kind.BOT, Kind.OPERATOR})
    assert refusal(request) is Reason.ROOM_MARK
    assert "m.room.encryption" in [kept["type"] for kept in secured_state(request)]


@pytest.mark.parametrize(
    "request_body",
    [
        marked(RoomKind.CIRCLE, RoomKind.GROUP),
        {**marked(RoomKind.CIRCLE), **SPACE},
        state(KIND_EVENT, {"kind": "conversation"}),
        state(KIND_EVENT, {"kind": "circle", "about": "Mme Dupont"}),
        state(KIND_EVENT, {"kind": "circle"}, state_key="x"),
        state(KIND_EVENT, {}),
    ],
)
def test_a_doubtful_mark_is_refused_even_to_assistants(request_body: dict[str, Any]) -> None:
    assert refusal(request_body, Kind.BOT) is Reason.ROOM_MARK


@pytest.mark.parametrize("room", sorted(CIRCLE_KINDS))
def test_a_circle_is_never_born_with_an_open_door(room: RoomKind) -> None:
    door = {"type": "m.room.join_rules", "content": {"join_rule": "restricted", "allow": []}}
    request = {"initial_state": [*marked(room)["initial_state"], door]}
    assert refusal(request, Kind.BOT) is Reason.OPEN_DOOR


def test_what_a_request_would_continue_share_and_set_is_read_from_all_its_corners() -> None:
    creation = {"predecessor": {"room_id": "!old:x"}, "additional_creators": ["@b:x"]}
    asked, override = {"users": {"@a:x": 100}}, {"users_default": 50}
    request = {
        **state("m.room.power_levels", asked),
        "creation_content": creation,
        "power_level_content_override": override,
    }
    assert predecessor(request) == "!old:x"
    assert creators(request) == ["@b:x"]
    assert powers(request) == [asked, override]
    assert (predecessor({}), creators({}), powers({})) == (None, [], [])


@pytest.mark.parametrize(
    ("read", "request_body"),
    [
        (predecessor, {"creation_content": {"predecessor": "!old:x"}}),
        (predecessor, {"creation_content": {"predecessor": {"room_id": 1}}}),
        (creators, {"creation_content": {"additional_creators": "@b:x"}}),
        (powers, {"power_level_content_override": [1]}),
    ],
)
def test_what_cannot_be_read_is_refused(
    read: Callable[[dict[str, Any]], object], request_body: dict[str, Any]
) -> None:
    with pytest.raises(AccessRefused) as refused:
        read(request_body)
    assert refused.value.reason is Reason.MALFORMED


@given(st.dictionaries(request_keys, json_values))
def test_no_request_whatever_its_shape_breaks_the_rules(request_body: dict[str, Any]) -> None:
    reason = refusal(request_body)
    assert reason is None or isinstance(reason, Reason)


@given(st.lists(state_events, max_size=5), st.sampled_from(list(Kind)))
def test_what_passes_is_always_encrypted_and_closed(
    states: list[dict[str, Any]], kind: Kind
) -> None:
    request_body = {"initial_state": states}
    if refusal(request_body, kind) is None:
        secured = initial_state({"initial_state": secured_state(request_body)})
        rules = [c["join_rule"] for kind_of, _, c in secured if kind_of == "m.room.join_rules"]
        assert "public" not in rules
        encryption = [c for kind_of, _, c in secured if kind_of == "m.room.encryption"]
        assert [is_encryption(content) for content in encryption] == [True]
