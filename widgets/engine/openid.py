"""Asking the homeserver whose OpenID token this is (Matrix server-server API, OpenID)."""

from __future__ import annotations

from care.matrix.http import MatrixError, MatrixHttp
from care.runtime.errors import Refusal

_USERINFO = "/_matrix/federation/v1/openid/userinfo"
_INSIST = 5.0


async def verify_token(http: MatrixHttp, server_name: str, server: str, token: str) -> str:
    """The Matrix id of whom `token` was given to. Raises Refusal, Unreachable.

    Tokens of other homeservers are refused without asking anybody.
    """
    if server != server_name:
        raise Refusal("openid-refused")
    try:
        found = await http.request(
            "GET", _USERINFO, query={"access_token": token}, insist=_INSIST, patience=_INSIST
        )
    except MatrixError:
        raise Refusal("openid-refused") from None
    subject = found.get("sub")
    if not isinstance(subject, str) or subject.partition(":")[2] != server_name:
        raise Refusal("openid-refused")
    return subject
