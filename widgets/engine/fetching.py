"""The files that pages show: the bytes alone, to whoever may see them, kept nowhere on the way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote

from aiohttp import web

from care.pages.secret import make_id
from care.runtime.errors import Refusal
from care.runtime.units import Units
from care.runtime.worker import Worker
from widgets.engine.admission import Admission, read
from widgets.engine.boundary import answer
from widgets.engine.headers import FILE_POLICY, OWN_POLICY
from widgets.engine.page import Attached, Fetching, Page, Who
from widgets.engine.problem import sentence_of, status_of
from widgets.engine.view import Form, ProblemView

_ANY = "application/octet-stream"
#: What our own viewer draws. Anything else is bytes to save: HTML and SVG hold programs.
SHOWN = frozenset({"application/pdf", "image/jpeg", "image/png", "image/gif", "image/webp"})


@dataclass(frozen=True)
class Fetcher:
    """Answers `/file/{page}/{name}`. Opening a file is noted: each is fetched in a unit of work."""

    units: Units
    worker: Worker
    admission: Admission
    pages: Mapping[str, Page]

    async def fetch(self, request: web.Request) -> web.Response:
        """The file, or a ProblemView."""
        page = self.pages.get(request.match_info["page"])
        fetching = None if page is None else page.files.get(request.match_info["name"])
        who = await self.admission.who(request)
        if page is None or fetching is None:
            raise web.HTTPNotFound
        form = await read(request, fetching.form)
        try:
            return _send(await self.worker.run(lambda: self._open(fetching, who, form)))
        except Refusal as refusal:
            sentence = sentence_of(refusal.reason, page.say, **refusal.facts)
            return answer(ProblemView(code=refusal.reason, sentence=sentence), status_of(refusal))

    def _open(self, fetching: Fetching[Form], who: Who, form: Form) -> Attached:
        with self.units.unit(f"file {make_id()}") as work:
            return fetching.answer(work, who, form)


def _send(file: Attached) -> web.Response:
    known = file.media_type.lower()
    headers = {
        "Content-Disposition": f"attachment; filename*=UTF-8''{quote(file.name, safe='')}",
        "Cache-Control": "no-store",
    }
    response = web.Response(
        body=file.content, content_type=known if known in SHOWN else _ANY, headers=headers
    )
    response[OWN_POLICY] = FILE_POLICY
    return response
