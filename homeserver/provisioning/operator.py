"""The operator's account and its one session, made once and found again."""

from __future__ import annotations

import json
from dataclasses import asdict

from care.matrix.http import MatrixError, MatrixHttp, path
from care.matrix.model import Credentials
from care.runtime.secrets import ensure_secret, read_secret, write_secret
from homeserver.layout import Layout
from homeserver.registration import is_taken, log_in, register
from homeserver.service_accounts import OPERATOR, OPERATOR_NAME

_SESSION = "operator_session"
_DEVICE_NAME = "Intendance"


async def ensure_operator(url: str, layout: Layout) -> Credentials:
    """The operator's session; account and session are made when missing.

    The session never publishes encryption keys: nobody shares room keys with the operator, who
    therefore reads nothing.
    """
    http = MatrixHttp(url)
    try:
        await _ensure_account(http, layout)
        return await _session(http, layout)
    finally:
        await http.close()


async def find_operator(url: str, layout: Layout) -> Credentials | None:
    """The same without making an account: None when there is none yet."""
    if not layout.operator_password.exists():
        return None
    http = MatrixHttp(url)
    try:
        return await _session(http, layout)
    except MatrixError as error:
        if error.errcode == "M_FORBIDDEN":
            return None
        raise
    finally:
        await http.close()


async def _ensure_account(http: MatrixHttp, layout: Layout) -> None:
    if layout.secret(_SESSION).exists():
        return
    password = ensure_secret(layout.operator_password)
    try:
        await register(
            http,
            read_secret(layout.shared_secret),
            OPERATOR,
            password,
            display_name=OPERATOR_NAME,
            admin=True,
        )
    except MatrixError as error:
        if not is_taken(error):
            raise


async def _session(http: MatrixHttp, layout: Layout) -> Credentials:
    kept = layout.secret(_SESSION)
    if kept.exists():
        credentials = Credentials(**json.loads(read_secret(kept)))
        if await _is_valid(http, credentials):
            return credentials
    password = read_secret(layout.operator_password)
    credentials = await log_in(http, OPERATOR, password, device_name=_DEVICE_NAME)
    write_secret(kept, json.dumps(asdict(credentials)))
    return credentials


async def _is_valid(http: MatrixHttp, credentials: Credentials) -> bool:
    known = MatrixHttp(http.base_url, credentials.access_token)
    try:
        await known.request("GET", path("account", "whoami"))
    except MatrixError:
        return False
    finally:
        await known.close()
    return True
