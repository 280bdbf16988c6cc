"""A homeserver that replays, re-attributes, moves and invents: the bot is not taken in."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from copy import deepcopy
from typing import Any

import pytest
import pytest_asyncio

from care.matrix.cross_signing import OwnIdentity
from care.matrix.http import path
from tests.real.matrix.trust.conftest import GiveBot, GivePhone
from tests.real.matrix.trust.liar import Json, Liar, liar
from tests.real.servers import RunningHomeserver

pytestmark = pytest.mark.real
Add = Callable[[str, Json], list[tuple[str, Json]]]


@pytest_asyncio.fixture
async def proxy(homeserver: RunningHomeserver) -> AsyncIterator[Liar]:
    """A lying proxy before the shared Synapse."""
    async with liar(homeserver.url) as running:
        yield running


def slip_in(proxy: Liar, add: Add) -> None:
    """Add events to each sync, given each message that really came: (room id, event) pairs."""

    def lie(target: str, answer: Json) -> None:
        rooms = answer.get("rooms", {}).get("join", {}) if target.endswith("/sync") else {}
        extra: list[tuple[str, Json]] = []
        for room_id, room in rooms.items():
            for event in room["timeline"]["events"]:
                if event["type"] == "m.room.encrypted":
                    extra.extend(add(room_id, deepcopy(event)))
        for room_id, event in extra:
            room = rooms.setdefault(room_id, {"timeline": {"events": []}})
            room["timeline"]["events"].append(event)

    proxy.lie = lie


async def test_the_same_words_under_another_event_are_answered_once(
    new_bot: GiveBot, new_phone: GivePhone, proxy: Liar
) -> None:
    home, alice = await new_bot(), await new_phone(identity=OwnIdentity.create())
    seen: list[tuple[str, Json]] = []

    def replay(room_id: str, event: Json) -> list[tuple[str, Json]]:
        seen.append((room_id, event))
        return [
            (one[0], {**one[1], "event_id": f"$copie{len(seen)}{i}"})
            for i, one in enumerate(seen)
            if one[1]["sender"] == alice.user_id
        ]

    slip_in(proxy, replay)
    async with home.running(url=proxy.url):
        room = await alice.open_room(home.user_id)
        for text in ("un", "deux"):
            await alice.say(room, text)
            await alice.wait_heard(room, home.user_id, f"écho {text}")
    async with home.running(url=proxy.url):
        for text in ("trois", "quatre"):  # what was slipped in came before the last one
            await alice.say(room, text)
            said = await alice.wait_heard(room, home.user_id, f"écho {text}")
    assert said == ["écho un", "écho deux", "écho trois", "écho quatre"]


async def test_words_in_another_s_mouth_or_another_room_are_refused(
    new_bot: GiveBot, new_phone: GivePhone, proxy: Liar
) -> None:
    home, alice = await new_bot(), await new_phone(identity=OwnIdentity.create())
    carol = await new_phone(identity=OwnIdentity.create())
    heard: list[str] = []

    async with home.running(url=proxy.url):
        room, other = [await alice.open_room(home.user_id) for _ in range(2)]
        await alice.http.request("POST", path("rooms", room, "invite"), {"user_id": carol.user_id})
        await carol.join(room)

        def distort(room_id: str, event: Json) -> list[tuple[str, Json]]:
            if event["sender"] != alice.user_id or room_id != room:
                return []
            heard.append(event["event_id"])
            return [
                (room, {**event, "event_id": f"$mouth{len(heard)}", "sender": carol.user_id}),
                (other, {**event, "event_id": f"$moved{len(heard)}"}),
            ]

        slip_in(proxy, distort)
        await alice.say(room, "un")
        await alice.wait_heard(room, home.user_id, "écho un")
        proxy.lie = lambda _target, _answer: None
        await alice.say(room, "deux")  # what was slipped in came before it, here and there
        await alice.say(other, "trois")
        here = await alice.wait_heard(room, home.user_id, "écho deux")
        there = await alice.wait_heard(other, home.user_id, "écho trois")
    assert heard
    assert [one for one in here if str(one).startswith("écho")] == ["écho un", "écho deux"]
    assert there == ["écho trois"]


async def test_a_device_that_the_server_invents_gets_nothing(
    new_bot: GiveBot, new_phone: GivePhone, proxy: Liar
) -> None:
    home, alice = await new_bot(), await new_phone(identity=OwnIdentity.create())
    eve = await new_phone(identity=OwnIdentity.create())
    keys = eve.machine.olm.account.identity_keys

    def invent(target: str, answer: Json) -> None:
        devices: dict[str, Any] = answer.get("device_keys", {}).get(alice.user_id, {})
        if target.endswith("/keys/query") and devices:
            eve.machine.olm.user_id, eve.machine.olm.device_id = alice.user_id, "INVENTED"
            devices["INVENTED"] = eve.machine._signed_device()
            eve.machine.olm.user_id, eve.machine.olm.device_id = eve.user_id, eve.device_id
            swapped = deepcopy(devices[alice.device_id])
            swapped["keys"][f"curve25519:{alice.device_id}"] = keys["curve25519"]
            devices["SWAPPED"] = {**swapped, "device_id": "SWAPPED"}

    proxy.lie = invent
    async with home.running(url=proxy.url):
        room = await alice.open_room(home.user_id)
        await alice.say(room, "un")
        await alice.wait_heard(room, home.user_id, "écho un")

    assert {one[1:] for one in proxy.sent if one[0] == "m.room.encrypted"} == {
        (alice.user_id, alice.device_id)
    }
    assert ("m.room_key.withheld", alice.user_id, "INVENTED") in proxy.sent


async def test_a_master_key_that_the_server_replaces_is_refused(
    new_bot: GiveBot, new_phone: GivePhone, proxy: Liar
) -> None:
    home, alice = await new_bot(), await new_phone(identity=OwnIdentity.create())
    false = OwnIdentity.create()

    def replace(target: str, answer: Json) -> None:
        devices = answer.get("device_keys", {}).get(alice.user_id, {})
        if target.endswith("/keys/query") and devices:
            documents = false.documents(alice.user_id)
            answer["master_keys"][alice.user_id] = documents["master_key"]
            answer["self_signing_keys"][alice.user_id] = documents["self_signing_key"]
            for name, device in devices.items():
                devices[name] = false.sign_device(alice.user_id, device)

    async with home.running(url=proxy.url):
        room = await alice.open_room(home.user_id)
        await alice.say(room, "un")
        await alice.wait_heard(room, home.user_id, "écho un")
        proxy.lie = replace
        await new_phone(alice.user_id[1:].split(":")[0])  # makes the bot ask again
        await alice.say(room, "deux")
        said = await alice.wait_heard(room, home.user_id, "réinitialisée")

    assert "écho deux" not in said
