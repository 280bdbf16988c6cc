"""Synapse itself reads the file: a misspelt key cannot hide."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from care.runtime.settings import Territory
from homeserver.validation import check_configuration
from tests.homeserver.clumsy import problem_keys, untouched, write_clumsily
from tests.real.servers import small_territory


@pytest.mark.parametrize(
    "territory",
    [
        small_territory(),
        small_territory(room_version="11", federation_allow=["voisin.test"]),
        small_territory(
            database_url="postgresql://a:b@base/synapse", redis_url="redis://:c@cache:6380"
        ),
    ],
    ids=["closed", "federated", "workers"],
)
def test_synapse_understands_all_that_we_render(territory: Territory, tmp_path: Path) -> None:
    layout = write_clumsily(tmp_path, untouched, territory)
    assert check_configuration(layout.configuration) == []


def test_misspelt_keys_are_named_with_their_place(tmp_path: Path) -> None:
    def misspell(content: dict[str, Any]) -> None:
        content["enable_registrations"] = False
        content["rc_login"]["adress"] = content["rc_login"].pop("address")
        content["push"]["include_contents"] = content["push"].pop("include_content")
        content["user_directory"]["serch_all_users"] = True

    found = problem_keys(write_clumsily(tmp_path, misspell))
    assert sorted(found) == [
        "enable_registrations",
        "push.include_content",
        "push.include_contents",
        "rc_login.adress",
        "user_directory.serch_all_users",
    ]


def test_a_secret_in_the_file_is_refused(tmp_path: Path) -> None:
    def blurt(content: dict[str, Any]) -> None:
        content["macaroon_secret_key"] = "not-so-secret"

    (problem,) = check_configuration(write_clumsily(tmp_path, blurt).configuration)
    assert problem.key == "macaroon_secret_key"
    assert "not-so-secret" not in str(problem)
