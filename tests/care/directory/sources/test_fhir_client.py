"""The client keeps to the API's limits and stops when pages turn in circles."""

from __future__ import annotations

from time import monotonic

import pytest
from aiohttp import web

from care.directory.national_files import UnusableFile
from care.directory.sources.fhir_client import FhirClient, Manners, Throttle
from care.directory.sources.port import unheard
from care.directory.sources.web import Web
from tests.care.directory.sources.servers import serving

QUICK = Manners(per_second=10_000, tries=2, first_wait=0.001)


def server(body: bytes | None = None) -> web.Application:
    async def answer(request: web.Request) -> web.Response:
        same = {"relation": "next", "url": str(request.url)}
        if body is not None:
            return web.Response(body=body)
        return web.json_response({"resourceType": "Bundle", "link": [same]})

    made = web.Application()
    made.router.add_get("/{kind}", answer)
    return made


def reason(application: web.Application) -> str:
    with serving(application) as url, pytest.raises(UnusableFile) as refused:
        list(FhirClient(Web(), url, "k", QUICK).search("Practitioner", {}, unheard))
    return refused.value.reason


def test_calls_are_kept_apart() -> None:
    throttle, start = Throttle(100), monotonic()
    for _ in range(11):
        throttle.wait()
    assert monotonic() - start >= 0.1


def test_pages_in_a_circle_are_left() -> None:
    assert reason(server()) == "source-api-loop"


@pytest.mark.parametrize("body", [b"", b"<html>", b"[]", b'{"resourceType": "OperationOutcome"}'])
def test_an_answer_that_is_no_bundle_is_refused(body: bytes) -> None:
    assert reason(server(body)) == "source-api-format"


def test_odd_entries_are_passed_over() -> None:
    body = b'{"resourceType": "Bundle", "entry": [3, {}, {"resource": {"resourceType": "X"}}]}'
    with serving(server(body)) as url:
        assert list(FhirClient(Web(), url, "k", QUICK).search("Practitioner", {}, unheard)) == []


def test_the_national_limit_is_kept_by_default() -> None:
    assert Manners().per_second <= 17
