"""The pages' web application: the shell for browsers, and typed documents for the shell."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass

from aiohttp import web

from care.matrix.http import MatrixHttp
from care.pages.workflow import PREFIX
from care.runtime.settings import Territory
from care.runtime.units import Units
from care.runtime.worker import Worker
from widgets.engine.admission import Admission
from widgets.engine.boundary import guard, tell_problems
from widgets.engine.calling import Calling, by_name
from widgets.engine.entering import Entering
from widgets.engine.fetching import Fetcher
from widgets.engine.headers import add_headers
from widgets.engine.hub import Hub, rules_of
from widgets.engine.membership import Membership
from widgets.engine.page import Page
from widgets.engine.shell import Shell
from widgets.engine.tokens import Tokens
from widgets.engine.view import ConfigurationView

__all__ = ["PREFIX", "Surroundings", "build_pages"]


@dataclass(frozen=True)
class Surroundings:
    """What pages stand on. `homeserver` says whose an OpenID token is."""

    territory: Territory
    units: Units
    worker: Worker
    homeserver: MatrixHttp
    membership: Membership
    shell: Shell


def build_pages(around: Surroundings, pages: Sequence[Page]) -> web.Application:
    """The application to mount under `PREFIX`."""
    territory, units, worker = around.territory, around.units, around.worker
    origin, clients = territory.pages_url, territory.pages.clients
    https = origin.startswith("https:")
    tokens = Tokens(units.keys)
    admission = Admission(units, worker, tokens, around.membership)
    hub = Hub(units, worker, admission, rules_of(page.topics for page in pages))
    configuration = ConfigurationView(territory=territory.territory.name, clients=list(clients))
    entering = Entering(
        units,
        worker,
        tokens,
        admission,
        around.homeserver,
        territory.territory.server_name,
        configuration,
        https,
        pages,
    )
    calling = Calling(units, worker, admission, hub, by_name(pages))

    async def listening(_application: web.Application) -> AsyncIterator[None]:
        async with hub.running():
            yield

    async def let_go(_application: web.Application) -> None:
        hub.let_go()

    application = web.Application(middlewares=[tell_problems, guard(origin)])
    application.on_response_prepare.append(add_headers(clients, https=https))
    application.cleanup_ctx.append(listening)
    application.on_shutdown.append(let_go)
    add = application.router
    add.add_get("/api/configuration", entering.configure)
    add.add_post("/api/enter/link", entering.by_link)
    add.add_post("/api/enter/widget", entering.by_widget)
    add.add_post("/api/enter/challenge", entering.challenge)
    add.add_post("/api/enter/resume", entering.resume)
    add.add_post("/api/watch", calling.watch)
    add.add_post("/api/edits", calling.edit)
    add.add_post("/api/call/{page}/{name}", calling.call)
    add.add_post("/api/file/{page}/{name}", Fetcher(units, worker, admission, calling.pages).fetch)
    folders = ("assets", "icons", "pdf")
    for path in (*(f"/{{path:{one}/[^/]+}}" for one in folders), r"/{path:[a-z]+\.[a-z]+}"):
        add.add_get(path, around.shell.file)
    add.add_get("/{page:[a-z-]+}", around.shell.page)
    add.add_get("/{page:[a-z-]+}/{id:[A-Za-z0-9_-]+}", around.shell.page)
    add.add_route("*", "/{tail:.*}", _absent)
    return application


async def _absent(_request: web.Request) -> web.Response:
    raise web.HTTPNotFound
