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
}


def test_a_whole_configuration_is_understood() -> None:
    settings = TerritoryPolicies.parse_config(GOOD)
    assert settings.bots == {"@annuaire:cercle.test"}
    assert settings.federation_allow == {"friend.test"}


def test_lists_left_out_are_empty() -> None:
    settings = TerritoryPolicies.parse_config({"accounts_file": "/a"})
    assert not settings.bots | settings.operators | settings.federation_allow


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
    ],
)
def test_a_faulty_key_stops_the_start_and_is_named(change: dict[str, Any], faulty_key: str) -> None:
    with pytest.raises(ConfigError) as error:
        TerritoryPolicies.parse_config({**GOOD, **change})
    assert list(error.value.path or ()) == [faulty_key]
