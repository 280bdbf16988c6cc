"""Leaving, putting out and coming in, by the roads where Synapse asks no spam-checker."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import pytest
from synapse.module_api.errors import ConfigError

from care.access.act import RoomKind
from care.access.people import Kind
from care.access.room_kind import KIND_EVENT, render_kind
from policies.memberships import ask_about_memberships
from tests.policies.house import CLIENT, Body, House, user

PRO, OTHER, BOT, PATIENT = Kind.PROFESSIONAL, Kind.SECRETARY, Kind.BOT, Kind.PATIENT


def circle(kind: RoomKind = RoomKind.CIRCLE) -> Body:
    """A request for a marked room."""
    return {"initial_state": [{"type": KIND_EVENT, "content": render_kind(kind)}]}


class MembershipTest(House):
    """One room of the professional's, where the secretary, a patient and the assistant are."""

    def prepare(self, reactor: Any, clock: Any, homeserver: Any) -> None:
        super().prepare(reactor, clock, homeserver)
        self.room = self.create_room(PRO, room_version="11")
        for guest in (OTHER, PATIENT, BOT):
            assert self.act(PRO, self.room, "invite", user_id=user(guest))[0] == 200
            assert self.act(guest, self.room, "join")[0] == 200

    def reason(self, answered: tuple[int, Body]) -> str | None:
        code, answer = answered
        return None if code == 200 else str(answer.get("fr.cercle.reason", answer))

    def test_an_assistant_is_put_out_by_nobody(self) -> None:
        member = ("m.room.member", {"membership": "leave"}, user(BOT))
        attempts = [
            self.act(PRO, self.room, "kick", user_id=user(BOT)),
            self.act(PRO, self.room, "ban", user_id=user(BOT)),
            self.state(PRO, self.room, *member),
        ]
        assert [self.reason(tried) for tried in attempts] == ["protected_assistant"] * 3
        assert self.reason(self.act(PRO, self.room, "kick", user_id=user(PATIENT))) is None

    def test_a_patient_puts_nobody_out_whatever_their_powers(self) -> None:
        tried = self.act(PATIENT, self.conversation, "kick", user_id=user(OTHER))
        assert self.reason(tried) == "removal"

    def leaves(self, who: Kind, road: str) -> str | None:
        me = user(who)
        if road == "leave":
            return self.reason(self.act(who, self.room, "leave"))
        if road == "kick":
            return self.reason(self.act(who, self.room, "kick", user_id=me))
        return self.reason(self.state(who, self.room, "m.room.member", {"membership": "leave"}, me))

    def test_who_alone_governs_does_not_leave_the_others_by_any_road(self) -> None:
        for road in ("leave", "kick", "state"):
            assert self.leaves(PRO, road) == "last_admin"
            assert self.leaves(OTHER, road) is None
            self.act(PRO, self.room, "invite", user_id=user(OTHER))
            self.act(OTHER, self.room, "join")

    def test_they_leave_once_somebody_else_governs(self) -> None:
        _, levels = self.state(PRO, self.room, "m.room.power_levels")
        given = {**levels, "users": {user(PRO): 100, user(OTHER): 100}}
        assert self.state(PRO, self.room, "m.room.power_levels", given)[0] == 200
        assert self.leaves(PRO, "leave") is None
        assert self.leaves(OTHER, "leave") == "last_admin"

    def test_the_last_person_leaves_freely_even_an_assistant_behind(self) -> None:
        for guest in (OTHER, PATIENT):
            assert self.leaves(guest, "leave") is None
        assert self.leaves(PRO, "leave") is None

    def test_an_invitation_is_declined_freely_even_by_who_would_govern(self) -> None:
        levels = {"users": {user(BOT): 100, user(PRO): 100}}
        room = self.create_room(BOT, room_version="11", power_level_content_override=levels)
        self.bring_in(OTHER, room)
        assert self.act(BOT, room, "invite", user_id=user(PRO))[0] == 200
        assert self.reason(self.act(PRO, room, "leave")) is None

    def test_a_closed_account_leaves_whatever_it_governs(self) -> None:
        self.register_user("root", "pw", admin=True)
        root = self.login("root", "pw")
        path = f"/_synapse/admin/v1/deactivate/{quote(user(PRO))}"
        assert self.make_request("POST", path, {"erase": False}, access_token=root).code == 200
        self.pump(1)
        _, member = self.state(BOT, self.room, "m.room.member", key=user(PRO))
        assert member["membership"] == "leave"

    def test_a_room_is_removed_by_the_administration_with_everybody(self) -> None:
        self.register_user("root", "pw", admin=True)
        root = self.login("root", "pw")
        path = f"/_synapse/admin/v1/rooms/{quote(self.room)}"
        removed = self.make_request("DELETE", path, {"purge": False}, access_token=root)
        assert removed.code == 200
        assert removed.json_body["failed_to_kick_users"] == []

    def test_a_circle_is_left_freely_and_entered_again_only_when_invited(self) -> None:
        room = self.create_room(BOT, **circle())
        self.bring_in(PATIENT, room)
        assert self.reason(self.act(PATIENT, room, "leave")) is None
        assert self.reason(self.act(PATIENT, room, "join")) == "not_invited"
        self.bring_in(PATIENT, room)
        assert self.reason(self.act(BOT, room, "kick", user_id=user(PATIENT))) is None
        assert self.reason(self.act(PATIENT, room, "join")) == "not_invited"

    def test_an_administrator_brings_nobody_in_whom_the_room_is_not_for(self) -> None:
        room = self.create_room(BOT, **circle(RoomKind.PROFESSIONALS))
        self.get_success(self.promote(user(BOT)))
        for kind in (PATIENT, Kind.RELATIVE, Kind.UNKNOWN, Kind.OPERATOR):
            tried = self.act(BOT, room, "invite", user_id=user(kind))
            assert self.reason(tried) == "not_for_this_account"
        assert self.reason(self.act(BOT, room, "invite", user_id=user(PRO))) is None

    async def promote(self, user_id: str) -> None:
        await self.hs.get_module_api().set_user_admin(user_id, True)

    def test_the_operator_does_not_make_itself_at_home_in_a_circle(self) -> None:
        room = self.create_room(BOT, **circle())
        self.get_success(self.promote(user(Kind.OPERATOR)))
        path = f"/_synapse/admin/v1/rooms/{quote(room)}/make_room_admin"
        code, _ = self.ask(Kind.OPERATOR, "POST", path, {})
        assert code != 200
        code, _ = self.ask(Kind.OPERATOR, "POST", f"/_synapse/admin/v1/join/{quote(room)}", {})
        assert code != 200
        _, members = self.ask(BOT, "GET", f"{CLIENT}/rooms/{quote(room)}/joined_members")
        assert set(members["joined"]) == {user(BOT)}

    def test_a_member_who_became_somebody_else_still_changes_name(self) -> None:
        room = self.create_room(BOT, **circle(RoomKind.PROFESSIONALS))
        self.bring_in(PRO, room)
        del self.recorded[user(PRO)]
        self.record(self.recorded)
        member = ("m.room.member", {"membership": "join"}, user(PRO))
        assert self.reason(self.state(PRO, room, *member)) is None


class FittingTest(House):
    """The one place that touches Synapse's inside."""

    def test_a_synapse_that_asks_otherwise_does_not_start(self) -> None:
        async def nothing(_event: Any) -> None:
            """Would be asked."""

        with pytest.raises(ConfigError):
            ask_about_memberships(object(), nothing)
