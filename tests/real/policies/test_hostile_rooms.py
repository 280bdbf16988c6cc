"""Direct calls to a real Synapse by people who would open, publish or unseal rooms."""

from __future__ import annotations

from typing import Any

import pytest

from tests.real.policies.conftest import Village
from tests.real.servers import PATIENCE

pytestmark = [pytest.mark.real, pytest.mark.asyncio(loop_scope="session")]

MEGOLM = {"algorithm": "m.megolm.v1.aes-sha2"}
HELLO = {"msgtype": "m.text", "body": "Mme Dupont va mieux"}
SEALED = {**MEGOLM, "ciphertext": "AwgA", "session_id": "s", "device_id": "D", "sender_key": "k"}


def state(event_type: str, **content: Any) -> dict[str, Any]:
    return {"initial_state": [{"type": event_type, "state_key": "", "content": content}]}


async def set_state(village: Village, who: str, room: str, event_type: str, **content: Any) -> str:
    return await village[who].refused("PUT", "rooms", room, "state", event_type, "", **content)


@pytest.mark.parametrize("version", ["11", "12"])
async def test_every_new_room_is_encrypted_and_without_guests(
    village: Village, version: str
) -> None:
    room = await village["alice"].room(room_version=version, preset="private_chat", name="Équipe")
    read = [
        await village["alice"].ask("GET", "rooms", room, "state", f"m.room.{event}", "")
        for event in ("encryption", "guest_access", "join_rules", "history_visibility")
    ]
    assert read == [
        MEGOLM,
        {"guest_access": "forbidden"},
        {"join_rule": "invite"},
        {"history_visibility": "shared"},
    ]


@pytest.mark.parametrize("version", ["11", "12"])
@pytest.mark.parametrize(
    ("request_body", "reason"),
    [
        ({"preset": "public_chat"}, "public_room"),
        ({"visibility": "public"}, "public_room"),
        ({"room_alias_name": "madame-dupont"}, "alias"),
        (state("m.room.encryption"), "encryption_required"),
        (state("m.room.encryption", algorithm="none"), "encryption_required"),
        (state("m.room.join_rules", join_rule="public"), "public_room"),
        (state("m.room.join_rules", join_rule="knock"), "knock"),
        (state("m.room.history_visibility", history_visibility="world_readable"), "open_history"),
        (state("m.room.guest_access", guest_access="can_join"), "guests"),
        (state("m.room.canonical_alias", alias="#dupont:cercle.test"), "alias"),
        (state("m.room.member", membership="join"), "malformed"),
        ({"creation_content": {"type": "m.space"}}, "space_creation"),
        ({"invite": ["@x:elsewhere.test"]}, "closed_federation"),
        ({"invite_3pid": [{"medium": "email", "address": "a@b.c"}]}, "invitation_by_address"),
        ({"initial_state": "m.room.encryption"}, "malformed"),
    ],
)
async def test_tricky_creations_are_refused(
    village: Village, version: str, request_body: dict[str, Any], reason: str
) -> None:
    before = await village["alice"].ask("GET", "joined_rooms")
    refused = await village["alice"].refused(
        "POST", "createRoom", room_version=version, **request_body
    )
    assert refused == reason
    assert await village["alice"].ask("GET", "joined_rooms") == before


@pytest.mark.parametrize("version", ["11", "12"])
async def test_an_open_room_cannot_be_made_of_a_closed_one(village: Village, version: str) -> None:
    room = await village.conversation("alice", "bruno", room_version=version)
    for who in ("alice", "bruno"):
        reasons = [
            await set_state(village, who, room, "m.room.encryption"),
            await set_state(village, who, room, "m.room.encryption", algorithm="none"),
            await set_state(village, who, room, "m.room.join_rules", join_rule="public"),
            await set_state(village, who, room, "m.room.join_rules", join_rule="knock_restricted"),
            await set_state(
                village,
                who,
                room,
                "m.room.history_visibility",
                history_visibility="world_readable",
            ),
            await set_state(village, who, room, "m.room.guest_access", guest_access="can_join"),
            await set_state(village, who, room, "m.room.canonical_alias", alias="#a:cercle.test"),
            await set_state(village, who, room, "m.room.third_party_invite", display_name="x"),
            await village[who].refused(
                "PUT", "directory", "list", "room", room, visibility="public"
            ),
        ]
        assert reasons == [
            "encryption_required",
            "encryption_required",
            "public_room",
            "knock",
            "open_history",
            "guests",
            "alias",
            "invitation_by_address",
            "public_room",
        ]
    assert await village["alice"].ask("GET", "rooms", room, "state", "m.room.encryption") == MEGOLM


async def test_the_event_of_encryption_cannot_be_erased(village: Village) -> None:
    room = await village.conversation("alice", "bruno")
    events = await village["alice"].ask("GET", "rooms", room, "messages")
    assert events["chunk"]
    event = await village["alice"].http.request(
        "GET",
        f"/_matrix/client/v3/rooms/{room}/state/m.room.encryption/",
        query={"format": "event"},
    )
    erase = ("rooms", room, "redact", event["event_id"], "t1")
    assert await village["bruno"].refused("PUT", *erase) == "encryption_required"


async def test_only_the_assistant_speaks_in_clear(village: Village) -> None:
    room = await village.conversation("alice", "annuaire")
    send = ("rooms", room, "send", "m.room.message")
    assert await village["alice"].refused("PUT", *send, "t1", **HELLO) == "clear_text"
    assert (await village["annuaire"].ask("PUT", *send, "t1", **HELLO))["event_id"]
    sent = await village["alice"].ask(
        "PUT", "rooms", room, "send", "m.room.encrypted", "t2", **SEALED
    )
    relation = {"rel_type": "m.annotation", "event_id": sent["event_id"], "key": "✅"}
    await village["alice"].ask(
        "PUT", "rooms", room, "send", "m.reaction", "t3", **{"m.relates_to": relation}
    )


async def test_addresses_are_opaque_and_the_assistant_s(village: Village) -> None:
    room = await village.conversation("annuaire", "alice")
    plain, opaque = "#dupont:cercle.test", "#c-0a1b2c3d4e5f:cercle.test"
    name = ("directory", "room")
    assert await village["annuaire"].refused("PUT", *name, plain, room_id=room) == (
        "alias_not_opaque"
    )
    assert await village["alice"].refused("PUT", *name, opaque, room_id=room) == "alias"
    await village["annuaire"].ask("PUT", *name, opaque, room_id=room)


async def test_nobody_is_invited_by_mail_nor_from_elsewhere(village: Village) -> None:
    room = await village.conversation("alice")
    away = await village["alice"].refused(
        "POST", "rooms", room, "invite", user_id="@x:elsewhere.test"
    )
    assert away == "closed_federation"


@pytest.mark.parametrize("version", ["11", "12"])
async def test_an_assistant_is_neither_put_out_nor_lowered(village: Village, version: str) -> None:
    bot = village["annuaire"].user_id
    levels = {"users": {bot: 50}}
    if version == "11":
        levels["users"][village["alice"].user_id] = 100
    room = await village["alice"].room(room_version=version, power_level_content_override=levels)
    await village["alice"].ask("POST", "rooms", room, "invite", user_id=bot)
    await village["annuaire"].ask("POST", "join", room)
    member = ("PUT", "rooms", room, "state", "m.room.member", bot)
    power = ("PUT", "rooms", room, "state", "m.room.power_levels", "")
    current = await village["alice"].ask("GET", *power[1:4], "m.room.power_levels")
    lowered = {**current, "users": {**current["users"], bot: 0}}
    reasons = [
        await village["alice"].refused("POST", "rooms", room, "kick", user_id=bot),
        await village["alice"].refused("POST", "rooms", room, "ban", user_id=bot),
        await village["alice"].refused(*member, membership="leave"),
        await village["alice"].refused(*member, membership="ban"),
        await village["alice"].refused(*power, **lowered),
    ]
    assert reasons == ["protected_assistant"] * 5


async def test_a_room_is_not_left_without_anybody_to_govern_it(village: Village) -> None:
    alice, bruno = village["alice"], village["bruno"]
    room = await alice.room(room_version="11", invite=[bruno.user_id])
    await bruno.ask("POST", "join", room)
    power = ("rooms", room, "state", "m.room.power_levels", "")
    levels = await alice.ask("GET", *power)
    resigned = {**levels, "users": {alice.user_id: 0}}
    member = ("PUT", "rooms", room, "state", "m.room.member", alice.user_id)
    reasons = [
        await alice.refused("PUT", *power, **resigned),
        await alice.refused("POST", "rooms", room, "leave"),
        await alice.refused("POST", "rooms", room, "kick", user_id=alice.user_id),
        await alice.refused(*member, membership="leave"),
    ]
    assert reasons == ["last_admin"] * 4
    shared = {**levels, "users": {alice.user_id: 100, bruno.user_id: 100}}
    await alice.ask("PUT", *power, **shared)
    await alice.ask("POST", "rooms", room, "leave")
    assert await bruno.refused("PUT", *power, **resigned) == "last_admin"
    await bruno.ask("POST", "rooms", room, "leave")


async def test_the_day_s_strangers_are_counted_through_a_restart(village: Village) -> None:
    limit = village.server.territory.homeserver.unknown_invitations_per_day
    bruno = village["bruno"]
    room = await bruno.room()
    inviting = ("POST", "rooms", room, "invite")
    strangers = [await village.server.create_user(f"stranger-{n}") for n in range(limit + 1)]
    for stranger in strangers[:-2]:
        await bruno.ask(*inviting, user_id=stranger)
    await village.server.process.restart(PATIENCE)
    await bruno.ask(*inviting, user_id=strangers[-2])
    assert await bruno.refused(*inviting, user_id=strangers[-1]) == "too_many_invitations"
    crowd = {"invite": [strangers[-1]]}
    assert await bruno.refused("POST", "createRoom", **crowd) == "too_many_invitations"
    other = await village["annuaire"].room()
    await village["annuaire"].ask("POST", "rooms", other, "invite", user_id=strangers[-1])
