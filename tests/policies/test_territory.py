"""What arrives from other servers."""

from __future__ import annotations

from typing import Any

from synapse.api.room_versions import RoomVersions
from synapse.events import make_event_from_dict

from care.access.act import RoomKind
from care.access.people import Kind
from care.access.room_kind import KIND_EVENT
from tests.policies.house import SEALED, House, user


class FederationPolicyTest(House):
    """A closed territory that talks to `friend.test` only."""

    def event(self, sender: str, event_type: str, content: dict[str, Any], **more: Any) -> Any:
        about = {"room_id": self.conversation, "sender": sender, "type": event_type}
        graph = {"depth": 1, "auth_events": [], "prev_events": [], "origin_server_ts": 0}
        proof: dict[str, Any] = {"hashes": {}, "signatures": {}}
        whole = {**about, "content": content, **graph, **proof, **more}
        return make_event_from_dict(whole, RoomVersions.V11)

    def verdict(self, callback: str, event: Any) -> str | None:
        """The reason of the refusal, None when allowed."""
        checks = self.hs.get_module_api_callbacks().spam_checker
        answer = self.get_success(getattr(checks, callback)(event))
        return None if answer == checks.NOT_SPAM else answer[1]["fr.cercle.reason"]

    def test_invitations_come_from_friends_only(self) -> None:
        guest = {"state_key": user(Kind.PATIENT)}
        content = {"membership": "invite"}
        friend = self.event("@a:friend.test", "m.room.member", content, **guest)
        other = self.event("@a:elsewhere.test", "m.room.member", content, **guest)
        assert self.verdict("federated_user_may_invite", friend) is None
        assert self.verdict("federated_user_may_invite", other) == "closed_federation"

    def test_a_partner_brings_no_patient_into_a_room_of_professionals(self) -> None:
        content = {"kind": RoomKind.PROFESSIONALS.value}
        mark = {"type": KIND_EVENT, "content": content}
        room = self.create_room(Kind.BOT, initial_state=[mark])
        verdicts = {
            kind: self.verdict(
                "federated_user_may_invite",
                self.event(
                    "@a:friend.test",
                    "m.room.member",
                    {"membership": "invite"},
                    state_key=user(kind),
                    room_id=room,
                ),
            )
            for kind in (Kind.PATIENT, Kind.SECRETARY)
        }
        assert verdicts == {Kind.PATIENT: "not_for_this_account", Kind.SECRETARY: None}

    def test_messages_come_sealed_and_from_friends_only(self) -> None:
        text = {"msgtype": "m.text", "body": "Bonjour"}
        verdicts = {
            (server, event_type): self.verdict(
                "check_event_for_spam", self.event(f"@a:{server}", event_type, content)
            )
            for server in ("friend.test", "elsewhere.test", "cercle.test")
            for event_type, content in (("m.room.encrypted", SEALED), ("m.room.message", text))
        }
        assert verdicts == {
            ("friend.test", "m.room.encrypted"): None,
            ("friend.test", "m.room.message"): "clear_text",
            ("elsewhere.test", "m.room.encrypted"): "closed_federation",
            ("elsewhere.test", "m.room.message"): "closed_federation",
            ("cercle.test", "m.room.encrypted"): None,
            ("cercle.test", "m.room.message"): "clear_text",
        }

    def test_no_room_of_a_closed_server_is_joined(self) -> None:
        checks = self.hs.get_module_api_callbacks().spam_checker
        joined = checks.user_may_join_room(user(Kind.PROFESSIONAL), "!r:elsewhere.test", True)
        assert self.get_success(joined)[1]["fr.cercle.reason"] == "closed_federation"
