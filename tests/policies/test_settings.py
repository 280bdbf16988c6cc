"""The module's configuration is read strictly."""

from __future__ import annotations

from typing import Any

import pytest
from synapse.module_api.errors import ConfigError

from policies.module import TerritoryPolicies

GOOD: dict[str, Any] = {
    "accounts_file": "/var/lib/cercle/accounts.json",
    "bots": ["@annuaire:cercle.test"],
    "operators": ["@intendance:cercle.test"],
    "federation_allow": ["friend.test"],
    "unknown_invitations_per_day": 5,
    "redaction_window_hours": 0,
}


def test_a_whole_configuration_is_understood() -> None:
    settings = TerritoryPolicies.parse_config(GOOD)
    assert settings.bots == {"@annuaire:cercle.test"}
    assert settings.federation_allow == {"friend.test"}
    assert (settings.unknown_invitations_per_day, settings.redaction_window_hours) == (5, 0)


def test_lists_left_out_are_empty() -> None:
    settings = TerritoryPolicies.parse_config({"accounts_file": "/a"})
    assert not settings.bots | settings.operators | settings.federation_allow
    assert (settings.unknown_invitations_per_day, settings.redaction_window_hours) == (20, 24)


@pytest.mark.parametrize(
    ("change", "faulty_key"),
    [
        ({"operator": "@x:y"}, "operator"),
        ({"accounts_file": "accounts.json"}, "accounts_file"),
        ({"accounts_file": None}, "accounts_file"),
        ({"bots": "@annuaire:cercle.test"}, "bots"),
        ({"bots": ["annuaire"]}, "bots"),
        ({"operators": [1]}, "operators"),
        ({"federation_allow": {"friend.test": True}}, "federation_allow"),
        ({"unknown_invitations_per_day": -1}, "unknown_invitations_per_day"),
        ({"unknown_invitations_per_day": True}, "unknown_invitations_per_day"),
        ({"redaction_window_hours": "24"}, "redaction_window_hours"),
        ({"redaction_window_hours": 1.5}, "redaction_window_hours"),
        ({"redaction_window_hours": None}, "redaction_window_hours"),
    ],
)
def test_a_faulty_key_stops_the_start_and_is_named(change: dict[str, Any], faulty_key: str) -> None:
    with pytest.raises(ConfigError) as error:
        TerritoryPolicies.parse_config({**GOOD, **change})
    assert list(error.value.path or ()) == [faulty_key]
