"""What our pages tell browsers: load nothing from elsewhere, keep nothing, tell nobody."""

from __future__ import annotations

from aiohttp import web

SECURITY = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Server": "Cercle",
}


async def add_security(_request: web.Request, response: web.StreamResponse) -> None:
    """Put the headers on every answer, errors included."""
    response.headers.update(SECURITY)
    response.headers.setdefault("Cache-Control", "no-store")
