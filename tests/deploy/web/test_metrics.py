"""Prometheus finds our counters."""

from __future__ import annotations

from aiohttp.test_utils import TestClient, TestServer
from prometheus_client import CollectorRegistry, Counter

from deploy.web.metrics import build_metrics


async def test_counters_are_shown() -> None:
    registry = CollectorRegistry()
    Counter("cercle_essays", "Essays", registry=registry).inc(3)
    async with TestClient(TestServer(build_metrics(registry))) as client:
        answer = await client.get("/metrics")
        assert answer.status == 200
        assert "cercle_essays_total 3.0" in await answer.text()
