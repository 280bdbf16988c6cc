"""The doors: a link used once, a Matrix client that vouches, a browser that comes back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from aiohttp import web

from care.accounts.store import account_of
from care.matrix.http import MatrixHttp
from care.pages.model import PageSession
from care.pages.rules import check_open
from care.pages.secret import digest_of
from care.pages.store import find_session, note_use
from care.pages.workflow import Visitor, burn_link, open_by_link, open_in_room
from care.runtime.errors import Refusal
from care.runtime.units import UnitOfWork, Units
from care.runtime.worker import Worker
from widgets.engine.admission import Admission, read
from widgets.engine.boundary import answer
from widgets.engine.browser_key import check_signature, parse_key
from widgets.engine.browser_name import browser_name
from widgets.engine.openid import verify_token
from widgets.engine.page import Page
from widgets.engine.tokens import TOKEN_LASTS, Tokens
from widgets.engine.view import (
    ChallengeView,
    ConfigurationView,
    EntryView,
    LinkForm,
    MeView,
    Nothing,
    ResumeForm,
    WidgetForm,
)

_COOKIE_LASTS = 30 * 24 * 3600


@dataclass(frozen=True)
class Entering:
    """Each method answers one address under `/pages/api/enter`."""

    units: Units
    worker: Worker
    tokens: Tokens
    admission: Admission
    homeserver: MatrixHttp
    server_name: str
    configuration: ConfigurationView
    https: bool
    pages: Sequence[Page]

    @property
    def cookie(self) -> str:
        """The cookie's name; a browser lets nobody else set one that begins with `__Host-`."""
        return "__Host-cercle" if self.https else "cercle"

    async def configure(self, _request: web.Request) -> web.Response:
        """What there is to know before anybody is known."""
        return answer(self.configuration)

    async def by_link(self, request: web.Request) -> web.Response:
        """A link given by an assistant; this browser is then the one that it opened."""
        self.admission.slow_strangers(request)
        form = await read(request, LinkForm)
        visitor = Visitor(_browser(request), parse_key(form.key))
        held = request.cookies.get(self.cookie, "")
        try:
            entry, secret = await self.worker.run(lambda: self._by_link(form, visitor, held))
        except Refusal as refusal:
            if refusal.reason == "link-of-another":
                await self.worker.run(lambda: self._burn(form.secret))
            raise
        response = answer(entry)
        response.set_cookie(
            self.cookie,
            secret,
            max_age=_COOKIE_LASTS,
            path="/",
            secure=self.https,
            httponly=True,
            samesite="Strict",
        )
        return response

    async def by_widget(self, request: web.Request) -> web.Response:
        """A token of the Matrix client that shows the page; nothing is kept in the browser."""
        self.admission.slow_strangers(request)
        form = await read(request, WidgetForm)
        user_id = await verify_token(self.homeserver, self.server_name, form.server, form.token)
        browser = _browser(request)

        await self.admission.check_room(user_id, form.room)

        def enter() -> EntryView:
            with self.units.unit(f"enter {user_id}") as work:
                session = open_in_room(work, user_id, form.room or None, browser, form.previous)
                return self._entry(work, session, "")

        return answer(await self.worker.run(enter))

    async def challenge(self, request: web.Request) -> web.Response:
        """What a browser that was here must sign to go on."""
        self.admission.slow_strangers(request)
        await read(request, Nothing)
        session = await self._held(request)
        return answer(
            ChallengeView(challenge=self.tokens.challenge(session.id, self.units.clock.now()))
        )

    async def resume(self, request: web.Request) -> web.Response:
        """The cookie of a session, and proof that this is the browser that it was opened in."""
        form = await read(request, ResumeForm)
        session = await self._held(request)
        self.tokens.check_challenge(session.id, form.challenge, self.units.clock.now())
        check_signature(session.key, form.challenge, form.signature)

        def enter() -> EntryView:
            with self.units.unit(f"resume {session.id}") as work:
                note_use(work.connection, session.id, work.now)
                return self._entry(work, session, "")

        return answer(await self.worker.run(enter))

    async def _held(self, request: web.Request) -> PageSession:
        digest, now = digest_of(request.cookies.get(self.cookie, "")), self.units.clock.now()
        keys = self.units.keys
        return await self.worker.transact(lambda c: check_open(find_session(c, keys, digest), now))

    def _by_link(self, form: LinkForm, visitor: Visitor, held: str) -> tuple[EntryView, str]:
        with self.units.unit(f"link {digest_of(form.secret)}") as work:
            opened = open_by_link(work, form.secret, visitor, held)
            return self._entry(work, opened.session, opened.purpose), opened.secret

    def _burn(self, secret: str) -> None:
        with self.units.unit(f"burn {digest_of(secret)}") as work:
            burn_link(work, secret)

    def _entry(self, work: UnitOfWork, session: PageSession, page: str) -> EntryView:
        account = account_of(work.connection, session.user_id)
        if account is None:
            raise Refusal("account-unknown")
        return EntryView(
            token=self.tokens.token(session.id, work.now),
            lasts=int(TOKEN_LASTS.total_seconds()),
            session=session.id,
            page=page,
            me=MeView(
                name=account.display_name,
                person=work.keys.blind(session.user_id, "pages.person")[:32],
                pages=[one.name for one in self.pages if one.is_for(work, session.user_id)],
            ),
        )


def _browser(request: web.Request) -> str:
    return browser_name(request.headers.get("User-Agent", ""))
