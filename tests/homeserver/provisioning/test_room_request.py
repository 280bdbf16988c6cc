"""Rooms at birth, in both versions."""

from __future__ import annotations

from typing import Any

import pytest

from care.runtime.settings import Group, RoomKind
from homeserver.provisioning.room_request import render_child, render_group, render_space

OPERATOR = "@intendance:cercle.test"
CHLOE = "@chloe:cercle.test"


def group(kind: RoomKind = RoomKind.GROUP, professions: tuple[str, ...] = ()) -> dict[str, Any]:
    described = Group(key="nurses", name="Infirmiers", kind=kind, professions=professions)
    return render_group(described, "12", OPERATOR, [CHLOE], "!space", "cercle.test")


def state(request: dict[str, Any], event_type: str) -> dict[str, Any]:
    (found,) = [one for one in request["initial_state"] if one["type"] == event_type]
    content: dict[str, Any] = found["content"]
    return content


def test_a_group_is_encrypted_from_its_first_event_and_belongs_to_the_space() -> None:
    request = group()
    assert state(request, "m.room.encryption") == {"algorithm": "m.megolm.v1.aes-sha2"}
    assert state(request, "m.space.parent")["canonical"] is True
    assert state(request, "fr.cercle.room") == {"key": "nurses"}
    assert state(request, "m.room.guest_access") == {"guest_access": "forbidden"}
    assert "topic" not in request
    assert "m.room.topic" not in {one["type"] for one in request["initial_state"]}


def test_a_group_for_all_is_open_to_the_space_a_profession_s_group_is_not() -> None:
    assert state(group(), "m.room.join_rules")["allow"][0]["room_id"] == "!space"
    assert state(group(professions=("60",)), "m.room.join_rules") == {"join_rule": "invite"}


@pytest.mark.parametrize(("version", "listed"), [("11", True), ("12", False)])
def test_the_creator_is_listed_only_where_the_version_wants_it(version: str, listed: bool) -> None:
    users = render_space("CPTS", version, OPERATOR, [CHLOE])["power_level_content_override"][
        "users"
    ]
    assert (OPERATOR in users) is listed
    assert users[CHLOE] == 50


def test_in_announcements_only_moderators_write_but_all_react() -> None:
    levels = group(RoomKind.ANNOUNCEMENTS)["power_level_content_override"]
    assert levels["events_default"] == levels["users"][CHLOE] == 50
    assert levels["users_default"] == levels["events"]["m.reaction"] == 0
    assert group()["power_level_content_override"]["events_default"] == 0


def test_nobody_below_the_operator_can_rename_or_open_a_room() -> None:
    levels = group()["power_level_content_override"]
    for event_type in ("m.room.name", "m.room.power_levels", "m.room.encryption"):
        assert levels["events"][event_type] == 100
    assert levels["state_default"] == 100


def test_children_keep_the_order_of_the_file() -> None:
    orders = [render_child("cercle.test", rank)["order"] for rank in range(12)]
    assert orders == sorted(orders)
