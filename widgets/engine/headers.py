"""What pages tell browsers: run and load only what is ours, be shown only where we said."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from aiohttp import web

_POLICY = "Content-Security-Policy"
#: Of a file that somebody sent us: nothing in it runs, nor is loaded, wherever it is opened.
FILE_POLICY = "sandbox; default-src 'none'; frame-ancestors 'none'"
#: Where a response says that it has a policy of its own.
OWN_POLICY = web.ResponseKey("own policy", str)
OnPrepare = Callable[[web.Request, web.StreamResponse], Awaitable[None]]


def policy(clients: Sequence[str]) -> str:
    """The Content-Security-Policy of pages that `clients` may show inside themselves.

    `cercle` is the one Trusted Types policy: it only lets the service worker's address through.
    """
    ancestors = " ".join(clients) or "'none'"
    return (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        "connect-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; "
        "form-action 'none'; require-trusted-types-for 'script'; trusted-types cercle; "
        f"frame-ancestors {ancestors}"
    )


def add_headers(clients: Sequence[str], *, https: bool) -> OnPrepare:
    """What puts the headers on every answer, errors included."""
    whole = policy(clients)
    headers = {
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
        "X-Robots-Tag": "noindex",
        "Server": "Cercle",
    }
    if https:
        headers["Strict-Transport-Security"] = "max-age=31536000"

    async def prepare(_request: web.Request, response: web.StreamResponse) -> None:
        response.headers.update(headers)
        response.headers[_POLICY] = response.get(OWN_POLICY, whole)
        response.headers.setdefault("Cache-Control", "no-store")

    return prepare
