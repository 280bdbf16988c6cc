"""What the homeserver holds of an account, to compare before and after."""

from __future__ import annotations

from dataclasses import dataclass

from care.matrix.http import MatrixError, path
from care.matrix.signing import is_signed_by
from tests.real.matrix.trust.bot import BotHome
from tests.real.servers import RunningHomeserver


@dataclass(frozen=True)
class Account:
    """An account as the homeserver shows it to its owner."""

    master: str | None
    self_signing: str | None
    devices: tuple[str, ...]
    trusted: bool
    backup_version: str | None
    backup_key: str | None


async def look_at(server: RunningHomeserver, home: BotHome) -> Account:
    """The account of the bot; `trusted` when each device is signed, up to the master key."""
    async with server.http() as http:
        # A token without a device of its own, as an administrator may ask for.
        async with server.http(server.admin) as admin:
            target = f"/_synapse/admin/v1/users/{home.user_id}/login"
            answer = await admin.request("POST", target, {})
        http.access_token = answer["access_token"]
        found = await http.request("POST", path("keys", "query"), _query(home.user_id))
        devices = [d["device_id"] for d in (await http.request("GET", path("devices")))["devices"]]
        try:
            backup = await http.request("GET", path("room_keys", "version"))
        except MatrixError:
            backup = {}
    master = found.get("master_keys", {}).get(home.user_id, {})
    signer = found.get("self_signing_keys", {}).get(home.user_id, {})
    master_key, signing_key = _key(master), _key(signer)
    documents = found["device_keys"].get(home.user_id, {})
    trusted = (
        set(documents) == set(devices)
        and bool(devices)
        and is_signed_by(signer, home.user_id, str(master_key))
        and all(is_signed_by(one, home.user_id, str(signing_key)) for one in documents.values())
    )
    return Account(
        master_key,
        signing_key,
        tuple(sorted(devices)),
        trusted,
        backup.get("version"),
        backup.get("auth_data", {}).get("public_key"),
    )


def _query(user_id: str) -> dict[str, dict[str, list[str]]]:
    return {"device_keys": {user_id: []}}


def _key(document: dict[str, dict[str, str]]) -> str | None:
    return next(iter(document.get("keys", {}).values()), None)
