"""Prometheus reads our counters here; they name nobody."""

from __future__ import annotations

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, generate_latest


def build_metrics(registry: CollectorRegistry = REGISTRY) -> web.Application:
    """The application that answers `/metrics`."""

    async def show(_request: web.Request) -> web.Response:
        return web.Response(
            body=generate_latest(registry), headers={"Content-Type": CONTENT_TYPE_LATEST}
        )

    application = web.Application()
    application.router.add_get("/metrics", show)
    return application
