"""Talking to the homeserver: every answer is either the JSON asked for or a typed failure."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import quote

import aiohttp
import orjson

from care.runtime.errors import PermanentFailure, TemporaryFailure

_FIRST_WAIT = 0.2
_LONGEST_WAIT = 20.0
_TRY_AGAIN = frozenset({408, 425, 429})
_TOO_LARGE = 413
_FOR_A_FILE = 300.0
_CHUNK = 2**16
_OPAQUE = "application/octet-stream"
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


@dataclass(frozen=True, slots=True)
class _Answer:
    """What came back; `json` is None when it was no JSON."""

    status: int
    json: Json | None
    raw: bytes


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
        data = None if body is None else orjson.dumps(body)
        call = partial(self._once, method, path, data, query=query, patience=patience)
        return (await self._insist(call, insist)).json or {}

    async def upload(self, path: str, content: bytes, *, insist: float | None = 120.0) -> Json:
        """The JSON object answered to the posting of `content`, which is opaque."""
        call = partial(self._once, "POST", path, content, kind=_OPAQUE, patience=_FOR_A_FILE)
        return (await self._insist(call, insist)).json or {}

    async def download(self, path: str, largest: int, *, insist: float | None = 60.0) -> bytes:
        """The bytes at `path`. Raises PermanentFailure when they are more than `largest`."""
        call = partial(self._once, "GET", path, None, patience=_FOR_A_FILE, largest=largest)
        return (await self._insist(call, insist, json=False)).raw

    async def _insist(
        self, call: Callable[[], Awaitable[_Answer]], insist: float | None, *, json: bool = True
    ) -> _Answer:
        loop = asyncio.get_running_loop()
        deadline = None if insist is None else loop.time() + insist
        wait = _FIRST_WAIT
        while True:
            retry_after: float | None = None
            try:
                answer = await call()
            except (OSError, aiohttp.ClientError) as error:  # TimeoutError is an OSError
                reason = type(error).__name__
            else:
                if answer.status < 400 and (answer.json is not None or not json):
                    return answer
                if _is_verdict(answer.status, answer.json):
                    errcode = str((answer.json or {}).get("errcode", "M_UNKNOWN"))
                    raise MatrixError(answer.status, errcode, answer.json or {})
                reason = str(answer.status)
                retry_after = _retry_after(answer.json or {})
            pause = retry_after if retry_after is not None else wait * random.uniform(0.5, 1.0)  # noqa: S311
            if deadline is not None and loop.time() + pause > deadline:
                raise Unreachable(reason)
            await asyncio.sleep(pause)
            wait = min(wait * 2, _LONGEST_WAIT)

    async def _once(
        self,
        method: str,
        path: str,
        data: bytes | None,
        *,
        kind: str = "application/json",
        query: Mapping[str, str] | None = None,
        patience: float,
        largest: int | None = None,
    ) -> _Answer:
        headers = {"Content-Type": kind} if data is not None else {}
        if self.access_token:
            headers["Authorization"] = f"Bearer {self.access_token}"
        async with self._connection().request(
            method,
            self.base_url + path,
            data=data,
            params=query,
            headers=headers,
            timeout=aiohttp.ClientTimeout(total=patience),
        ) as response:
            if largest is not None and response.status < 400:
                return _Answer(response.status, None, await _read_at_most(response, largest))
            raw = await response.read()
            try:
                answer = orjson.loads(raw)
            except orjson.JSONDecodeError:
                return _Answer(response.status, None, raw)
            return _Answer(response.status, answer if isinstance(answer, dict) else {}, raw)

    def _connection(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=32, ttl_dns_cache=300)
            )
        return self._session


async def _read_at_most(response: aiohttp.ClientResponse, largest: int) -> bytes:
    raw = bytearray()
    async for chunk in response.content.iter_chunked(_CHUNK):
        raw += chunk
        if len(raw) > largest:
            raise PermanentFailure("the file is too large")
    return bytes(raw)


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
