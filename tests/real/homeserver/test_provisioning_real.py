"""A territory is provisioned on a real Synapse, with our policies; twice gives the same."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import pytest
import pytest_asyncio

from care.accounts.store import load_accounts
from care.accounts.tables import ACCOUNTS
from care.matrix.http import MatrixError, path
from care.matrix.model import Credentials
from care.runtime.database import METADATA, Database, sqlite_url
from care.runtime.secrets import read_secret
from homeserver.layout import Layout
from homeserver.provisioning.provision import Provisioned, Provisioning
from tests.real.servers import RunningHomeserver, running_homeserver

pytestmark = [pytest.mark.real, pytest.mark.asyncio(loop_scope="module")]

PEOPLE = """\
identifiant;nom;prenom;profession;rpps;type;mot_de_passe
alice;Fictif;Alice;pharmacienne;10199900373;professionnel;mot-de-passe-alice
bruno;Exemple;Bruno;60;10199900746;professionnel;mot-de-passe-bruno
chloe;Modèle;Chloé;;;coordinateur;mot-de-passe-chloe
paul;Inventé;Paul;;;patient;mot-de-passe-paul
zoe;Sansmot;Zoé;kiné;;professionnel;
""".encode()
NAMES = {
    "alice": "FICTIF Alice – pharmacien",
    "bruno": "EXEMPLE Bruno – infirmier",
    "chloe": "MODÈLE Chloé – coordination",
    "paul": "P. I. – patient",
    "zoe": "SANSMOT Zoé – kinésithérapeute",
}


@dataclass
class Scene:
    """A provisioned territory."""

    server: RunningHomeserver
    provisioning: Provisioning
    first: Provisioned

    async def call(
        self, who: Credentials, method: str, *segments: str, body: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        async with self.server.http(who) as http:
            return await http.request(method, path(*segments), body)

    async def state(self, key: str, event_type: str) -> dict[str, Any]:
        room = self.first.rooms[key]
        return await self.call(self.first.operator, "GET", "rooms", room, "state", event_type, "")

    async def members(self, key: str) -> set[str]:
        answer = await self.call(
            self.first.operator, "GET", "rooms", self.first.rooms[key], "joined_members"
        )
        return {user.removeprefix("@").split(":")[0] for user in answer["joined"]}

    async def event_count(self) -> int:
        """How many events the territory's rooms hold, state and messages."""
        total = 0
        for room in self.first.rooms.values():
            async with self.server.http(self.first.operator) as http:
                page = await http.request(
                    "GET", path("rooms", room, "messages"), query={"dir": "b", "limit": "1000"}
                )
            total += len(page["chunk"])
        return total


@pytest_asyncio.fixture(
    scope="module", loop_scope="module", params=["12", "11"], ids=["version12", "version11"]
)
async def scene(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Scene]:
    state = tmp_path_factory.mktemp("territory")
    database = Database(sqlite_url(state / "service.db"))
    METADATA.create_all(database.engine, tables=[ACCOUNTS])
    server = running_homeserver(state, policies=True, room_version=request.param)
    async with server as running:
        provisioning = Provisioning(
            running.territory, Layout(state), running.url, database, state / "bots"
        )
        await provisioning.import_accounts(PEOPLE)
        yield Scene(running, provisioning, await provisioning.bring_up())
    database.close()


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


async def test_each_is_in_the_groups_of_their_profession(scene: Scene) -> None:
    assert await scene.members("space") == {"intendance", "alice", "bruno", "chloe", "zoe"}
    assert await scene.members("announcements") == await scene.members("space")
    assert await scene.members("pharmacists") == {"intendance", "alice"}
    assert await scene.members("nurses") == {"intendance", "bruno"}


async def test_groups_are_encrypted_named_and_say_nothing_else(scene: Scene) -> None:
    for key, name in (("announcements", "Annonces"), ("pharmacists", "Pharmaciens")):
        assert (await scene.state(key, "m.room.encryption"))["algorithm"] == "m.megolm.v1.aes-sha2"
        assert (await scene.state(key, "m.room.name"))["name"] == name
        with pytest.raises(MatrixError) as no_topic:
            await scene.state(key, "m.room.topic")
        assert no_topic.value.status == 404
    version = (await scene.state("nurses", "m.room.create"))["room_version"]
    assert version == scene.server.territory.homeserver.room_version


async def test_only_coordinators_write_announcements(scene: Scene) -> None:
    room = scene.first.rooms["announcements"]
    body = {"algorithm": "m.megolm.v1.aes-sha2", "ciphertext": "x", "session_id": "y"}
    alice = await scene.server.login("alice", "mot-de-passe-alice")
    chloe = await scene.server.login("chloe", "mot-de-passe-chloe")
    with pytest.raises(MatrixError) as refused:
        await scene.call(alice, "PUT", "rooms", room, "send", "m.room.encrypted", "t1", body=body)
    assert refused.value.errcode == "M_FORBIDDEN"
    sent = await scene.call(
        chloe, "PUT", "rooms", room, "send", "m.room.encrypted", "t2", body=body
    )
    reaction = {
        "m.relates_to": {"rel_type": "m.annotation", "event_id": sent["event_id"], "key": "✅"}
    }
    await scene.call(alice, "PUT", "rooms", room, "send", "m.reaction", "t3", body=reaction)


async def test_a_second_run_changes_nothing(scene: Scene) -> None:
    before = await scene.event_count()
    plan = await scene.provisioning.import_accounts(PEOPLE)
    again = await scene.provisioning.bring_up()
    assert plan.changes_nothing
    assert len(plan.unchanged) == len(NAMES)
    assert again.rooms == scene.first.rooms
    assert again.operator == scene.first.operator
    assert again.joined == 0
    assert await scene.event_count() == before


async def test_the_rooms_are_found_again_without_the_file(scene: Scene) -> None:
    scene.provisioning.layout.rooms.unlink()
    again = await scene.provisioning.bring_up()
    assert again.rooms == scene.first.rooms
    kept = json.loads(scene.provisioning.layout.rooms.read_text())
    assert kept == scene.first.rooms


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


async def test_who_left_is_not_brought_back(scene: Scene) -> None:
    bruno = await scene.server.login("bruno", "mot-de-passe-bruno")
    await scene.call(bruno, "POST", "rooms", scene.first.rooms["nurses"], "leave", body={})
    assert (await scene.provisioning.bring_up()).joined == 0
    assert await scene.members("nurses") == {"intendance"}


async def test_bots_have_a_name_and_no_limits(scene: Scene) -> None:
    seat = scene.first.bots["directory"]
    bot = await scene.server.login("annuaire", read_secret(seat.files.password))
    profile = await scene.call(bot, "GET", "profile", bot.user_id)
    assert profile["displayname"] == "Annuaire (assistant)"


async def test_a_new_coordinator_may_write_and_a_former_one_may_not(scene: Scene) -> None:
    swapped = PEOPLE.decode()
    swapped = swapped.replace(
        "Alice;pharmacienne;10199900373;professionnel", "Alice;21;10199900373;coordinateur"
    )
    swapped = swapped.replace("Chloé;;;coordinateur", "Chloé;;;secretaire")
    await scene.provisioning.import_accounts(swapped.encode())
    await scene.provisioning.bring_up()
    levels = (await scene.state("announcements", "m.room.power_levels"))["users"]
    assert levels["@alice:cercle.test"] == 50
    assert "@chloe:cercle.test" not in levels
    await scene.provisioning.import_accounts(PEOPLE)
    await scene.provisioning.bring_up()
    levels = (await scene.state("announcements", "m.room.power_levels"))["users"]
    assert levels["@chloe:cercle.test"] == 50


async def test_a_restart_keeps_everything(scene: Scene) -> None:
    await scene.server.process.restart()
    plan = await scene.provisioning.import_accounts(PEOPLE)
    again = await scene.provisioning.bring_up()
    assert plan.changes_nothing
    assert again.rooms == scene.first.rooms


async def test_bots_own_an_identity_that_their_one_device_is_signed_by(scene: Scene) -> None:
    for seat in scene.first.bots.values():
        body = {"device_keys": {seat.user_id: []}}
        keys = await scene.call(scene.first.operator, "POST", "keys", "query", body=body)
        (master,) = keys["master_keys"][seat.user_id]["keys"].values()
        (signer,) = keys["self_signing_keys"][seat.user_id]["keys"].values()
        (device,) = keys["device_keys"][seat.user_id].values()
        assert f"ed25519:{signer}" in device["signatures"][seat.user_id]
        assert master != signer
