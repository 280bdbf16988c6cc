"""Who brings whom into a room."""

from __future__ import annotations

from typing import Any

from synapse.module_api import NOT_SPAM, ModuleApi

from care.access.act import Act, RoomKind
from care.access.rules import check_may, conditions
from policies.boundary import answering, returning_spam
from policies.strangers import Strangers
from policies.territory import Territory


class InvitationPolicy:
    """Invitations sent, received and followed."""

    def __init__(self, territory: Territory) -> None:
        self._territory = territory
        self._strangers = Strangers(territory)

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

    async def check_invitation(self, inviter: str, invitee: str, room_id: str) -> object:
        """Some invite, into some rooms, those whom the room is for; and few strangers a day.

        Partners' rooms may be marked too: their own servers say who invites there. In ours, Matrix
        refuses them, who have no powers.
        """
        kind = self._territory.kind(inviter)
        met = self._territory.check_server(kind, inviter)
        is_here = self._territory.is_here(inviter)
        room = await self._territory.rooms.of(room_id) if is_here else RoomKind.CONVERSATION
        check_may(kind, Act.INVITE, room, met)
        self._territory.check_server(kind, invitee)
        await self._territory.check_belongs(invitee, room_id)
        await self._strangers.check_invited(inviter, [invitee])
        return NOT_SPAM

    async def check_invitation_from_outside(self, event: Any) -> object:
        """An invitation from another server, whose own rules say who invites to its rooms."""
        self._territory.check_server(self._territory.kind(event.sender), event.sender)
        await self._territory.check_belongs(event.state_key, event.room_id)
        await self._strangers.check_invited(event.sender, [event.state_key])
        return NOT_SPAM

    async def check_join(self, user_id: str, room_id: str, is_invited: bool) -> object:
        """Patients and relatives enter only where they were invited; nobody else around a patient.

        Synapse asks again when a member's name changes: that member was let in already.
        """
        if await self._territory.is_member(user_id, room_id):
            return NOT_SPAM
        kind = self._territory.kind(user_id)
        room = await self._territory.rooms.of(room_id)
        check_may(kind, Act.JOIN, room, conditions(if_invited=is_invited))
        self._territory.check_server(kind, room_id)
        await self._territory.check_belongs(user_id, room_id)
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
