"""HTTPS: the pinned authority only, never led to a clear or another server with a key."""

from __future__ import annotations

from pathlib import Path

import pytest
from aiohttp import web

from care.directory.national_files import UnusableFile
from care.directory.sources.web import (
    AnsweredBadly,
    Unreachable,
    Web,
    check_address,
    host_of,
    is_loopback,
    origin_of,
    pinned_context,
)
from tests.care.directory.sources.servers import make_authority, serving


async def hello(request: web.Request) -> web.Response:
    return web.json_response({"key": request.headers.get("ESANTE-API-KEY")})


def application() -> web.Application:
    made = web.Application()
    made.router.add_get("/", hello)
    return made


def get(client: Web, url: str) -> bytes:
    with client.get(url, {"ESANTE-API-KEY": "k"}) as response:
        return response.read()


def test_the_pinned_authority_is_believed(tmp_path: Path) -> None:
    authority = make_authority(tmp_path)
    with serving(application(), authority.server) as url:
        assert get(Web(authority.ca_file), url + "/") == b'{"key": "k"}'


def test_another_authority_is_not_and_neither_are_the_public_ones(tmp_path: Path) -> None:
    authority = make_authority(tmp_path / "a")
    other = make_authority(tmp_path / "b")
    with serving(application(), authority.server) as url:
        for trusted in (other.ca_file, None):
            with pytest.raises(UnusableFile) as refused:
                get(Web(trusted), url + "/")
            assert refused.value.reason == "source-certificate"


def test_a_pinned_context_trusts_nothing_else(tmp_path: Path) -> None:
    context = pinned_context(make_authority(tmp_path).ca_file)
    assert context.cert_store_stats()["x509_ca"] == 1


def test_a_missing_authority_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnusableFile) as refused:
        Web(tmp_path / "absent.crt")
    assert refused.value.reason == "source-ca-file"


@pytest.mark.parametrize(
    "url", ["http://annuaire.example/f", "ftp://x/y", "file:///etc/passwd", ""]
)
def test_only_https_leaves_this_machine(url: str) -> None:
    with pytest.raises(UnusableFile) as refused:
        check_address(url)
    assert refused.value.reason == "source-not-https"


def test_a_redirection_takes_no_key_elsewhere() -> None:
    with serving(application()) as there:
        here = application()

        async def away(_request: web.Request) -> web.Response:
            raise web.HTTPFound(there + "/")

        async def clear(_request: web.Request) -> web.Response:
            raise web.HTTPFound("http://annuaire.example/")

        here.router.add_get("/away", away)
        here.router.add_get("/clear", clear)
        with serving(here) as url:
            assert get(Web(), url + "/away") == b'{"key": null}'
            with pytest.raises(UnusableFile):
                get(Web(), url + "/clear")


def test_errors_are_told_apart() -> None:
    async def busy(_request: web.Request) -> web.Response:
        return web.Response(status=429, headers={"Retry-After": "7"})

    made = web.Application()
    made.router.add_get("/", busy)
    with serving(made) as url:
        with pytest.raises(AnsweredBadly) as answer:
            get(Web(), url + "/")
        assert (answer.value.status, answer.value.wait) == (429, 7)
    with pytest.raises(Unreachable):
        get(Web(patience=1), url + "/")


def test_where_an_address_leads() -> None:
    assert origin_of("https://a.example/x") == origin_of("https://a.example:443/y?z")
    assert origin_of("https://a.example") != origin_of("http://a.example")
    assert host_of("https://a.example/x") == "a.example"
    assert host_of("https://[") == ""
    assert is_loopback("::1") and not is_loopback("annuaire.example")
