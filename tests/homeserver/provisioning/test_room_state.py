"""A room's state, read as provisioning needs it."""

from __future__ import annotations

import pytest

from homeserver.provisioning.room_state import RoomState


def member(membership: str) -> RoomState:
    return RoomState.of(
        [{"type": "m.room.member", "state_key": "@a:x", "content": {"membership": membership}}]
    )


@pytest.mark.parametrize(
    ("membership", "settled"),
    [("join", True), ("leave", True), ("ban", True), ("invite", False), ("knock", False)],
)
def test_whose_place_is_decided(membership: str, settled: bool) -> None:
    assert member(membership).is_settled("@a:x") is settled
    assert not member(membership).is_settled("@b:x")


def test_contents_by_type_and_key() -> None:
    state = RoomState.of(
        [
            {"type": "m.room.create", "state_key": "", "content": {"room_version": "12"}},
            {"type": "m.space.child", "state_key": "!a", "content": {"via": ["x"]}},
        ]
    )
    assert state.content("m.room.create") == {"room_version": "12"}
    assert state.content("m.space.child", "!a") == {"via": ["x"]}
    assert state.content("m.space.child", "!b") == {}
