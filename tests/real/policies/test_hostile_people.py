"""Direct calls to a real Synapse by people who would rename, find or follow others."""

from __future__ import annotations

import asyncio

import pytest

from care.matrix.http import MatrixError
from tests.real.policies.conftest import PEOPLE, Village

pytestmark = [pytest.mark.real, pytest.mark.asyncio(loop_scope="session")]

FALSE_NAME = "Dr Marie FAUSSE"


async def test_a_patient_opens_no_room_invites_nobody_and_enters_only_when_invited(
    village: Village,
) -> None:
    paul, alice = village["paul"], village["alice"]
    room = await village.conversation("alice", "paul")
    rule = {"join_rule": "restricted", "allow": [{"type": "m.room_membership", "room_id": room}]}
    corridor = {"type": "m.room.join_rules", "content": rule}
    other = await alice.room(initial_state=[corridor])
    assert await paul.refused("POST", "createRoom") == "room_creation"
    assert await paul.refused("POST", "createRoom", is_direct=True) == "room_creation"
    bruno = {"user_id": village["bruno"].user_id}
    assert await paul.refused("POST", "rooms", room, "invite", **bruno) == "invitation"
    assert await paul.refused("POST", "join", other) == "not_invited"
    await alice.ask("POST", "rooms", other, "invite", user_id=paul.user_id)
    await paul.ask("POST", "join", other)


async def test_a_professional_follows_a_door_left_open_by_a_space(village: Village) -> None:
    space = await village["chloe"].room(creation_content={"type": "m.space"})
    await village["chloe"].ask("POST", "rooms", space, "invite", user_id=village["bruno"].user_id)
    await village["bruno"].ask("POST", "join", space)
    allow = [{"type": "m.room_membership", "room_id": space}]
    door = {"type": "m.room.join_rules", "content": {"join_rule": "restricted", "allow": allow}}
    group = await village["chloe"].room(initial_state=[door])
    await village["bruno"].ask("POST", "join", group)


async def test_nobody_knocks(village: Village) -> None:
    room = await village.conversation("alice")
    with pytest.raises(MatrixError) as error:
        await village["bruno"].ask("POST", "knock", room)
    assert error.value.status == 403


async def test_a_name_is_changed_neither_everywhere_nor_in_one_room(village: Village) -> None:
    room = await village.conversation("alice", "bruno")
    bruno, true_name = village["bruno"], PEOPLE["bruno"].display_name
    with pytest.raises(MatrixError) as error:
        await bruno.ask("PUT", "profile", bruno.user_id, "displayname", displayname=FALSE_NAME)
    assert error.value.status == 403
    member = ("rooms", room, "state", "m.room.member", bruno.user_id)
    with pytest.raises(MatrixError) as error:
        await bruno.ask("PUT", *member, membership="join", displayname=FALSE_NAME)
    assert error.value.status == 403
    assert (await bruno.ask("GET", *member))["displayname"] == true_name


async def test_the_administrator_s_renaming_is_put_back(village: Village) -> None:
    bruno, server = village["bruno"], village.server
    async with server.http(server.admin) as http:
        await http.request(
            "PUT", f"/_synapse/admin/v2/users/{bruno.user_id}", {"displayname": FALSE_NAME}
        )
    profile = await bruno.ask("GET", "profile", bruno.user_id, "displayname")
    assert profile["displayname"] == PEOPLE["bruno"].display_name


async def found_by(village: Village, seeker: str, words: str) -> set[str]:
    search = ("POST", "user_directory", "search")
    answer = await village[seeker].ask(*search, search_term=words)
    return {result["user_id"] for result in answer["results"]}


async def test_a_patient_finds_nobody_and_is_found_by_nobody(village: Village) -> None:
    bruno = village["bruno"].user_id
    for _ in range(240):
        if bruno in await found_by(village, "alice", "FICTIF"):
            break
        await asyncio.sleep(0.25)
    assert bruno in await found_by(village, "alice", "FICTIF")
    assert await found_by(village, "paul", "FICTIF") == set()
    assert await found_by(village, "paul", "annuaire") == set()
    assert await found_by(village, "alice", "INVENTÉ") == set()


async def test_without_a_room_in_common_there_is_no_profile(village: Village) -> None:
    stranger = await village.server.create_user("inconnue", display_name="INVENTÉE Inès")
    absent = f"@personne:{village.server.server_name}"
    answers = []
    for whom in (stranger, absent):
        with pytest.raises(MatrixError) as error:
            await village["paul"].ask("GET", "profile", whom)
        answers.append((error.value.status, error.value.body))
    assert answers[0] == answers[1], "an answer that tells who exists"


async def test_somebody_without_any_room_still_finds_their_own_keys(village: Village) -> None:
    """Why devices are not limited to common rooms: that setting would hide people's own keys from
    their next device, which would then reset their identity."""
    await village.server.create_user("ines")
    session = await village.server.login("ines", device_id="PHONE")
    keys = {"curve25519:PHONE": "k", "ed25519:PHONE": "k"}
    device = {"user_id": session.user_id, "device_id": "PHONE", "keys": keys}
    about = {**device, "algorithms": [], "signatures": {}}
    async with village.server.http(session) as http:
        await http.request("POST", "/_matrix/client/v3/keys/upload", {"device_keys": about})
        query = {"device_keys": {session.user_id: []}}
        answer = await http.request("POST", "/_matrix/client/v3/keys/query", query)
    assert "PHONE" in answer["device_keys"][session.user_id]


async def test_the_log_names_nobody(village: Village) -> None:
    log = village.server.process.layout.log.read_text()
    ours = [line for line in log.splitlines() if "cercle.policies" in line]
    assert not [line for line in ours if "Incident" in line]
    assert "Mme Dupont" not in log
    assert "INVENTÉ" not in log
    assert "Re-starting finished log context" not in log
