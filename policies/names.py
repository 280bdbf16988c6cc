"""Names are what the territory vouches for: any other is put back."""

from __future__ import annotations

from typing import Any

from synapse.module_api import ModuleApi
from synapse.types import UserID

from policies.boundary import answering
from policies.territory import Territory

_PASS_EVERY_MS = 30_000.0


async def shown_name(territory: Territory, user_id: str) -> str | None:
    """The name that this person must bear in every room; None for someone without a name."""
    recorded = territory.registry.account(user_id).display_name
    if recorded is not None or not territory.is_here(user_id):
        return recorded
    profile = await territory.api.get_profile_for_user(UserID.from_string(user_id).localpart)
    name: str | None = profile.display_name
    return name


class NamePolicy:
    """Corrects profiles: at once when one changes, and all of them when the accounts file does."""

    def __init__(self, territory: Territory) -> None:
        self._territory = territory
        self._corrected = 0

    def register(self, api: ModuleApi) -> None:
        """Plug into Synapse; one process of the server looks after all the names."""
        api.register_third_party_rules_callbacks(
            on_profile_update=answering(None)(self.put_back_name)
        )
        if api.should_run_background_tasks():
            api.looping_background_call(
                answering(None)(self.correct_names), _PASS_EVERY_MS, desc="cercle_names"
            )

    async def put_back_name(
        self, user_id: str, profile: Any, _by_admin: bool, deactivated: bool
    ) -> None:
        """Called by Synapse after a profile changed, before the rooms hear of it."""
        name = self._territory.registry.account(user_id).display_name
        if name is not None and not deactivated and profile.display_name != name:
            await self._territory.api.set_displayname(UserID.from_string(user_id), name)

    async def correct_names(self) -> None:
        """Bring every profile in line with the accounts file, once for each new file."""
        registry = self._territory.registry
        accounts = registry.current().accounts
        if self._corrected == registry.changes:
            return
        changes = registry.changes
        for user_id, account in accounts.items():
            if account.display_name is not None:
                await self._correct(user_id, account.display_name)
        self._corrected = changes

    async def _correct(self, user_id: str, name: str) -> None:
        api = self._territory.api
        if not self._territory.is_here(user_id) or await api.check_user_exists(user_id) is None:
            return
        user = UserID.from_string(user_id)
        profile = await api.get_profile_for_user(user.localpart)
        if profile.display_name != name:
            await api.set_displayname(user, name)
