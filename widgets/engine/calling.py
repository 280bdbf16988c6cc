"""Questions, acts and edits: each in one unit of work, between two typed documents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from aiohttp import web
from sqlalchemy import Connection

from care.pages.edits import Applying, apply_once
from care.pages.model import Edit, EditOutcome, FieldEdit
from care.pages.rules import settle_times
from care.pages.secret import make_id
from care.runtime.errors import Refusal
from care.runtime.units import UnitOfWork, Units
from care.runtime.worker import Worker
from widgets.engine.admission import Admission, read
from widgets.engine.boundary import answer
from widgets.engine.hub import Hub
from widgets.engine.page import Page, Question, Who
from widgets.engine.problem import sentence_of, status_of
from widgets.engine.view import (
    EditForm,
    EditsForm,
    EditsView,
    Form,
    OutcomeView,
    ProblemView,
    View,
    WatchForm,
)


@dataclass(frozen=True)
class Calling:
    """Each method answers one address under `/pages/api`."""

    units: Units
    worker: Worker
    admission: Admission
    hub: Hub
    pages: Mapping[str, Page]

    async def call(self, request: web.Request) -> web.Response:
        """`/call/{page}/{name}`."""
        page = self.pages.get(request.match_info["page"])
        question = None if page is None else page.calls.get(request.match_info["name"])
        who = await self.admission.who(request)
        if page is None or question is None:
            raise web.HTTPNotFound
        form = await read(request, question.form)
        try:
            return answer(await self._answer(question, who, form))
        except Refusal as refusal:
            sentence = sentence_of(refusal.reason, page.say, **refusal.facts)
            return answer(ProblemView(code=refusal.reason, sentence=sentence), status_of(refusal))

    async def edit(self, request: web.Request) -> web.Response:
        """`/edits`: what waited to be sent, in the order it was made."""
        who = await self.admission.who(request)
        form = await read(request, EditsForm)
        now = self.units.clock.now()
        outcomes = []
        for one in form.edits:
            edit = settle_times(_edit(one), form.sent_at, now)
            outcome = await self.worker.run(lambda edit=edit: self._apply(who, edit))  # type: ignore[misc]
            sentence = self._sentence(edit.kind, outcome)
            outcomes.append(OutcomeView(id=edit.id, state=outcome.state.value, sentence=sentence))
        return answer(EditsView(outcomes=outcomes, at=now))

    async def watch(self, request: web.Request) -> web.StreamResponse:
        """`/watch`: server-sent events until the page goes away, or may not see any more."""
        who = await self.admission.who(request)
        form = await read(request, WatchForm)
        stream = await self.hub.open(who.session, form.topics, form.last)
        try:
            response = web.StreamResponse(
                headers={"Content-Type": "text/event-stream", "X-Accel-Buffering": "no"}
            )
            await response.prepare(request)
            async for block in stream.blocks():
                await response.write(block)
        finally:
            self.hub.close(stream)
        return response

    async def _answer(self, question: Question[Any, Any], who: Who, form: Form) -> View:
        def ask(connection: Connection) -> View:
            work = UnitOfWork(connection, self.units.keys, self.units.clock.now(), "reading")
            view: View = question.answer(work, who, form)
            return view

        def act() -> View:
            with self.units.unit(f"page {make_id()}") as work:
                view: View = question.answer(work, who, form)
                return view

        return await (self.worker.run(act) if question.changes else self.worker.transact(ask))

    def _apply(self, who: Who, edit: Edit) -> EditOutcome:
        with self.units.unit(f"edit {who.user_id} {edit.id}") as work:
            return apply_once(work, who.user_id, edit, self._applying(edit.kind))

    def _applying(self, kind: str) -> Applying:
        for page in self.pages.values():
            if kind in page.edits:
                return page.edits[kind]
        return _unknown

    def _sentence(self, kind: str, outcome: EditOutcome) -> str:
        if not outcome.reason:
            return ""
        say = next((page.say for page in self.pages.values() if kind in page.edits), None)
        return sentence_of(outcome.reason, say, **outcome.facts)


def by_name(pages: Sequence[Page]) -> dict[str, Page]:
    """Pages by their names."""
    return {page.name: page for page in pages}


def _unknown(_work: UnitOfWork, _user_id: str, _edit: Edit) -> EditOutcome:
    raise Refusal("edit-unknown")


def _edit(form: EditForm) -> Edit:
    fields = {
        name: FieldEdit(field.value, field.at, tuple(field.seen))
        for name, field in form.fields.items()
    }
    return Edit(form.id, form.kind, form.target, fields)
