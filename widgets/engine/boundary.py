"""The edge of the pages: who may ask at all, and a sentence for whatever goes wrong."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from math import ceil

import structlog
from aiohttp import web
from aiohttp.typedefs import Middleware

from care.runtime.errors import Refusal, TemporaryFailure
from care.runtime.logs import incident_number, where
from widgets.engine.problem import Problem, sentence_of, status_of
from widgets.engine.view import ProblemView, View

_log = structlog.get_logger()
_JSON = "application/json"
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def answer(view: View, status: int = 200) -> web.Response:
    """`view`, in JSON."""
    return web.Response(body=view.model_dump_json(), status=status, content_type=_JSON)


def guard(origin: str) -> Middleware:
    """A middleware that refuses what does not come from our own pages at `origin`.

    A form of another site can neither send JSON nor say our origin.
    """

    @web.middleware
    async def check(request: web.Request, handler: Handler) -> web.StreamResponse:
        if request.method not in {"GET", "HEAD"}:
            if request.headers.get("Origin") != origin:
                return answer(Problem(403, "other-site").view(), 403)
            if request.content_type != _JSON:
                return answer(Problem(415, "bad-request").view(), 415)
        return await handler(request)

    return check


@web.middleware
async def tell_problems(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Whatever goes wrong is a ProblemView."""
    try:
        return await handler(request)
    except Problem as problem:
        return _tell(problem)
    except Refusal as refusal:
        sentence = sentence_of(refusal.reason, None, **refusal.facts)
        return answer(ProblemView(code=refusal.reason, sentence=sentence), status_of(refusal))
    except TemporaryFailure:
        return _tell(Problem(503, "unavailable", wait=5))
    except web.HTTPException as error:
        if error.status < 400:
            raise
        return _tell(Problem(error.status, "absent" if error.status == 404 else "bad-request"))
    except ConnectionError:  # the page went away in the middle: nobody reads the answer
        return web.Response(status=400)
    except Exception as error:  # the boundary: what is not known is a bug
        incident = incident_number()
        _log.error("page_broken", incident=incident, **where(error))
        return _tell(Problem(500, "broken", incident=incident))


def _tell(problem: Problem) -> web.Response:
    response = answer(problem.view(), problem.status)
    if problem.wait:
        response.headers["Retry-After"] = str(ceil(problem.wait))
    return response
