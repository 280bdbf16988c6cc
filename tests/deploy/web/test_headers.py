"""Every answer carries the strict headers, errors included."""

from __future__ import annotations

import pytest
from aiohttp.test_utils import TestClient, TestServer

from deploy.web.landing import Front, build_landing

FRONT = Front("CPTS", "http://127.0.0.1:8440", "@annuaire:x", "Annuaire", [])


async def well() -> bool:
    return True


@pytest.mark.parametrize("path", ["/", "/style.css", "/health", "/absent"])
async def test_headers_are_there(path: str) -> None:
    async with TestClient(TestServer(build_landing(FRONT, well))) as client:
        headers = (await client.get(path)).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert "aiohttp" not in headers["Server"]
