"""Which rooms may be born: also for administrators, whom Synapse hides from spam-checkers."""

from __future__ import annotations

from typing import Any

from care.access.people import Kind
from tests.policies.house import CLIENT, House


class AdministratorTest(House):
    """Synapse asks no spam-checker about its administrators: the other callbacks hold."""

    def prepare(self, reactor: Any, clock: Any, homeserver: Any) -> None:
        super().prepare(reactor, clock, homeserver)
        self.register_user("root", "pw", admin=True)
        self.tokens[Kind.OPERATOR] = self.login("root", "pw")

    def test_an_administrator_opens_no_public_room_either(self) -> None:
        rules = {"type": "m.room.join_rules", "content": {"join_rule": "public"}}
        history = {"history_visibility": "world_readable"}
        attempts: list[tuple[dict[str, Any], str]] = [
            ({"preset": "public_chat"}, "public_room"),
            ({"visibility": "public"}, "public_room"),
            ({"initial_state": [rules]}, "public_room"),
            (
                {"initial_state": [{"type": "m.room.history_visibility", "content": history}]},
                "open_history",
            ),
            ({"room_alias_name": "dupont"}, "alias_not_opaque"),
            ({"invite": ["@x:elsewhere.test"]}, "closed_federation"),
        ]
        for request, reason in attempts:
            code, answer = self.ask(Kind.OPERATOR, "POST", f"{CLIENT}/createRoom", request)
            assert (code, answer["fr.cercle.reason"]) == (403, reason)

    def test_an_administrator_s_room_is_encrypted(self) -> None:
        room = self.create_room(Kind.OPERATOR)
        assert self.state(Kind.OPERATOR, room, "m.room.encryption")[0] == 200


class PublicationTest(House):
    """The public list stays empty, whatever road is taken."""

    def test_a_module_of_the_same_server_publishes_nothing_either(self) -> None:
        rules = self.hs.get_module_api_callbacks().third_party_event_rules
        verdicts = {
            visibility: self.get_success(
                rules.check_visibility_can_be_modified(self.conversation, visibility)
            )
            for visibility in ("public", "private")
        }
        assert verdicts == {"public": False, "private": True}
