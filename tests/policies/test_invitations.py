"""Invitations: from partners, by address, and the door that a member passed already."""

from __future__ import annotations

from urllib.parse import quote

from care.access.act import CONDITIONS, Act
from care.access.people import Kind
from care.access.rules import can_do
from tests.policies.house import CLIENT, House, user


class InvitationsTest(House):
    """What the table does not show."""

    def test_partners_invite_from_allowed_servers_only(self) -> None:
        checks = self.hs.get_module_api_callbacks().spam_checker
        allowed = {
            server: self.get_success(
                checks.user_may_invite(f"@x:{server}", user(Kind.PATIENT), self.conversation)
            )
            == checks.NOT_SPAM
            for server in ("friend.test", "elsewhere.test")
        }
        assert allowed == {
            "friend.test": can_do(Kind.PARTNER, Act.INVITE, met=CONDITIONS),
            "elsewhere.test": can_do(Kind.PARTNER, Act.INVITE),
        }

    def test_a_patient_who_left_does_not_come_back_alone(self) -> None:
        room = quote(self.conversation)
        join = f"{CLIENT}/join/{room}"
        assert self.ask(Kind.PATIENT, "POST", join, {})[0] == 200, "still a member: nothing to ask"
        assert self.ask(Kind.PATIENT, "POST", f"{CLIENT}/rooms/{room}/leave", {})[0] == 200
        code, answer = self.ask(Kind.PATIENT, "POST", join, {})
        assert (code, answer["fr.cercle.reason"]) == (403, "not_invited")

    def test_no_address_is_even_looked_up(self) -> None:
        rules = self.hs.get_module_api_callbacks().third_party_event_rules
        invited = rules.check_threepid_can_be_invited("email", "a@example.org", self.conversation)
        assert self.get_success(invited) is False

    def test_an_address_is_refused_whoever_asks(self) -> None:
        checks = self.hs.get_module_api_callbacks().spam_checker
        asked = checks.user_may_send_3pid_invite(
            user(Kind.OPERATOR), "email", "a@example.org", self.conversation
        )
        _, fields = self.get_success(asked)
        assert fields["fr.cercle.reason"] == "invitation_by_address"
