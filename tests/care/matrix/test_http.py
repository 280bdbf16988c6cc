"""What a homeserver may answer, or not, and what becomes of it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from urllib.parse import unquote

import pytest
import pytest_asyncio
from aiohttp import web

from care.matrix.http import MatrixError, MatrixHttp, Unreachable, path
from care.runtime.errors import PermanentFailure

Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass
class Moody:
    """A homeserver that gives these answers in turn, the last one for ever."""

    url: str = ""
    answers: list[Answer] = field(default_factory=list)
    asked: list[web.Request] = field(default_factory=list)

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """The next answer."""
        self.asked.append(request)
        place = min(len(self.asked), len(self.answers)) - 1
        return await self.answers[place](request)


@pytest_asyncio.fixture
async def server() -> AsyncIterator[Moody]:
    moody = Moody()
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", moody.answer)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    host, port = runner.addresses[0][:2]
    moody.url = f"http://{host}:{port}"
    yield moody
    await runner.cleanup()


@pytest_asyncio.fixture
async def http(server: Moody) -> AsyncIterator[MatrixHttp]:
    made = MatrixHttp(f"{server.url}/", "token")
    yield made
    await made.close()


def says(status: int, body: object) -> Answer:
    async def answer(request: web.Request) -> web.StreamResponse:
        return web.json_response(body, status=status)

    return answer


def page(status: int) -> Answer:
    """What a proxy says in the homeserver's place."""

    async def answer(request: web.Request) -> web.StreamResponse:
        return web.Response(text="<html>nginx</html>", status=status, content_type="text/html")

    return answer


async def cut(request: web.Request) -> web.StreamResponse:
    """The connection ends without an answer."""
    assert request.transport is not None
    request.transport.close()
    return web.Response()


async def sleep(request: web.Request) -> web.StreamResponse:
    await asyncio.sleep(5)
    return web.Response()


OK = says(200, {"ok": 1})


async def test_an_answer_is_given_back_and_we_say_who_we_are(
    server: Moody, http: MatrixHttp
) -> None:
    server.answers = [OK]
    assert await http.request("PUT", path("x"), {"a": 1}, query={"q": "é"}) == {"ok": 1}
    [asked] = server.asked
    assert asked.headers["Authorization"] == "Bearer token"
    assert (asked.method, asked.query["q"]) == ("PUT", "é")


@pytest.mark.parametrize(
    "failure",
    [
        says(500, {"errcode": "M_UNKNOWN"}),
        says(502, {}),
        page(502),
        page(404),
        page(200),
        says(429, {"errcode": "M_LIMIT_EXCEEDED"}),
        cut,
    ],
    ids=["500", "502", "proxy 502", "proxy 404", "proxy 200", "429", "cut"],
)
async def test_what_passes_is_tried_again(server: Moody, http: MatrixHttp, failure: Answer) -> None:
    server.answers = [failure, failure, OK]
    assert await http.request("GET", path("x")) == {"ok": 1}
    assert len(server.asked) == 3


@pytest.mark.parametrize("status", [400, 401, 403, 404, 409])
async def test_a_refusal_is_final(server: Moody, http: MatrixHttp, status: int) -> None:
    server.answers = [says(status, {"errcode": "M_NO", "error": "non"})]
    with pytest.raises(MatrixError) as refusal:
        await http.request("GET", path("x"))
    assert (refusal.value.status, refusal.value.errcode) == (status, "M_NO")
    assert refusal.value.body["error"] == "non"
    assert len(server.asked) == 1


async def test_a_wait_that_was_asked_for_is_kept(server: Moody, http: MatrixHttp) -> None:
    server.answers = [says(429, {"errcode": "M_LIMIT_EXCEEDED", "retry_after_ms": 700}), OK]
    started = asyncio.get_running_loop().time()
    await http.request("GET", path("x"))
    assert asyncio.get_running_loop().time() - started >= 0.7


async def test_a_wait_beyond_our_patience_is_not_begun(server: Moody, http: MatrixHttp) -> None:
    server.answers = [says(429, {"errcode": "M_LIMIT_EXCEEDED", "retry_after_ms": 60_000})]
    with pytest.raises(Unreachable):
        await http.request("GET", path("x"), insist=1)
    assert len(server.asked) == 1


async def test_insisting_ends(server: Moody, http: MatrixHttp) -> None:
    server.answers = [page(502)]
    with pytest.raises(Unreachable, match="502"):
        await http.request("GET", path("x"), insist=5)
    assert len(server.asked) >= 2


async def test_not_insisting_is_one_try(server: Moody, http: MatrixHttp) -> None:
    server.answers = [page(502)]
    with pytest.raises(Unreachable):
        await http.request("GET", path("x"), insist=0)
    assert len(server.asked) == 1


async def test_a_silent_server_is_given_up(server: Moody, http: MatrixHttp) -> None:
    server.answers = [sleep]
    with pytest.raises(Unreachable):
        await http.request("GET", path("x"), insist=0.1, patience=0.1)


async def test_nobody_there_is_unreachable() -> None:
    http = MatrixHttp("http://127.0.0.1:9")
    with pytest.raises(Unreachable):
        await http.request("GET", path("x"), insist=0.3)
    await http.close()


def test_segments_of_a_path_cannot_leave_their_place() -> None:
    assert path("rooms", "!a/b?c#d:é", "..") == (
        "/_matrix/client/v3/rooms/%21a%2Fb%3Fc%23d%3A%C3%A9/.."
    )


async def test_encoded_segments_arrive_as_they_were(server: Moody, http: MatrixHttp) -> None:
    server.answers = [OK]
    await http.request("GET", path("rooms", "!a/b%2F:é"))
    sent = server.asked[0].raw_path.removeprefix("/_matrix/client/v3/rooms/")
    assert "/" not in sent
    assert unquote(sent) == "!a/b%2F:é"


def raw(status: int, body: bytes) -> Answer:
    async def answer(request: web.Request) -> web.StreamResponse:
        return web.Response(body=body, status=status)

    return answer


async def test_a_file_is_posted_as_it_is_until_it_arrived(server: Moody, http: MatrixHttp) -> None:
    seen: list[bytes] = []

    async def keep(request: web.Request) -> web.StreamResponse:
        seen.append(await request.read())
        assert request.content_type == "application/octet-stream"
        return web.json_response({"content_uri": "mxc://a/b"})

    server.answers = [cut, page(200), page(502), keep]
    assert await http.upload("/upload", b"\x00{\xff") == {"content_uri": "mxc://a/b"}
    assert seen == [b"\x00{\xff"]


async def test_a_file_is_read_whole_whatever_it_holds(server: Moody, http: MatrixHttp) -> None:
    for content in (b"", b"\x00\xff", b'{"errcode": "M_UNKNOWN"}', b"x" * 200_000):
        server.answers, server.asked = [cut, page(503), raw(200, content)], []
        assert await http.download("/file", 200_000) == content


async def test_a_file_beyond_the_bound_is_not_read_to_its_end(
    server: Moody, http: MatrixHttp
) -> None:
    server.answers = [raw(200, b"x" * 200_001)]
    with pytest.raises(PermanentFailure, match="too large"):
        await http.download("/file", 200_000)
    assert len(server.asked) == 1


async def test_a_file_that_is_not_there_is_a_refusal(server: Moody, http: MatrixHttp) -> None:
    server.answers = [says(404, {"errcode": "M_NOT_FOUND"})]
    with pytest.raises(MatrixError, match="M_NOT_FOUND"):
        await http.download("/file", 10)
    server.answers, server.asked = [page(404)], []
    with pytest.raises(Unreachable):
        await http.download("/file", 10, insist=0)
