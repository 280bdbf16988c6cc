"""The territory's front page: what this is, how to connect, and whether it works."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from string import Template

from aiohttp import web

from deploy.web.headers import add_security

_FOLDER = Path(__file__).parent
_PAGE = Template((_FOLDER / "landing.html").read_text(encoding="utf-8"))
_ROOM = Template('<li><span class="mark" aria-hidden="true">●</span> $name</li>')
_STYLE = (_FOLDER / "style.css").read_text(encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Front:
    """What the page shows. `assistant` is the directory bot's Matrix id."""

    territory: str
    homeserver_url: str
    assistant: str
    assistant_name: str
    rooms: Sequence[str]


def build_landing(front: Front, is_healthy: Callable[[], Awaitable[bool]]) -> web.Application:
    """The application that answers `/`, `/style.css` and `/health` (200 or 503)."""
    page = render_landing(front)

    async def show(_request: web.Request) -> web.Response:
        return web.Response(text=page, content_type="text/html", charset="utf-8")

    async def style(_request: web.Request) -> web.Response:
        return web.Response(
            text=_STYLE, content_type="text/css", headers={"Cache-Control": "max-age=3600"}
        )

    async def health(_request: web.Request) -> web.Response:
        healthy = await is_healthy()
        body = {"status": "ok" if healthy else "unavailable"}
        return web.json_response(body, status=200 if healthy else 503)

    application = web.Application()
    application.on_response_prepare.append(add_security)
    application.router.add_get("/", show)
    application.router.add_get("/style.css", style)
    application.router.add_get("/health", health)
    return application


def render_landing(front: Front) -> str:
    """The page, in HTML."""
    rooms = "\n".join(_ROOM.substitute(name=escape(name)) for name in front.rooms)
    return _PAGE.substitute(
        territory=escape(front.territory),
        homeserver=escape(front.homeserver_url),
        assistant=escape(front.assistant),
        assistant_name=escape(front.assistant_name),
        rooms=rooms,
    )
