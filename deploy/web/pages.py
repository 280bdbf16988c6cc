"""The web pages and the metrics of a running territory."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp
from aiohttp import web

from bridges.directory_api.application import PREFIX
from care.pages.workflow import PREFIX as PAGES
from care.runtime.settings import Territory
from deploy.web.landing import Front, build_landing
from deploy.web.metrics import build_metrics
from deploy.web.serving import serving

_PATIENCE = aiohttp.ClientTimeout(total=2)


@asynccontextmanager
async def serving_pages(
    territory: Territory,
    directory_api: web.Application | None = None,
    professional: web.Application | None = None,
) -> AsyncIterator[None]:
    """The front page, professionals' pages and the directory for software if any, and metrics.

    All on the ports of `[service]`.
    """
    service, url = territory.service, territory.homeserver.public_url
    pages = build_landing(front_of(territory), lambda: answers(url))
    if directory_api is not None:
        pages.add_subapp(PREFIX, directory_api)
    if professional is not None:
        pages.add_subapp(PAGES, professional)
    async with (
        serving(pages, service.bind, service.web_port),
        serving(build_metrics(), service.bind, service.metrics_port),
    ):
        yield


def front_of(territory: Territory) -> Front:
    """What the front page says of this territory."""
    assistant = territory.bots.directory
    return Front(
        territory=territory.territory.name,
        homeserver_url=territory.homeserver.public_url,
        assistant=f"@{assistant.localpart}:{territory.territory.server_name}",
        assistant_name=assistant.display_name,
        rooms=[group.name for group in territory.groups],
    )


async def answers(url: str) -> bool:
    """Whether the homeserver at `url` is well."""
    try:
        async with (
            aiohttp.ClientSession(timeout=_PATIENCE) as session,
            session.get(f"{url}/health") as answer,
        ):
            return answer.status == 200
    except (aiohttp.ClientError, TimeoutError):
        return False
