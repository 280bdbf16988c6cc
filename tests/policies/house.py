"""A whole Synapse in memory, with the policies and one account of each kind."""

from __future__ import annotations

import itertools
import json
import tempfile
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import quote

from synapse.rest import admin
from synapse.rest.client import (
    directory,
    keys,
    knock,
    login,
    profile,
    room,
    room_upgrade_rest_servlet,
    user_directory,
)
from synapse_harness.unittest import HomeserverTestCase
from synapse_harness.utils import default_config

from care.access.people import RECORDED_KINDS, Account, Kind
from care.access.registry_file import render_registry

SERVER = "cercle.test"
MEGOLM = {"algorithm": "m.megolm.v1.aes-sha2"}
SEALED = {**MEGOLM, "ciphertext": "AwgA", "session_id": "s", "device_id": "D", "sender_key": "k"}
CLIENT = "/_matrix/client/v3"

LOCAL = tuple(kind for kind in Kind if kind is not Kind.PARTNER)

Body = dict[str, Any]

_fresh = (f"{number:012x}" for number in itertools.count())


def user(kind: Kind) -> str:
    """The account of this kind; the unknown one exists and is in no file."""
    return f"@{kind.value}:{SERVER}"


def name_of(kind: Kind) -> str:
    """The name that the territory gives it."""
    return f"{kind.value.upper()} Essai"


def everybody() -> dict[str, Account]:
    """What the accounts file says."""
    return {user(kind): Account(kind, name_of(kind)) for kind in sorted(RECORDED_KINDS)}


class House(HomeserverTestCase):
    """One account of each kind, logged in; a conversation where all of them are, all-powerful.

    Matrix's own power levels thus refuse nothing: what is refused, the policies refused.
    """

    servlets: ClassVar = [
        admin.register_servlets,
        directory.register_servlets,
        keys.register_servlets,
        knock.register_servlets,
        login.register_servlets,
        profile.register_servlets,
        room.register_servlets,
        room_upgrade_rest_servlet.register_servlets,
        user_directory.register_servlets,
    ]
    room_version = "12"

    def default_config(self) -> Body:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.accounts_file = Path(folder.name) / "accounts.json"
        self.recorded = everybody()
        self.record(self.recorded)
        return {
            **default_config(server_name=SERVER),
            "default_room_version": self.room_version,
            "enable_set_displayname": False,
            "allow_per_room_profiles": False,
            "require_auth_for_profile_requests": True,
            "limit_profile_requests_to_users_who_share_rooms": True,
            "user_directory": {"enabled": True, "search_all_users": True},
            "modules": [{"module": "policies.module.TerritoryPolicies", "config": self.policy()}],
            **(self._extra_config or {}),
        }

    def policy(self) -> Body:
        """The module's own configuration."""
        return {
            "accounts_file": str(self.accounts_file),
            "bots": [user(Kind.BOT)],
            "operators": [user(Kind.OPERATOR)],
            "federation_allow": ["friend.test"],
        }

    def record(self, accounts: dict[str, Account]) -> None:
        """Replace the accounts file, as the provisioning does."""
        fresh = self.accounts_file.with_suffix(".new")
        fresh.write_text(render_registry(accounts))
        fresh.replace(self.accounts_file)

    def prepare(self, reactor: Any, clock: Any, homeserver: Any) -> None:
        self.tokens = {kind: self._enter(kind) for kind in Kind if kind is not Kind.PARTNER}
        power = {"users_default": 100}
        self.conversation = self.create_room(Kind.BOT, power_level_content_override=power)
        for kind in self.tokens:
            if kind is not Kind.BOT:
                self.bring_in(kind, self.conversation)

    def _enter(self, kind: Kind) -> str:
        self.register_user(kind.value, "pw", displayname=name_of(kind))
        return self.login(kind.value, "pw", device_id=kind.name)

    def ask(self, who: Kind, method: str, path: str, body: Body | None = None) -> tuple[int, Body]:
        """One request by this kind of account, through the HTTP layer."""
        sent = b"" if body is None else body
        channel = self.make_request(method, path, sent, access_token=self.tokens[who])
        self.last: Body = json.loads(channel.result["body"] or b"{}")
        return channel.code, self.last

    def newcomer(self, kind: Kind = Kind.UNKNOWN) -> str:
        """Somebody of this kind who has no conversation yet."""
        name = f"new-{next(_fresh)}"
        user_id = str(self.register_user(name, "pw"))
        if kind is not Kind.UNKNOWN:
            self.recorded[user_id] = Account(kind)
            self.record(self.recorded)
        return user_id

    def create_room(self, who: Kind, **request: Any) -> str:
        """A room that must come to life; returns its id."""
        code, answer = self.ask(who, "POST", f"{CLIENT}/createRoom", request)
        assert code == 200, answer
        return str(answer["room_id"])

    def bring_in(self, kind: Kind, room_id: str) -> None:
        """The assistant invites, the person joins: both must work."""
        for who, act, body in ((Kind.BOT, "invite", {"user_id": user(kind)}), (kind, "join", {})):
            code, answer = self.act(who, room_id, act, **body)
            assert code == 200, answer

    def act(self, who: Kind, room_id: str, act: str, **body: Any) -> tuple[int, Body]:
        """`invite`, `join`, `leave`, `kick`, `ban`, `upgrade`… in a room."""
        return self.ask(who, "POST", f"{CLIENT}/rooms/{quote(room_id)}/{act}", body)

    def erase(self, who: Kind, room_id: str, event_id: str) -> tuple[int, Body]:
        """Redact an event."""
        path = f"{CLIENT}/rooms/{quote(room_id)}/redact/{quote(event_id)}/{next(_fresh)}"
        return self.ask(who, "PUT", path, {})

    def state(
        self, who: Kind, room_id: str, event_type: str, content: Body | None = None, key: str = ""
    ) -> tuple[int, Body]:
        """Read a state event, or set it when there is a content."""
        path = f"{CLIENT}/rooms/{quote(room_id)}/state/{event_type}/{quote(key)}"
        return self.ask(who, "GET" if content is None else "PUT", path, content)

    def send(self, who: Kind, room_id: str, event_type: str, content: Body) -> tuple[int, Body]:
        """Send an event."""
        return self.ask(who, "POST", f"{CLIENT}/rooms/{quote(room_id)}/send/{event_type}", content)
