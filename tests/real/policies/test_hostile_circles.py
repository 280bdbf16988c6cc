"""Direct calls to a real Synapse by people who would open, enter or bend a patient's circle."""

from __future__ import annotations

from typing import Any

import pytest

from care.access.act import RoomKind
from care.access.room_kind import KIND_EVENT, render_kind
from care.matrix.http import MatrixError
from tests.real.policies.circles import bring_in, members_of, open_circle, write
from tests.real.policies.conftest import Village

pytestmark = [pytest.mark.real, pytest.mark.asyncio(loop_scope="session")]

VERSIONS = pytest.mark.parametrize("version", ["11", "12"])
LEVELS, TOMBSTONE = "m.room.power_levels", "m.room.tombstone"


@VERSIONS
async def test_people_make_no_circle_neither_at_birth_nor_later(
    village: Village, version: str
) -> None:
    circle = await open_circle(village["annuaire"], version, [village["alice"]])
    mark = {"type": KIND_EVENT, "state_key": "", "content": render_kind(RoomKind.CIRCLE)}
    heir: dict[str, Any] = {"predecessor": {"room_id": circle, "event_id": "$x"}}
    for who in ("alice", "chloe"):
        for request, reason in (
            ({"initial_state": [mark]}, "room_mark"),
            ({"initial_state": [mark], "creation_content": {"type": "m.space"}}, "room_mark"),
            ({"initial_state": [{**mark, "state_key": "x"}]}, "room_mark"),
            ({"creation_content": heir}, "room_upgrade"),
        ):
            refused = await village[who].refused(
                "POST", "createRoom", room_version=version, **request
            )
            assert refused == reason
    room = await village.conversation("alice", "bruno", room_version=version)
    for who in ("alice", "bruno"):
        put = ("PUT", "rooms", room, "state", KIND_EVENT, "")
        assert await village[who].refused(*put, **render_kind(RoomKind.CIRCLE)) == "room_mark"


@VERSIONS
async def test_members_write_and_change_nothing(village: Village, version: str) -> None:
    circle = await open_circle(
        village["annuaire"], version, [village["alice"], village["paul"], village["chloe"]]
    )
    levels = await village["alice"].ask("GET", "rooms", circle, "state", LEVELS)
    settings: list[tuple[str, dict[str, Any], str]] = [
        (KIND_EVENT, render_kind(RoomKind.GROUP), "room_mark"),
        (KIND_EVENT, {}, "room_mark"),
        (LEVELS, {**levels, "users_default": 100}, "powers"),
        (TOMBSTONE, {"body": "", "replacement_room": "!x:cercle.test"}, "room_upgrade"),
        ("m.room.name", {"name": "Mme Dupont"}, "room_settings"),
        ("m.room.topic", {"topic": "diabète"}, "room_settings"),
        ("m.room.pinned_events", {"pinned": []}, "room_settings"),
        ("im.vector.modular.widgets", {"url": "https://x.example"}, "room_settings"),
        ("m.widget", {"url": "https://x.example"}, "room_settings"),
        ("m.room.server_acl", {"allow": ["*"], "deny": ["x.example"]}, "room_settings"),
        ("m.room.join_rules", {"join_rule": "restricted", "allow": []}, "open_door"),
        ("m.room.join_rules", {"join_rule": "public"}, "public_room"),
        ("m.room.join_rules", {"join_rule": "knock"}, "knock"),
        ("m.room.third_party_invite", {"display_name": "x"}, "invitation_by_address"),
        ("m.room.encryption", {}, "encryption_required"),
        ("m.room.history_visibility", {"history_visibility": "world_readable"}, "open_history"),
        ("m.room.guest_access", {"guest_access": "can_join"}, "guests"),
    ]
    for who in ("alice", "paul", "chloe"):
        assert await write(village[who], circle)
        for event_type, content, reason in settings:
            put = ("PUT", "rooms", circle, "state", event_type, "")
            assert await village[who].refused(*put, **content) == reason, event_type
    assert await village["alice"].ask("GET", "rooms", circle, "state", LEVELS) == levels


@VERSIONS
async def test_only_the_assistant_brings_in_and_puts_out(village: Village, version: str) -> None:
    circle = await open_circle(
        village["annuaire"], version, [village["alice"], village["paul"], village["chloe"]]
    )
    bruno, paul, bot = (village[name].user_id for name in ("bruno", "paul", "annuaire"))
    rooms = ("POST", "rooms", circle)
    for who in ("alice", "chloe", "paul"):
        assert await village[who].refused(*rooms, "invite", user_id=bruno) == "circle_invitation"
        for act, victim in (("kick", paul), ("ban", paul), ("kick", bot), ("ban", bot)):
            if victim != village[who].user_id:
                assert await village[who].refused(*rooms, act, user_id=victim) == "removal"
    with pytest.raises(MatrixError) as by_mail:
        await village["alice"].ask(
            *rooms,
            "invite",
            medium="email",
            address="a@example.org",
            id_server="id.example",
            id_access_token="t",
        )
    assert by_mail.value.status == 403
    assert await village["bruno"].refused("POST", "join", circle) == "not_invited"
    with pytest.raises(MatrixError) as knocked:
        await village["bruno"].ask("POST", "knock", circle)
    assert knocked.value.status == 403
    assert await members_of(village["annuaire"], circle) == {"annuaire", "alice", "paul", "chloe"}


@VERSIONS
async def test_who_left_or_was_put_out_comes_back_only_when_invited(
    village: Village, version: str
) -> None:
    circle = await open_circle(village["annuaire"], version, [village["alice"], village["paul"]])
    await village["alice"].ask("POST", "rooms", circle, "leave")
    await village["annuaire"].ask("POST", "rooms", circle, "kick", user_id=village["paul"].user_id)
    for name in ("alice", "paul"):
        assert await village[name].refused("POST", "join", circle) == "not_invited"
        member = ("rooms", circle, "state", "m.room.member", village[name].user_id)
        assert await village[name].refused("PUT", *member, membership="join") == "not_invited"
        with pytest.raises(MatrixError) as deaf:
            await write(village[name], circle)
        assert deaf.value.status == 403
    await bring_in(village["annuaire"], circle, village["alice"])
    assert await members_of(village["annuaire"], circle) == {"annuaire", "alice"}


@pytest.mark.parametrize("kind", [RoomKind.PROFESSIONALS, RoomKind.MAILBOX])
@VERSIONS
async def test_patients_and_relatives_never_come_among_professionals(
    village: Village, version: str, kind: RoomKind
) -> None:
    room = await open_circle(village["annuaire"], version, [village["alice"]], kind=kind)
    inviting = ("POST", "rooms", room, "invite")
    for name in ("paul", "rose"):
        refused = await village["annuaire"].refused(*inviting, user_id=village[name].user_id)
        assert refused == "not_for_this_account"
    stranger = await village.server.create_user(f"zoe-{kind}-{version}")
    assert await village["annuaire"].refused(*inviting, user_id=stranger) == "not_for_this_account"
    assert await members_of(village["annuaire"], room) == {"annuaire", "alice"}


@VERSIONS
async def test_a_circle_never_has_an_open_door_even_by_mistake(
    village: Village, version: str
) -> None:
    circle = await open_circle(village["annuaire"], version, [village["alice"]])
    allow = [{"type": "m.room_membership", "room_id": circle}]
    put = ("PUT", "rooms", circle, "state", "m.room.join_rules", "")
    door = {"join_rule": "restricted", "allow": allow}
    assert await village["annuaire"].refused(*put, **door) == "open_door"


async def test_an_upgraded_circle_is_a_circle_whoever_comes_late(village: Village) -> None:
    circle = await open_circle(village["annuaire"], "11", [village["alice"], village["paul"]])
    upgrade = ("POST", "rooms", circle, "upgrade")
    for name in ("alice", "paul"):
        with pytest.raises(MatrixError) as powerless:
            await village[name].ask(*upgrade, new_version="12")
        assert powerless.value.status == 403
    answer = await village["annuaire"].ask(*upgrade, new_version="12")
    new = answer["replacement_room"]
    assert await village["alice"].refused("POST", "join", new) == "not_invited"
    await bring_in(village["annuaire"], new, village["alice"])
    bruno = village["bruno"].user_id
    put = ("PUT", "rooms", new, "state")
    assert await village["alice"].refused("POST", "rooms", new, "invite", user_id=bruno) == (
        "circle_invitation"
    )
    assert await village["alice"].refused(*put, "m.room.name", "", name="x") == "room_settings"
    assert await village["annuaire"].refused(*put, KIND_EVENT, "", kind="group") == "room_mark"
    await village["annuaire"].ask(*put, KIND_EVENT, "", **render_kind(RoomKind.CIRCLE))


@VERSIONS
async def test_one_erases_one_s_own_words_and_nobody_else_s(village: Village, version: str) -> None:
    circle = await open_circle(village["annuaire"], version, [village["alice"], village["paul"]])
    said, other = await write(village["paul"], circle), await write(village["alice"], circle)
    redact = ("PUT", "rooms", circle, "redact")
    await village["paul"].ask(*redact, said, "t1")
    assert await village["paul"].refused(*redact, other, "t2") == "erased_for_others"
    path = f"/_matrix/client/v3/rooms/{circle}/state/{KIND_EVENT}/"
    mark = await village["annuaire"].http.request("GET", path, query={"format": "event"})
    assert await village["annuaire"].refused(*redact, mark["event_id"], "t3") == "room_mark"
    await village["annuaire"].ask(*redact, other, "t4")


@VERSIONS
async def test_the_administration_does_not_let_itself_into_a_circle(
    village: Village, version: str
) -> None:
    circle = await open_circle(village["annuaire"], version, [village["alice"]])
    server = village.server
    async with server.http(server.admin) as http:
        for act in (f"rooms/{circle}/make_room_admin", f"join/{circle}"):
            body = {"user_id": server.admin.user_id}
            with pytest.raises(MatrixError) as refused:
                await http.request("POST", f"/_synapse/admin/v1/{act}", body)
            assert refused.value.status in {400, 403}
    assert await members_of(village["annuaire"], circle) == {"annuaire", "alice"}
