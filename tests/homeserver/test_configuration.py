"""What is rendered says what the territory asked for, and what every territory is promised."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from homeserver.configuration import POLICIES, render_configuration
from tests.real.servers import small_territory

STATE = Path("/srv/cercle")


def rendered(*, testing: bool = False, policies: bool = True, **section: Any) -> dict[str, Any]:
    return render_configuration(
        small_territory(**section), STATE, testing=testing, policies=policies
    )


def test_every_room_is_encrypted_and_none_is_listed() -> None:
    configuration = rendered()
    assert configuration["encryption_enabled_by_default_for_room_type"] == "all"
    assert configuration["room_list_publication_rules"] == [{"action": "deny"}]
    assert configuration["enable_room_list_search"] is False


@pytest.mark.parametrize("version", ["11", "12"])
def test_the_room_version_is_the_territory_s(version: str) -> None:
    assert rendered(room_version=version)["default_room_version"] == version


def test_a_closed_territory_has_no_door_for_other_servers() -> None:
    configuration = rendered()
    assert configuration["federation_domain_whitelist"] == []
    assert configuration["listeners"][0]["resources"][0]["names"] == ["client", "media", "openid"]


def test_a_door_opens_for_the_servers_on_the_list_only() -> None:
    configuration = rendered(federation_allow=["voisin.test"])
    assert configuration["federation_domain_whitelist"] == ["voisin.test"]
    assert "federation" in configuration["listeners"][0]["resources"][0]["names"]
    assert configuration["modules"][0]["config"]["federation_allow"] == ["voisin.test"]


def test_nothing_leaves_by_notifications_previews_presence_or_statistics() -> None:
    configuration = rendered()
    assert configuration["push"]["include_content"] is False
    assert configuration["presence"] == {"enabled": False}
    assert configuration["url_preview_enabled"] is False
    assert configuration["report_stats"] is False
    assert configuration["trusted_key_servers"] == []


def test_an_invitation_shows_the_name_and_no_more() -> None:
    shown = rendered()["room_prejoin_state"]["additional_event_types"]
    assert set(shown) == {"m.room.join_rules", "m.room.encryption", "m.room.name"}


def test_the_policies_know_bots_operator_and_where_people_are_written() -> None:
    (module,) = rendered()["modules"]
    assert module["module"] == POLICIES
    assert module["config"]["bots"] == [
        "@annuaire:cercle.test",
        "@liaison:cercle.test",
        "@vigie:cercle.test",
    ]
    assert module["config"]["operators"] == ["@intendance:cercle.test"]
    assert module["config"]["accounts_file"] == "/srv/cercle/accounts.json"


def test_the_policies_know_the_limits_that_the_territory_chose() -> None:
    (usual,) = rendered()["modules"]
    (chosen,) = rendered(unknown_invitations_per_day=5, redaction_window_hours=0)["modules"]
    limits = ("unknown_invitations_per_day", "redaction_window_hours")
    assert [usual["config"][limit] for limit in limits] == [20, 24]
    assert [chosen["config"][limit] for limit in limits] == [5, 0]


def test_tests_may_leave_the_policies_out() -> None:
    assert "modules" not in rendered(policies=False)


def test_only_tests_have_cheap_passwords_and_open_limits() -> None:
    real, test = rendered(), rendered(testing=True)
    assert real["bcrypt_rounds"] == 12
    assert test["bcrypt_rounds"] == 4
    assert real["rc_login"]["failed_attempts"]["per_second"] < 1
    assert test["rc_login"]["failed_attempts"]["per_second"] > 1000
    assert {key for key in real if key.startswith("rc_")} == {
        key for key in test if key.startswith("rc_")
    }


def test_no_secret_is_in_the_configuration_only_paths() -> None:
    configuration = rendered(
        database_url="postgresql://cercle:tres-secret@base/synapse",
        redis_url="redis://:aussi-secret@cache:6380",
    )
    text = json.dumps(configuration)
    assert "tres-secret" not in text
    assert "aussi-secret" not in text
    assert configuration["macaroon_secret_key_path"].startswith("/srv/cercle/secrets/")


def test_with_redis_workers_have_a_socket_to_join_by() -> None:
    configuration = rendered(redis_url="redis://cache:6380")
    replication = configuration["listeners"][1]
    assert replication["resources"] == [{"names": ["replication"]}]
    assert configuration["instance_map"]["main"]["path"] == replication["path"]
    assert configuration["redis"] == {"enabled": True, "host": "cache", "port": 6380}
