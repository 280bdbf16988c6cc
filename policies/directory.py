"""Who finds whom, and by which address a room is found."""

from __future__ import annotations

from typing import Any

from synapse.module_api import NOT_SPAM, ModuleApi

from care.access.alias import check_alias
from care.access.rules import can_find
from policies.boundary import answering, returning_spam
from policies.territory import Territory


class DirectoryPolicy:
    """The homeserver's list of people, and room aliases."""

    def __init__(self, territory: Territory) -> None:
        self._territory = territory

    def register(self, api: ModuleApi) -> None:
        """Plug into Synapse."""
        api.register_spam_checker_callbacks(
            check_username_for_spam=answering(True)(self.is_hidden),
            user_may_create_room_alias=returning_spam(self.check_alias),
        )

    async def is_hidden(self, profile: dict[str, Any], seeker: str) -> bool:
        """Whether `seeker` must not see this person in the results of a search."""
        kind = self._territory.kind
        return not can_find(kind(seeker), kind(profile["user_id"]))

    async def check_alias(self, user_id: str, alias: Any) -> object:
        """Aliases are opaque, and made by our services only."""
        check_alias(self._territory.kind(user_id), alias.localpart)
        return NOT_SPAM
