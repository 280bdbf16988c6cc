"""The front page: readable, self-contained, and honest about whether it works."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from aiohttp.test_utils import TestClient, TestServer

from deploy.web.landing import Front, build_landing, render_landing

FRONT = Front(
    "CPTS <de l’Essai>", "http://127.0.0.1:8440", "@annuaire:x", "Annuaire", ["Pharmaciens"]
)


async def well() -> bool:
    return True


async def unwell() -> bool:
    return False


class Outline(HTMLParser):
    """What a screen reader would find."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def outline() -> Outline:
    found = Outline()
    found.feed(render_landing(FRONT))
    return found


def test_names_are_escaped() -> None:
    assert "CPTS &lt;de l’Essai&gt;" in render_landing(FRONT)


def test_has_what_a_screen_reader_needs() -> None:
    tags = outline().tags
    assert ("html", {"lang": "fr"}) in tags
    names = [tag for tag, _ in tags]
    assert names.count("h1") == 1
    assert {"main", "header", "footer", "title"} <= set(names)
    ids = {attributes["id"] for _, attributes in tags if "id" in attributes}
    labelled = {a["aria-labelledby"] for _, a in tags if "aria-labelledby" in a}
    assert labelled and labelled <= ids


def test_loads_nothing_from_elsewhere_and_runs_nothing() -> None:
    for tag, attributes in outline().tags:
        assert tag not in {"script", "iframe", "img"}
        assert "style" not in attributes
        assert not any(name.startswith("on") for name in attributes)
        if tag == "link":
            assert not re.match(r"https?:|//", attributes["href"] or "")


async def test_page_style_and_health_answer() -> None:
    async with TestClient(TestServer(build_landing(FRONT, well))) as client:
        page = await client.get("/")
        assert page.status == 200
        assert page.content_type == "text/html"
        assert (await client.get("/style.css")).content_type == "text/css"
        health = await client.get("/health")
        assert (health.status, await health.json()) == (200, {"status": "ok"})


async def test_health_says_when_the_homeserver_is_down() -> None:
    async with TestClient(TestServer(build_landing(FRONT, unwell))) as client:
        assert (await client.get("/health")).status == 503
