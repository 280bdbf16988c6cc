"""A page as seen by the server: it gets in, asks, and signs as a browser does."""

from __future__ import annotations

import base64
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import aiohttp
from cryptography.hazmat.primitives.asymmetric.ec import (
    ECDSA,
    SECP256R1,
    EllipticCurvePrivateKey,
    generate_private_key,
)
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

FIREFOX = "Mozilla/5.0 (Android 16; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0"


def base64url(raw: bytes) -> str:
    """As Web Cryptography's users write it."""
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server said."""

    status: int
    body: dict[str, Any]
    headers: dict[str, str]

    @property
    def code(self) -> str:
        """The code of a refusal."""
        return str(self.body.get("code", ""))


@dataclass
class BrowserFront:
    """One browser: its cookies, its key, the token it holds."""

    url: str
    http: aiohttp.ClientSession
    key: EllipticCurvePrivateKey = field(default_factory=lambda: generate_private_key(SECP256R1()))
    token: str = ""

    @property
    def point(self) -> str:
        """The public half of the key."""
        public = self.key.public_key()
        return base64url(public.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint))

    def sign(self, text: str) -> str:
        """`text` signed, r then s."""
        r, s = decode_dss_signature(self.key.sign(text.encode(), ECDSA(SHA256())))
        return base64url(r.to_bytes(32, "big") + s.to_bytes(32, "big"))

    async def post(self, path: str, form: object, **headers: str) -> Answer:
        """Send `form` as our own page does, unless `headers` say otherwise."""
        sent = {"Origin": self.url, **headers}
        if self.token:
            sent.setdefault("Authorization", f"Bearer {self.token}")
        async with self.http.post(f"{self.url}/pages/api/{path}", json=form, headers=sent) as got:
            return Answer(got.status, await got.json(), dict(got.headers))

    async def ask(self, name: str, form: object = None) -> Answer:
        """A question or an act of a page."""
        return await self.post(f"call/{name}", form or {})

    async def fetch(self, name: str, form: object) -> bytes:
        """The bytes of the file `name`."""
        headers = {"Origin": self.url, "Authorization": f"Bearer {self.token}"}
        where = f"{self.url}/pages/api/file/{name}"
        async with self.http.post(where, json=form, headers=headers) as got:
            assert (got.status, got.headers["Cache-Control"]) == (200, "no-store")
            return await got.read()

    async def enter(self, secret: str) -> Answer:
        """Open a link."""
        answer = await self.post("enter/link", {"secret": secret, "key": self.point})
        self.token = str(answer.body.get("token", self.token))
        return answer

    async def resume(self) -> Answer:
        """Come back with the cookie and the key."""
        asked = await self.post("enter/challenge", {})
        if asked.status != 200:
            return asked
        challenge = asked.body["challenge"]
        form = {"challenge": challenge, "signature": self.sign(challenge)}
        answer = await self.post("enter/resume", form)
        self.token = str(answer.body.get("token", self.token))
        return answer


@asynccontextmanager
async def new_browser(url: str, user_agent: str = FIREFOX) -> AsyncIterator[BrowserFront]:
    """A browser that was never here."""
    jar = aiohttp.CookieJar(unsafe=True)  # cookies of an address in numbers
    headers = {"User-Agent": user_agent}
    async with aiohttp.ClientSession(cookie_jar=jar, headers=headers) as http:
        yield BrowserFront(url, http)
