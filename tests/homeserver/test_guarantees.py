"""The promises made to a territory are checked on what Synapse understood."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.homeserver.clumsy import problem_keys, write_clumsily


def test_each_broken_promise_is_told(tmp_path: Path) -> None:
    broken = {
        "encryption_enabled_by_default_for_room_type": "invite",
        "default_room_version": "9",
        "enable_registration": True,
        "allow_guest_access": True,
        "enable_set_displayname": True,
        "enable_room_list_search": True,
        "presence": {"enabled": True},
        "report_stats": True,
        "room_prejoin_state": {},
        "modules": [],
        "bcrypt_rounds": 4,
    }

    def weaken(content: dict[str, Any]) -> None:
        content.update(broken, enable_registration_without_verification=True)

    assert set(problem_keys(write_clumsily(tmp_path, weaken))) == set(broken)


def test_a_door_left_open_is_told(tmp_path: Path) -> None:
    def open_door(content: dict[str, Any]) -> None:
        content["listeners"][0]["resources"][0]["names"].append("federation")

    assert problem_keys(write_clumsily(tmp_path, open_door)) == ["listeners"]
