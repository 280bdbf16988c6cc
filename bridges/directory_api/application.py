"""The web application: HTTP in, FHIR out, and a sentence for whatever goes wrong."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from math import ceil
from urllib.parse import parse_qsl

import orjson
import structlog
from aiohttp import web
from sqlalchemy import Connection

from bridges.directory_api.bundle import Answer
from bridges.directory_api.capability import capability_statement
from bridges.directory_api.parameters import MOST_CRITERIA, Pairs
from bridges.directory_api.problems import Problem, invalid
from bridges.directory_api.service import DirectoryService
from care.runtime.clock import Clock
from care.runtime.errors import TemporaryFailure
from care.runtime.limits import Limits
from care.runtime.logs import incident_number, where
from care.runtime.sealing import KeyRing
from care.runtime.settings import DirectoryApi
from care.runtime.worker import Worker
from care.software.model import SoftwareKey

PREFIX = "/fhir"
_FHIR = "application/fhir+json"
_FORM = "application/x-www-form-urlencoded"
_LARGEST_FORM = 20_000
_STRANGERS = (1.0, 20)
_READABLE = ("json", "*/*", "application/*")
_HOST = re.compile(r"[A-Za-z0-9.-]{1,253}(:[0-9]{1,5})?|\[[0-9a-f:]+\](:[0-9]{1,5})?")
_log = structlog.get_logger()
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass(frozen=True)
class DirectoryServer:
    """Everything that an answer needs."""

    worker: Worker
    service: DirectoryService
    clock: Clock
    settings: DirectoryApi
    limits: Limits
    strangers: Limits

    async def metadata(self, request: web.Request) -> web.Response:
        """`GET /metadata`: no key is needed to learn what there is."""
        self._slow_down(self.strangers, request.remote or "")
        return _json(capability_statement(self._base(request)))

    async def read(self, request: web.Request) -> web.Response:
        """`GET /{kind}/{id}`."""
        key = await self._admit(request)
        kind, name = request.match_info["kind"], request.match_info["id"]
        return await self._answer(
            request, lambda c: self.service.read(c, key, kind, name, self.clock.now())
        )

    async def search(self, request: web.Request) -> web.Response:
        """`GET /{kind}` and `POST /{kind}/_search`."""
        key = await self._admit(request)
        kind, base, pairs = request.match_info["kind"], self._base(request), await _pairs(request)
        return await self._answer(
            request, lambda c: self.service.search(c, key, kind, pairs, base, self.clock.now())
        )

    async def refuse(self, request: web.Request) -> web.Response:
        """Anything else."""
        await self._admit(request)
        if request.method not in {"GET", "HEAD"}:
            raise Problem(405, "not-supported", "api-no-write")
        kind = request.match_info.get("kind") or request.match_info.get("tail", "")
        raise Problem(404, "not-supported", "api-unknown-kind", kind=kind[:40])

    async def _admit(self, request: web.Request) -> SoftwareKey:
        """Whose request this is, when they may ask now. Raises Problem."""
        try:
            given = _given_key(request)
            key = await self.worker.transact(lambda c: self.service.authenticate(c, given))
        except Problem:
            self._slow_down(self.strangers, request.remote or "")
            raise
        self._slow_down(self.limits, key.id)
        accepted = request.headers.get("Accept", "*/*")
        if not any(form in accepted for form in _READABLE):
            raise Problem(406, "not-supported", "api-bad-value", name="Accept")
        return key

    def _slow_down(self, limits: Limits, who: str) -> None:
        wait = limits.take(who)
        if wait:
            raise Problem(429, "throttled", "api-too-fast", wait=wait, seconds=ceil(wait))

    async def _answer(
        self, request: web.Request, work: Callable[[Connection], Answer]
    ) -> web.Response:
        answer = await self.worker.transact(work)
        headers = {"ETag": answer.etag, "Cache-Control": "private, no-cache"}
        if answer.etag in request.headers.get("If-None-Match", ""):
            return web.Response(status=304, headers=headers)
        return web.Response(body=answer.body, content_type=_FHIR, charset="utf-8", headers=headers)

    def _base(self, request: web.Request) -> str:
        if self.settings.public_url:
            return self.settings.public_url.rstrip("/") + PREFIX
        host = request.headers.get("Host", "")
        return f"{request.scheme}://{host if _HOST.fullmatch(host) else 'localhost'}{PREFIX}"


def build_directory_api(
    worker: Worker, keys: KeyRing, clock: Clock, settings: DirectoryApi
) -> web.Application:
    """The application to mount under `PREFIX`."""
    server = DirectoryServer(
        worker,
        DirectoryService(keys),
        clock,
        settings,
        Limits(settings.per_second, settings.burst),
        Limits(*_STRANGERS),
    )
    application = web.Application(middlewares=[tell_problems])
    application.router.add_get("/metadata", server.metadata)
    application.router.add_get("/{kind:[A-Za-z]+}", server.search)
    application.router.add_post("/{kind:[A-Za-z]+}/_search", server.search)
    application.router.add_get("/{kind:[A-Za-z]+}/{id}", server.read)
    application.router.add_route("*", "/{tail:(?s:.*)}", server.refuse)
    return application


@web.middleware
async def tell_problems(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Whatever goes wrong is an OperationOutcome."""
    try:
        return await handler(request)
    except Problem as problem:
        return _tell(problem)
    except TemporaryFailure:
        return _tell(Problem(503, "transient", "api-unavailable", wait=5))
    except web.HTTPException:
        raise
    except Exception as error:  # the boundary of the bridge: what is not known is a bug
        incident = incident_number()
        _log.error("directory_api_broken", incident=incident, **where(error))
        return _tell(Problem(500, "exception", "api-broken", incident=incident))


def _tell(problem: Problem) -> web.Response:
    content = problem.outcome().model_dump(mode="json", by_alias=True, exclude_none=True)
    response = _json(content, problem.status)
    if problem.wait is not None:
        response.headers["Retry-After"] = str(ceil(problem.wait))
    if problem.status == 401:
        response.headers["WWW-Authenticate"] = 'Bearer realm="annuaire"'
    return response


def _json(content: object, status: int = 200) -> web.Response:
    return web.Response(
        body=orjson.dumps(content), status=status, content_type=_FHIR, charset="utf-8"
    )


def _given_key(request: web.Request) -> str:
    scheme, _, credentials = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        return credentials
    return request.headers.get("ESANTE-API-KEY", "")


async def _pairs(request: web.Request) -> Pairs:
    """The parameters of the address, then those of the form. Raises Problem."""
    text = request.rel_url.raw_query_string
    if request.method == "POST":
        if request.content_type != _FORM:
            raise Problem(415, "not-supported", "api-bad-body")
        text = "&".join(part for part in (text, await _form(request)) if part)
    try:
        pairs = parse_qsl(text, keep_blank_values=True, max_num_fields=MOST_CRITERIA)
    except ValueError:
        raise invalid("api-too-many", most=MOST_CRITERIA) from None
    return tuple(pairs)


async def _form(request: web.Request) -> str:
    body = bytearray()
    async for chunk in request.content.iter_chunked(_LARGEST_FORM):
        body += chunk
        if len(body) > _LARGEST_FORM:
            raise Problem(413, "too-long", "api-too-many", most=MOST_CRITERIA)
    return body.decode("utf-8", "replace")
