"""The cells of the table that do not depend on the kind of room, on a whole Synapse in memory.

The others are in `test_table_by_room`.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from urllib.parse import quote

from synapse_harness.unittest import override_config

from care.access.act import Act, Answer, RoomKind
from care.access.people import Kind
from care.access.rules import can_do, decide
from tests.policies.house import CLIENT, LOCAL, MEGOLM, House, name_of, user

SPACE = {"creation_content": {"type": "m.space"}}
#: Where the refusal is Synapse's own words, or no refusal but an empty or uncorrected answer.
SAID_OTHERWISE = {
    Act.FEDERATE,
    Act.CHANGE_NAME,
    Act.BROWSE_DIRECTORY,
    Act.APPEAR_IN_DIRECTORY,
    Act.SEE_PROFILE,
}
_fresh = (f"{number:012x}" for number in itertools.count())


class TableTest(House):
    """Each test is a row: it tries the act as each kind, and compares with the table."""

    def check_row(
        self,
        act: Act,
        attempt: Callable[[Kind], bool],
        room: RoomKind = RoomKind.CONVERSATION,
        met: Answer | None = None,
    ) -> None:
        happened: dict[Kind, bool] = {}
        conditions = () if met is None else (met,)
        for kind in LOCAL:
            happened[kind] = attempt(kind)
            if not happened[kind] and act not in SAID_OTHERWISE:
                assert self.last["errcode"] == "M_FORBIDDEN"
                birth = decide(kind, Act.CREATE_ROOM, room)
                expected = (decide(kind, act, room, conditions), birth)
                assert self.last["fr.cercle.reason"] in expected
        assert happened == {kind: can_do(kind, act, room, conditions) for kind in LOCAL}

    def can_set(self, event_type: str, content: dict[str, object]) -> Callable[[Kind], bool]:
        return lambda kind: self.state(kind, self.conversation, event_type, content)[0] == 200

    def can_create(self, **request: object) -> Callable[[Kind], bool]:
        return lambda kind: self.ask(kind, "POST", f"{CLIENT}/createRoom", request)[0] == 200

    def test_create_clear_room(self) -> None:
        state = {"type": "m.room.encryption", "content": {}}
        self.check_row(Act.CREATE_CLEAR_ROOM, self.can_create(initial_state=[state]))

    def test_create_clear_space(self) -> None:
        def stays_clear(kind: Kind) -> bool:
            code, answer = self.ask(kind, "POST", f"{CLIENT}/createRoom", dict(SPACE))
            return (
                code == 200 and self.state(kind, answer["room_id"], "m.room.encryption")[0] == 404
            )

        self.check_row(Act.CREATE_CLEAR_ROOM, stays_clear, RoomKind.SPACE)

    def restricted_room(self) -> str:
        """A room that members of the conversation may enter without being invited."""
        allow = [{"type": "m.room_membership", "room_id": self.conversation}]
        rule = {"join_rule": "restricted", "allow": allow}
        state = [{"type": "m.room.join_rules", "content": rule}]
        return self.create_room(Kind.COORDINATOR, initial_state=state)

    def test_join(self) -> None:
        room = self.restricted_room()
        owner = Kind.COORDINATOR

        def joins(kind: Kind) -> bool:
            code, _ = self.ask(kind, "POST", f"{CLIENT}/join/{quote(room)}", {})
            return code == 200

        self.check_row(Act.JOIN, joins)
        for kind in LOCAL:
            self.ask(owner, "POST", f"{CLIENT}/rooms/{quote(room)}/invite", {"user_id": user(kind)})
        self.check_row(Act.JOIN, joins, met=Answer.IF_INVITED)

    def test_federate(self) -> None:
        checks = self.hs.get_module_api_callbacks().spam_checker

        def invites(server: str) -> Callable[[Kind], bool]:
            def invite(kind: Kind) -> bool:
                asked = checks.user_may_invite(user(kind), f"@x:{server}", self.conversation)
                return self.get_success(asked) == checks.NOT_SPAM

            return invite

        self.check_row(Act.FEDERATE, invites("elsewhere.test"))
        self.check_row(Act.FEDERATE, invites("friend.test"), met=Answer.IF_SERVER_ALLOWED)

    def test_make_public(self) -> None:
        self.check_row(Act.MAKE_PUBLIC, self.can_set("m.room.join_rules", {"join_rule": "public"}))
        self.check_row(Act.MAKE_PUBLIC, self.can_create(preset="public_chat"))

    @override_config({"room_list_publication_rules": [{"action": "allow"}]})
    def test_publish_room(self) -> None:
        path = f"{CLIENT}/directory/list/room/{quote(self.conversation)}"

        def publishes(kind: Kind) -> bool:
            return self.ask(kind, "PUT", path, {"visibility": "public"})[0] == 200

        self.check_row(Act.PUBLISH_ROOM, publishes)
        self.check_row(Act.PUBLISH_ROOM, self.can_create(visibility="public"))

    def test_set_alias(self) -> None:
        def names(localpart: Callable[[], str]) -> Callable[[Kind], bool]:
            def name(kind: Kind) -> bool:
                path = f"{CLIENT}/directory/room/{quote(f'#{localpart()}:{self.hs.hostname}')}"
                return self.ask(kind, "PUT", path, {"room_id": self.conversation})[0] == 200

            return name

        self.check_row(Act.SET_ALIAS, names(lambda: f"dupont-{next(_fresh)}"))
        self.check_row(Act.SET_ALIAS, names(lambda: f"c-{next(_fresh)}"), met=Answer.IF_OPAQUE)

    def test_switch_off_encryption(self) -> None:
        for content in ({}, {"algorithm": "none"}, {**MEGOLM, "rotation_period_msgs": 10**9}):
            self.check_row(Act.SWITCH_OFF_ENCRYPTION, self.can_set("m.room.encryption", content))

    def test_change_name(self) -> None:
        def renames(kind: Kind) -> bool:
            path = f"{CLIENT}/profile/{user(kind)}/displayname"
            self.ask(kind, "PUT", path, {"displayname": "Dr Marie DUPONT"})
            return bool(self.ask(kind, "GET", path)[1]["displayname"] != name_of(kind))

        self.check_row(Act.CHANGE_NAME, renames)

    def finds(self, seeker: Kind, found: Kind) -> bool:
        self.pump()
        body = {"search_term": name_of(found), "limit": 50}
        _, answer = self.ask(seeker, "POST", f"{CLIENT}/user_directory/search", body)
        return user(found) in [result["user_id"] for result in answer["results"]]

    def test_browse_directory(self) -> None:
        def browses(kind: Kind) -> bool:
            findable = Kind.SECRETARY if kind is not Kind.SECRETARY else Kind.COORDINATOR
            return self.finds(kind, findable)

        self.check_row(Act.BROWSE_DIRECTORY, browses)

    def test_appear_in_directory(self) -> None:
        def appears(kind: Kind) -> bool:
            return self.finds(Kind.BOT if kind is not Kind.BOT else Kind.OPERATOR, kind)

        self.check_row(Act.APPEAR_IN_DIRECTORY, appears)

    def test_see_profile(self) -> None:
        stranger = self.newcomer()

        def sees(whom: str) -> Callable[[Kind], bool]:
            return lambda kind: self.ask(kind, "GET", f"{CLIENT}/profile/{whom}")[0] == 200

        self.check_row(Act.SEE_PROFILE, sees(stranger))
        self.check_row(Act.SEE_PROFILE, sees(user(Kind.PATIENT)), met=Answer.IF_ROOM_SHARED)

    def sees_devices_of(self, whom: str) -> Callable[[Kind], bool]:
        body = {"device_keys": {whom: []}}

        def sees(kind: Kind) -> bool:
            code, answer = self.ask(kind, "POST", f"{CLIENT}/keys/query", body)
            assert code == 200
            return bool(answer["device_keys"].get(whom))

        return sees

    def test_no_module_can_hide_devices_where_the_server_does_not(self) -> None:
        stranger = self.with_a_device(self.newcomer())
        assert self.sees_devices_of(stranger)(Kind.PATIENT)

    def with_a_device(self, user_id: str) -> str:
        """The same account, with a device whose keys are published."""
        token = self.login(user_id, "pw", device_id="PHONE")
        keys = {"curve25519:PHONE": "k", "ed25519:PHONE": "k"}
        device = {"user_id": user_id, "device_id": "PHONE", "keys": keys}
        about = {**device, "algorithms": [MEGOLM["algorithm"]], "signatures": {}}
        channel = self.make_request(
            "POST", f"{CLIENT}/keys/upload", {"device_keys": about}, access_token=token
        )
        assert channel.code == 200, channel.result
        return user_id
