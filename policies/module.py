"""The Synapse module: `modules: [{module: policies.module.TerritoryPolicies, config: {…}}]`."""

from __future__ import annotations

from collections.abc import Mapping

from synapse.module_api import ModuleApi

from policies.directory import DirectoryPolicy
from policies.events import EventPolicy
from policies.invitations import InvitationPolicy
from policies.kinds import RoomKinds
from policies.memberships import MembershipPolicy
from policies.names import NamePolicy
from policies.registry import AccountRegistry
from policies.rooms import RoomPolicy
from policies.settings import PolicySettings, parse_settings
from policies.territory import Territory

_POLICIES = (
    RoomPolicy,
    InvitationPolicy,
    MembershipPolicy,
    DirectoryPolicy,
    EventPolicy,
    NamePolicy,
)


class TerritoryPolicies:
    """What the homeserver refuses, whatever client asks."""

    def __init__(self, config: PolicySettings, api: ModuleApi) -> None:
        registry = AccountRegistry(config, api.server_name)
        territory = Territory(api.server_name, registry, config, api, RoomKinds(api))
        for policy in _POLICIES:
            policy(territory).register(api)

    @staticmethod
    def parse_config(config: Mapping[str, object]) -> PolicySettings:
        """Called by Synapse at start; raises ConfigError."""
        return parse_settings(config)
