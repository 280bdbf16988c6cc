"""People from a file to the homeserver."""

from __future__ import annotations

import pytest

from care.accounts.store import load_accounts
from care.matrix.http import MatrixError
from care.runtime.secrets import read_secret
from tests.real.homeserver.provisioning.scene import NAMES, PEOPLE, Scene

pytestmark = [pytest.mark.real, pytest.mark.asyncio(loop_scope="session")]


async def test_everybody_has_an_account_and_a_name(scene: Scene) -> None:
    for localpart, name in NAMES.items():
        if localpart == "zoe":
            continue
        person = await scene.server.login(localpart, f"mot-de-passe-{localpart}")
        assert person.user_id == f"@{localpart}:cercle.test"
        profile = await scene.call(person, "GET", "profile", person.user_id)
        assert profile["displayname"] == name


async def test_a_drawn_password_is_kept_for_the_operator(scene: Scene) -> None:
    password = read_secret(scene.provisioning.layout.first_password("zoe"))
    assert (await scene.server.login("zoe", password)).user_id == "@zoe:cercle.test"


async def test_a_dry_run_changes_nothing(scene: Scene) -> None:
    with scene.provisioning.database.begin() as connection:
        accounts = load_accounts(connection)
    newcomer = "lea;Neuve;Léa;orthophoniste;;professionnel;\n"
    renamed = PEOPLE.decode().replace("Alice", "Alicia").replace("zoe;", "zoe2;") + newcomer
    plan = await scene.provisioning.plan(renamed.encode())
    assert [person.localpart for person in plan.create] == ["zoe2", "lea"]
    assert [person.localpart for person in plan.update] == ["alice"]
    assert plan.absent == ("@zoe:cercle.test",)
    with scene.provisioning.database.begin() as connection:
        assert load_accounts(connection) == accounts
    assert not scene.provisioning.layout.first_password("lea").exists()
    with pytest.raises(MatrixError):
        await scene.server.login("lea", "mot-de-passe-lea")


async def test_a_file_with_an_error_is_not_applied(scene: Scene) -> None:
    broken = (
        PEOPLE + b"nina;Neuve;Nina;astrologue;;professionnel;\nmax;Neuf;Max;60;;professionnel;\n"
    )
    plan = await scene.provisioning.import_accounts(broken)
    assert [str(error) for error in plan.errors] == [
        "Ligne 7\u00a0: profession «\u00a0astrologue\u00a0» inconnue."
    ]
    assert not scene.provisioning.layout.first_password("max").exists()
