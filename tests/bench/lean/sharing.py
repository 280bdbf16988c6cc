"""Publishing a device's keys and handing a room key to other devices."""

from __future__ import annotations

import secrets

from care.matrix.http import MatrixHttp, path
from tests.bench.lean.device import Json, LeanDevice


async def publish(http: MatrixHttp, device: LeanDevice, one_time_keys: int) -> None:
    """Publish identity, device and one-time keys of a new account."""
    identity = device.identity.documents(device.user_id)
    await http.request("POST", path("keys", "device_signing", "upload"), identity)
    keys = {
        "device_keys": device.device_keys(),
        "one_time_keys": device.one_time_keys(one_time_keys),
    }
    await http.request("POST", path("keys", "upload"), keys)


async def share_room_key(
    http: MatrixHttp, device: LeanDevice, users: list[str], room_key: Json
) -> None:
    """Send `room_key` to every device of `users` but our own."""
    query: Json = {"device_keys": {user: [] for user in users}}
    known = (await http.request("POST", path("keys", "query"), query))["device_keys"]
    devices = [
        keys
        for found in known.values()
        for keys in found.values()
        if keys["device_id"] != device.device_id
    ]
    one_time_keys = await _claim(http, [keys for keys in devices if not device.knows(keys)])
    messages: dict[str, Json] = {}
    for keys in devices:
        one_time_key = one_time_keys.get((keys["user_id"], keys["device_id"]))
        sealed = device.seal(keys, one_time_key, "m.room_key", room_key)
        messages.setdefault(keys["user_id"], {})[keys["device_id"]] = sealed
    where = path("sendToDevice", "m.room.encrypted", secrets.token_hex(8))
    await http.request("PUT", where, {"messages": messages})


async def _claim(http: MatrixHttp, devices: list[Json]) -> dict[tuple[str, str], str]:
    if not devices:
        return {}
    wanted: dict[str, dict[str, str]] = {}
    for keys in devices:
        wanted.setdefault(keys["user_id"], {})[keys["device_id"]] = "signed_curve25519"
    answer = await http.request("POST", path("keys", "claim"), {"one_time_keys": wanted})
    return {
        (user, device_id): next(iter(keys.values()))["key"]
        for user, devices_of_user in answer["one_time_keys"].items()
        for device_id, keys in devices_of_user.items()
    }
