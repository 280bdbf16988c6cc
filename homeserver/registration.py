"""Making accounts and opening sessions; only the holder of the server's secret can make one."""

from __future__ import annotations

import hashlib
import hmac

from care.matrix.http import MatrixError, MatrixHttp, path
from care.matrix.model import Credentials

_REGISTER = "/_synapse/admin/v1/register"


async def register(
    http: MatrixHttp,
    shared_secret: str,
    localpart: str,
    password: str,
    *,
    display_name: str | None = None,
    admin: bool = False,
) -> str:
    """Make the account and return its user id; no device is left behind.

    Raises MatrixError with `M_USER_IN_USE` when it exists.
    """
    nonce = str((await http.request("GET", _REGISTER))["nonce"])
    parts = [nonce, localpart, password, "admin" if admin else "notadmin"]
    signature = hmac.new(
        shared_secret.encode(), b"\0".join(part.encode() for part in parts), hashlib.sha1
    ).hexdigest()
    answer = await http.request(
        "POST",
        _REGISTER,
        {
            "nonce": nonce,
            "username": localpart,
            "displayname": display_name or localpart,
            "password": password,
            "admin": admin,
            "mac": signature,
            "inhibit_login": True,
        },
    )
    return str(answer["user_id"])


async def log_in(
    http: MatrixHttp, user: str, password: str, *, device_id: str | None = None, device_name: str
) -> Credentials:
    """A session for `user` (localpart or user id). Raises MatrixError when refused."""
    body: dict[str, object] = {
        "type": "m.login.password",
        "identifier": {"type": "m.id.user", "user": user},
        "password": password,
        "initial_device_display_name": device_name,
    }
    if device_id is not None:
        body["device_id"] = device_id
    answer = await http.request("POST", path("login"), body)
    return Credentials(
        user_id=str(answer["user_id"]),
        device_id=str(answer["device_id"]),
        access_token=str(answer["access_token"]),
    )


def is_taken(error: MatrixError) -> bool:
    """Whether the refusal says that the account exists already."""
    return error.errcode == "M_USER_IN_USE"
