"""Short tokens that open pages hold in memory, and challenges that browsers sign."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from care.runtime.errors import Refusal
from care.runtime.sealing import KeyRing

TOKEN_LASTS = timedelta(minutes=15)
_CHALLENGE_LASTS = timedelta(minutes=2)


@dataclass(frozen=True)
class Tokens:
    """Makes and checks what only we can have made; nothing is kept."""

    keys: KeyRing

    def token(self, session_id: str, now: datetime) -> str:
        """Proof, for a quarter of an hour, that its holder is in the session."""
        return self._sign("page token", session_id, now + TOKEN_LASTS)

    def session_of(self, token: str, now: datetime) -> str:
        """The id of the session that `token` is of. Raises Refusal."""
        return self._check("page token", token, now)

    def challenge(self, session_id: str, now: datetime) -> str:
        """What the browser of the session must sign within two minutes."""
        return self._sign("page challenge", f"{session_id}~{secrets.token_hex(8)}", now)

    def check_challenge(self, session_id: str, challenge: str, now: datetime) -> None:
        """Raises Refusal unless `challenge` was made for this session, lately."""
        named = self._check("page challenge", challenge, now - _CHALLENGE_LASTS)
        if named.partition("~")[0] != session_id:
            raise Refusal("session-unknown")

    def _sign(self, purpose: str, name: str, until: datetime) -> str:
        text = f"{name}.{int(until.timestamp())}"
        return f"{text}.{self._mac(purpose, text)}"

    def _check(self, purpose: str, token: str, now: datetime) -> str:
        text, _, mac = token.rpartition(".")
        name, _, until = text.rpartition(".")
        if not hmac.compare_digest(mac.encode(), self._mac(purpose, text).encode()):
            raise Refusal("session-unknown")
        if now.timestamp() >= int(until):
            raise Refusal("token-expired")
        return name

    def _mac(self, purpose: str, text: str) -> str:
        return hmac.new(self.keys.derive(purpose), text.encode(), hashlib.sha256).hexdigest()
