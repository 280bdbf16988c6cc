"""Who brings whom into a room."""

from __future__ import annotations

from typing import Any

from synapse.module_api import NOT_SPAM, ModuleApi

from care.access.act import Act
from care.access.rules import check_may, conditions
from policies.boundary import answering, returning_spam
from policies.territory import Territory


class InvitationPolicy:
    """Invitations sent, received and followed."""

    def __init__(self, territory: Territory) -> None:
        self._territory = territory

    def register(self, api: ModuleApi) -> None:
        """Plug into Synapse. Without the guard, Synapse allows an invitation whose check failed."""
        api.register_spam_checker_callbacks(
            user_may_invite=returning_spam(self.check_invitation),
            federated_user_may_invite=returning_spam(self.check_invitation_from_outside),
            user_may_join_room=returning_spam(self.check_join),
            user_may_send_3pid_invite=returning_spam(self.check_invitation_by_address),
        )
        api.register_third_party_rules_callbacks(
            check_threepid_can_be_invited=answering(False)(self.never_by_address)
        )

    async def check_invitation(self, inviter: str, invitee: str, _room_id: str) -> object:
        """Some invite; those of another server must be of one we talk to."""
        kind = self._territory.kind(inviter)
        met = self._territory.check_server(kind, inviter)
        check_may(kind, Act.INVITE, met=met)
        self._territory.check_server(kind, invitee)
        return NOT_SPAM

    async def check_invitation_from_outside(self, event: Any) -> object:
        """An invitation that arrives from another server."""
        self._territory.check_server(self._territory.kind(event.sender), event.sender)
        return NOT_SPAM

    async def check_join(self, user_id: str, room_id: str, is_invited: bool) -> object:
        """Patients and relatives enter only where they were invited.

        Synapse asks again when a member's name changes: that member was let in already.
        """
        kind = self._territory.kind(user_id)
        is_let_in = is_invited or await self._is_member(user_id, room_id)
        check_may(kind, Act.JOIN, met=conditions(if_invited=is_let_in))
        self._territory.check_server(kind, room_id)
        return NOT_SPAM

    async def check_invitation_by_address(
        self, inviter: str, _medium: str, _address: str, _room_id: str
    ) -> object:
        """An e-mail address or telephone number never enters a room's state."""
        check_may(self._territory.kind(inviter), Act.INVITE_BY_ADDRESS)
        return NOT_SPAM

    async def never_by_address(self, _medium: str, _address: str, _state: object) -> bool:
        """The same, before Synapse asks an identity server."""
        return False

    async def _is_member(self, user_id: str, room_id: str) -> bool:
        key = ("m.room.member", user_id)
        member = (await self._territory.api.get_room_state(room_id, [key])).get(key)
        return member is not None and member.content.get("membership") == "join"
