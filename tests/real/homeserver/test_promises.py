"""The configuration of a real territory, on a real Synapse: what people can and cannot do."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

from care.matrix.http import MatrixError, Unreachable, path
from care.matrix.model import Credentials
from homeserver.provisioning.admin import Admin
from tests.real.servers import RunningHomeserver, running_homeserver

pytestmark = [pytest.mark.real, pytest.mark.asyncio(loop_scope="module")]

CANARY = "CANARINETTE"
Json = dict[str, Any]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def server(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[RunningHomeserver]:
    """Configured as for real, but for the policies: each promise here is the configuration's."""
    state = tmp_path_factory.mktemp("promises")
    async with running_homeserver(state, testing=False, policies=False) as server:
        for localpart in ("alice", "bob", "annuaire"):
            await server.create_user(localpart, display_name=f"{localpart.upper()} Essai")
        yield server


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def alice(server: RunningHomeserver) -> Credentials:
    return await server.login("alice")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def bob(server: RunningHomeserver) -> Credentials:
    return await server.login("bob")


async def call(
    server: RunningHomeserver, who: Credentials | None, method: str, where: str, body: Any = None
) -> Json:
    async with server.http(who) as http:
        return await http.request(method, where, body, insist=0)


async def refusal(server: RunningHomeserver, *request: Any) -> MatrixError:
    with pytest.raises(MatrixError) as refused:
        await call(server, *request)
    return refused.value


@pytest.mark.parametrize("preset", ["private_chat", "trusted_private_chat", "public_chat"])
async def test_a_room_is_encrypted_without_asking(
    server: RunningHomeserver, alice: Credentials, preset: str
) -> None:
    room = (await call(server, alice, "POST", path("createRoom"), {"preset": preset}))["room_id"]
    state = await call(server, alice, "GET", path("rooms", room, "state", "m.room.encryption", ""))
    assert state["algorithm"] == "m.megolm.v1.aes-sha2"


async def test_a_room_is_never_listed(server: RunningHomeserver, alice: Credentials) -> None:
    public = {"visibility": "public"}
    room = (await call(server, alice, "POST", path("createRoom"), public))["room_id"]
    where = path("directory", "list", "room", room)
    assert (await call(server, alice, "GET", where))["visibility"] == "private"
    assert (await refusal(server, alice, "PUT", where, public)).status == 403
    assert (await call(server, alice, "GET", path("publicRooms")))["chunk"] == []
    assert (await refusal(server, None, "GET", path("publicRooms"))).status == 401


async def test_nobody_sees_who_is_there(
    server: RunningHomeserver, alice: Credentials, bob: Credentials
) -> None:
    where = path("presence", alice.user_id, "status")
    await call(server, alice, "PUT", where, {"presence": "online", "status_msg": "là"})
    seen = await call(server, alice, "GET", where)
    assert seen["presence"] == "offline"
    assert "status_msg" not in seen


async def test_links_are_not_followed(server: RunningHomeserver, alice: Credentials) -> None:
    for where in ("/_matrix/client/v1/media/preview_url", "/_matrix/media/v3/preview_url"):
        async with server.http(alice) as http:
            with pytest.raises(MatrixError) as refused:
                await http.request("GET", where, query={"url": "https://exemple.test/"})
        assert refused.value.status == 404


async def test_other_servers_find_no_door(server: RunningHomeserver) -> None:
    for where in ("/_matrix/federation/v1/version", "/_matrix/key/v2/server"):
        assert (await refusal(server, None, "GET", where)).status == 404


async def test_names_are_the_territory_s(server: RunningHomeserver, alice: Credentials) -> None:
    where = path("profile", alice.user_id, "displayname")
    assert (await refusal(server, alice, "PUT", where, {"displayname": "Autre"})).status == 403


async def test_profiles_are_for_those_who_share_a_room_yet_anyone_can_be_reached(
    server: RunningHomeserver, alice: Credentials, bob: Credentials
) -> None:
    where = path("profile", bob.user_id)
    assert (await refusal(server, None, "GET", where)).status == 401
    assert (await refusal(server, alice, "GET", where)).status == 403
    assert bob.user_id in await found(server, alice, "BOB")
    request = {"preset": "trusted_private_chat", "invite": [bob.user_id], "topic": CANARY}
    room = (await call(server, alice, "POST", path("createRoom"), request))["room_id"]
    shown = await invitation(server, bob, room)
    names = [one["content"].get("displayname") for one in shown if one["type"] == "m.room.member"]
    assert "ALICE Essai" in names
    assert not any(CANARY in str(one) for one in shown)
    await call(server, bob, "POST", path("join", room), {})
    assert (await call(server, alice, "GET", where))["displayname"] == "BOB Essai"


async def test_a_bot_brings_together_two_people_it_shares_nothing_with(
    server: RunningHomeserver, alice: Credentials, bob: Credentials
) -> None:
    bot = await server.login("annuaire")
    request = {"preset": "private_chat", "invite": [alice.user_id, bob.user_id], "is_direct": True}
    room = (await call(server, bot, "POST", path("createRoom"), request))["room_id"]
    for person in (alice, bob):
        assert await invitation(server, person, room)
        await call(server, person, "POST", path("join", room), {})


async def test_people_are_limited_and_a_bot_once_exempted_is_not(
    server: RunningHomeserver, alice: Credentials
) -> None:
    bot = await server.login("annuaire")
    async with server.http(server.admin) as http:
        await Admin(http).exempt_from_limits(bot.user_id)
        await Admin(http).exempt_from_limits(bot.user_id)
    assert await burst(server, bot, 60) == 60
    assert await burst(server, alice, 600) < 600  # one more is let in every second


async def test_clients_are_told_to_encrypt(server: RunningHomeserver) -> None:
    told = await call(server, None, "GET", "/.well-known/matrix/client")
    assert told["m.homeserver"]["base_url"].rstrip("/") == server.url
    assert told["io.element.e2ee"] == {"default": True, "secure_backup_required": True}


async def test_logs_hold_no_name_no_topic_and_no_token(
    server: RunningHomeserver, alice: Credentials
) -> None:
    await refusal(server, alice, "PUT", path("profile", "@x:y", "displayname"), {"a": CANARY})
    await refusal(server, alice, "POST", path("join", f"!{CANARY}:nowhere.test"), {})
    layout = server.process.layout
    written = layout.log.read_text() + layout.console.read_text()
    for secret in (CANARY, alice.access_token, "Essai", server.shared_secret):
        assert secret not in written


async def found(server: RunningHomeserver, who: Credentials, term: str) -> list[str]:
    """Whom the directory of people shows; it is filled in the background."""
    for _ in range(300):
        where = path("user_directory", "search")
        results = (await call(server, who, "POST", where, {"search_term": term}))["results"]
        if results:
            return [one["user_id"] for one in results]
        await asyncio.sleep(0.2)
    return []


async def invitation(server: RunningHomeserver, who: Credentials, room: str) -> list[Json]:
    """What somebody invited to `room` sees of it before joining."""
    # Synapse keeps its answer to a first sync for two minutes: ask in words of our own.
    words = {"filter": json.dumps({"room": {"timeline": {"rooms": [room]}}})}
    async with server.http(who) as http:
        invited = (await http.request("GET", path("sync"), query=words))["rooms"]["invite"]
    events: list[Json] = invited[room]["invite_state"]["events"]
    return events


async def burst(server: RunningHomeserver, who: Credentials, number: int) -> int:
    """How many of `number` messages sent in a row are taken before the first « too fast »."""
    room = (await call(server, who, "POST", path("createRoom"), {}))["room_id"]
    async with server.http(who) as http:
        for rank in range(number):
            where = path("rooms", room, "send", "m.room.encrypted", f"t{rank}")
            try:
                await http.request("PUT", where, {"ciphertext": "x"}, insist=0)
            except Unreachable:
                return rank
    return number
