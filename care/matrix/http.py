"""Talking to the homeserver: every answer is either the JSON asked for or a typed failure."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

import aiohttp
import orjson

from care.runtime.errors import PermanentFailure, TemporaryFailure

_FIRST_WAIT = 0.2
_LONGEST_WAIT = 20.0
_TRY_AGAIN = frozenset({408, 425, 429})
_TOO_LARGE = 413
_SIGNS = frozenset({"errcode", "flows"})
Json = dict[str, Any]


class MatrixError(PermanentFailure):
    """The homeserver refused: HTTP `status` and Matrix `errcode`."""

    def __init__(self, status: int, errcode: str, body: Json) -> None:
        super().__init__(f"{status} {errcode}")
        self.status = status
        self.errcode = errcode
        self.body = body


class Unreachable(TemporaryFailure):
    """The homeserver did not answer, or answered 5xx, for as long as we were told to insist."""


class MatrixHttp:
    """One account's connection to one homeserver.

    Network failures, 5xx and 429 are tried again with growing, jittered waits until `insist`
    seconds have passed (None: for ever; 0: never), honouring `retry_after_ms`. So is whatever a
    homeserver does not say: a page of a proxy in its place. A try lasts up to `patience` seconds.
    """

    def __init__(self, base_url: str, access_token: str | None = None) -> None:
        self.base_url = base_url.rstrip("/")
        self.access_token = access_token
        self._session: aiohttp.ClientSession | None = None

    async def close(self) -> None:
        """Give the connections back."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def request(
        self,
        method: str,
        path: str,
        body: Mapping[str, Any] | None = None,
        *,
        query: Mapping[str, str] | None = None,
        insist: float | None = 30.0,
        patience: float = 60.0,
    ) -> Json:
        """The JSON object answered to `method path`. Raises MatrixError or Unreachable."""
        loop = asyncio.get_running_loop()
        deadline = None if insist is None else loop.time() + insist
        wait = _FIRST_WAIT
        while True:
            retry_after: float | None = None
            try:
                status, answer = await self._once(method, path, body, query, patience)
            except (OSError, aiohttp.ClientError) as error:  # TimeoutError is an OSError
                reason = type(error).__name__
            else:
                if answer is not None and status < 400:
                    return answer
                if _is_verdict(status, answer):
                    errcode = str((answer or {}).get("errcode", "M_UNKNOWN"))
                    raise MatrixError(status, errcode, answer or {})
                reason = str(status)
                retry_after = _retry_after(answer or {})
            pause = retry_after if retry_after is not None else wait * random.uniform(0.5, 1.0)  # noqa: S311
            if deadline is not None and loop.time() + pause > deadline:
                raise Unreachable(reason)
            await asyncio.sleep(pause)
            wait = min(wait * 2, _LONGEST_WAIT)

    async def _once(
        self,
        method: str,
        path: str,
        body: Mapping[str, Any] | None,
        query: Mapping[str, str] | None,
        patience: float,
    ) -> tuple[int, Json | None]:
        headers = {"Content-Type": "application/json"} if body is not None else {}
        if self.access_token:
            headers["Authorization"] = f"Bearer {self.access_token}"
        async with self._connection().request(
            method,
            self.base_url + path,
            data=None if body is None else orjson.dumps(body),
            params=query,
            headers=headers,
            timeout=aiohttp.ClientTimeout(total=patience),
        ) as response:
            raw = await response.read()
            try:
                answer = orjson.loads(raw)
            except orjson.JSONDecodeError:
                return response.status, None
            return response.status, answer if isinstance(answer, dict) else {}

    def _connection(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=32, ttl_dns_cache=300)
            )
        return self._session


def _is_verdict(status: int, answer: Json | None) -> bool:
    """Whether the homeserver itself refused for good, or asks us to authenticate ourselves.

    Its refusals carry an `errcode`, its authentication challenges their `flows`.
    """
    if status < 400 or status >= 500 or status in _TRY_AGAIN:
        return False
    return status == _TOO_LARGE or (answer is not None and not answer.keys().isdisjoint(_SIGNS))


def _retry_after(answer: Json) -> float | None:
    asked = answer.get("retry_after_ms")
    return asked / 1000 if isinstance(asked, int | float) else None


def path(*segments: str) -> str:
    """A client-server API path: segments percent-encoded and joined (`_matrix/client/v3/…`)."""
    return "/_matrix/client/v3/" + "/".join(quote(segment, safe="") for segment in segments)
