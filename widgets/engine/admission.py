"""Who asks: the session behind a request, checked every time."""

from __future__ import annotations

from datetime import datetime
from ipaddress import ip_address

from aiohttp import web
from pydantic import ValidationError
from sqlalchemy import Connection

from care.accounts.store import account_of
from care.pages.rules import check_open, is_use_worth_noting
from care.pages.store import load_session, note_use
from care.runtime.errors import Refusal
from care.runtime.limits import Limits
from care.runtime.units import Units
from care.runtime.worker import Worker
from widgets.engine.membership import Membership
from widgets.engine.page import Asked, Who
from widgets.engine.problem import Problem
from widgets.engine.tokens import Tokens

_LARGEST_BODY = 512 * 1024
_PER_SESSION = (10.0, 60)
_PER_ADDRESS = (1.0, 20)


class Admission:
    """Tells who asks; refuses those who may not, or ask too often."""

    def __init__(
        self, units: Units, worker: Worker, tokens: Tokens, membership: Membership
    ) -> None:
        self._units, self._worker = units, worker
        self._tokens, self._membership = tokens, membership
        self._sessions, self._addresses = Limits(*_PER_SESSION), Limits(*_PER_ADDRESS)

    async def who(self, request: web.Request) -> Who:
        """Who asks. Raises Refusal, Problem."""
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        now = self._units.clock.now()
        session_id = self._tokens.session_of(token if scheme == "Bearer" else "", now)
        _slow_down(self._sessions, session_id)
        who = await self._worker.transact(lambda c: self._load(c, session_id, now))
        await self.check_room(who.user_id, who.session.room_id)
        return who

    async def check_room(self, user_id: str, room_id: str | None) -> None:
        """Raises Refusal when a page is shown in a conversation that its owner is not in."""
        if room_id and not await self._membership.is_member(user_id, room_id):
            raise Refusal("not-in-room")

    def slow_strangers(self, request: web.Request) -> None:
        """Raises Problem when too many unknown browsers ask from one address."""
        _slow_down(self._addresses, _address(request))

    def _load(self, connection: Connection, session_id: str, now: datetime) -> Who:
        session = check_open(load_session(connection, self._units.keys, session_id), now)
        account = account_of(connection, session.user_id)
        if account is None:
            raise Refusal("account-unknown")
        if is_use_worth_noting(session, now):
            note_use(connection, session.id, now)
        return Who(account, session)


async def read(request: web.Request, form: type[Asked]) -> Asked:
    """What the page sent. Raises Problem when it is not a `form`."""
    body = bytearray()
    async for chunk in request.content.iter_any():
        body += chunk
        if len(body) > _LARGEST_BODY:
            raise Problem(413, "bad-request")
    try:
        return form.model_validate_json(bytes(body))
    except (ValidationError, ValueError):
        raise Problem(400, "bad-request") from None


def _slow_down(limits: Limits, who: str) -> None:
    wait = limits.take(who)
    if wait:
        raise Problem(429, "too-fast", wait=wait)


def _address(request: web.Request) -> str:
    """Whence the request comes; a proxy on this machine says for whom it asks."""
    remote = request.remote or ""
    forwarded = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
    try:
        behind_proxy = ip_address(remote).is_loopback
    except ValueError:
        return remote
    return forwarded if behind_proxy and forwarded else remote
