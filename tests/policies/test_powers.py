"""A room is always governed by somebody; assistants are lowered by nobody."""

from __future__ import annotations

from typing import Any

from care.access.people import Kind
from tests.policies.house import CLIENT, Body, House, user

PRO, OTHER, BOT = Kind.PROFESSIONAL, Kind.SECRETARY, Kind.BOT
LEVELS = "m.room.power_levels"


class PowersTest(House):
    """Power levels edited and left behind, in both room versions."""

    def shared_room(self, version: str, levels: Body | None = None) -> str:
        """A room of the professional's where the secretary and the assistant are."""
        whole = {"power_level_content_override": levels} if levels else {}
        room = self.create_room(PRO, room_version=version, **whole)
        for guest in (OTHER, BOT):
            assert self.act(PRO, room, "invite", user_id=user(guest))[0] == 200
            assert self.act(guest, room, "join")[0] == 200
        return room

    def set_levels(self, who: Kind, room: str, **changes: Any) -> str | None:
        """Change the power levels; returns why not, None when it was done."""
        _, levels = self.state(who, room, LEVELS)
        code, answer = self.state(who, room, LEVELS, {**levels, **changes})
        return None if code == 200 else str(answer.get("fr.cercle.reason", answer["error"]))

    def test_nobody_gives_up_the_last_powers(self) -> None:
        room = self.shared_room("11")
        me, other = user(PRO), user(OTHER)
        assert self.set_levels(PRO, room, users={me: 0}) == "last_admin"
        assert self.set_levels(PRO, room, users={me: 100, other: 100}) is None
        assert self.set_levels(PRO, room, users={me: 0, other: 100}) is None

    def test_powers_given_to_somebody_absent_are_given_to_nobody(self) -> None:
        room = self.shared_room("11")
        absent = user(Kind.COORDINATOR)
        assert self.set_levels(PRO, room, users={user(PRO): 0, absent: 100}) == "last_admin"

    def test_a_bar_raised_above_everybody_is_the_same(self) -> None:
        room = self.shared_room("11")
        events = {LEVELS: 100, "m.room.name": 50}
        given = {user(PRO): 90, user(OTHER): 50}
        assert self.set_levels(PRO, room, events=events, users=given) == "last_admin"

    def test_since_version_12_the_creator_always_governs(self) -> None:
        room = self.shared_room("12")
        assert self.set_levels(PRO, room, users={}) is None

    def test_patients_do_not_edit_powers_whatever_theirs(self) -> None:
        reason = self.set_levels(Kind.PATIENT, self.conversation, users_default=0)
        assert reason == "powers"

    def test_an_assistant_is_lowered_by_nobody_else(self) -> None:
        for version in ("11", "12"):
            mine = {user(PRO): 100} if version == "11" else {}
            room = self.shared_room(version, {"users": {**mine, user(BOT): 50}})
            for lower in ({user(BOT): 49}, {}, {user(BOT): -1}):
                assert self.set_levels(PRO, room, users={**mine, **lower}) == "protected_assistant"
            assert self.set_levels(PRO, room, users={**mine, user(BOT): 60}) is None

    def test_a_room_is_not_born_with_an_assistant_below_all(self) -> None:
        for place in ("override", "state"):
            levels = {"users": {user(PRO): 100, user(Kind.OPERATOR): -1}}
            state = [{"type": LEVELS, "state_key": "", "content": levels}]
            request = {
                "override": {"power_level_content_override": levels},
                "state": {"initial_state": state},
            }[place]
            body = {"room_version": "11", **request}
            code, answer = self.ask(PRO, "POST", f"{CLIENT}/createRoom", body)
            assert (code, answer["fr.cercle.reason"]) == (403, "protected_assistant")

    def test_other_creators_come_from_servers_that_we_know(self) -> None:
        creation = {"additional_creators": ["@x:elsewhere.test"]}
        code, answer = self.ask(PRO, "POST", f"{CLIENT}/createRoom", {"creation_content": creation})
        assert (code, answer["fr.cercle.reason"]) == (403, "closed_federation")

    def test_an_upgrade_keeps_the_room_governed(self) -> None:
        room = self.shared_room("11")
        code, answer = self.act(
            PRO, room, "upgrade", new_version="12", additional_creators=[user(OTHER)]
        )
        assert code == 200, answer
        new = answer["replacement_room"]
        assert self.set_levels(PRO, new, users={}) is None
