"""How many strangers one person invites in a day."""

from __future__ import annotations

from typing import Any

from synapse.api.room_versions import RoomVersions
from synapse.events import make_event_from_dict

from care.access.people import Kind
from tests.policies.house import CLIENT, LOCAL, Body, House, user

PRO, BOT = Kind.PROFESSIONAL, Kind.BOT
LIMIT = 3
REFUSED = "too_many_invitations"


class StrangersTest(House):
    """A territory that allows three a day."""

    def policy(self) -> Body:
        return {**super().policy(), "unknown_invitations_per_day": LIMIT}

    def prepare(self, reactor: Any, clock: Any, homeserver: Any) -> None:
        super().prepare(reactor, clock, homeserver)
        self.reactor.advance(3 * 24 * 3600)
        self.room = self.create_room(PRO)

    def invite(self, guest: str, who: Kind = PRO, room: str | None = None) -> str | None:
        code, answer = self.act(who, room or self.room, "invite", user_id=guest)
        return None if code == 200 else str(answer["fr.cercle.reason"])

    def test_one_more_is_refused_and_the_next_day_not(self) -> None:
        answers = [self.invite(self.newcomer()) for _ in range(LIMIT + 2)]
        assert answers == [None] * LIMIT + [REFUSED] * 2
        self.reactor.advance(24 * 3600 + 1)
        assert self.invite(self.newcomer()) is None

    def test_who_accepted_that_day_was_a_stranger_still(self) -> None:
        for number in range(LIMIT):
            guest = self.newcomer()
            assert self.invite(guest) is None
            token = self.login(guest, "pw")
            path = f"{CLIENT}/rooms/{self.room}/{'join' if number else 'leave'}"
            assert self.make_request("POST", path, {}, access_token=token).code == 200
        assert self.invite(self.newcomer()) == REFUSED

    def test_those_one_shares_a_room_with_are_not_counted(self) -> None:
        for kind in LOCAL:
            if kind is not PRO:
                assert self.invite(user(kind)) is None
        answers = [self.invite(self.newcomer()) for _ in range(LIMIT + 1)]
        assert answers == [None] * LIMIT + [REFUSED]
        other = self.create_room(PRO)
        assert self.invite(user(Kind.SECRETARY), room=other) is None, "known, limit or not"

    def test_the_same_person_again_is_one_person(self) -> None:
        guest = self.newcomer()
        rooms = [self.create_room(PRO) for _ in range(LIMIT + 1)]
        assert [self.invite(guest, room=room) for room in rooms] == [None] * (LIMIT + 1)

    def test_a_new_room_full_of_strangers_is_refused_before_it_exists(self) -> None:
        _, before = self.ask(PRO, "GET", f"{CLIENT}/joined_rooms")
        crowd = [self.newcomer() for _ in range(LIMIT + 1)]
        code, answer = self.ask(PRO, "POST", f"{CLIENT}/createRoom", {"invite": crowd})
        assert (code, answer["fr.cercle.reason"]) == (403, REFUSED)
        assert self.ask(PRO, "GET", f"{CLIENT}/joined_rooms")[1] == before
        self.create_room(PRO, invite=crowd[:LIMIT])

    def test_assistants_and_operators_invite_as_they_must(self) -> None:
        for who in (BOT, Kind.OPERATOR):
            room = self.create_room(who)
            answers = [self.invite(self.newcomer(), who, room) for _ in range(LIMIT + 2)]
            assert answers == [None] * (LIMIT + 2)

    def test_one_person_s_invitations_are_not_another_s(self) -> None:
        for _ in range(LIMIT):
            self.invite(self.newcomer())
        room = self.create_room(Kind.COORDINATOR)
        assert self.invite(self.newcomer(), Kind.COORDINATOR, room) is None

    def test_a_partner_s_too_are_counted(self) -> None:
        checks = self.hs.get_module_api_callbacks().spam_checker

        def arrives(guest: str) -> str | None:
            about = {"room_id": "!r:friend.test", "sender": "@a:friend.test"}
            graph = {"depth": 1, "auth_events": [], "prev_events": [], "origin_server_ts": 0}
            proof: Body = {"hashes": {}, "signatures": {}}
            member = {"type": "m.room.member", "state_key": guest}
            whole = {**about, **member, "content": {"membership": "invite"}, **graph, **proof}
            event = make_event_from_dict(whole, RoomVersions.V11)
            answer = self.get_success(checks.federated_user_may_invite(event))
            return None if answer == checks.NOT_SPAM else str(answer[1]["fr.cercle.reason"])

        assert arrives(user(Kind.PATIENT)) is None
        self.remember_invitations("@a:friend.test", LIMIT)
        assert arrives(user(Kind.PATIENT)) == REFUSED

    def remember_invitations(self, sender: str, count: int) -> None:
        """What Synapse keeps of invitations that came before."""
        for number in range(count):
            guest = self.newcomer()
            assert self.invite(guest, BOT, self.conversation) is None
            store = self.hs.get_datastores().main
            self.get_success(
                store.db_pool.simple_update(
                    "room_memberships",
                    {"user_id": guest, "membership": "invite"},
                    {"sender": sender, "room_id": f"!{number}:friend.test"},
                    "test",
                )
            )
