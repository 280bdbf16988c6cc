"""Documents by dialogue: listed, sent again to who asks, their results over time, taken out."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bots.engine.markup import Written, fact, write
from bots.liaison.documents.cards import tell_kind, tell_who
from bots.liaison.documents.places import link_to
from bots.liaison.documents.plotting import name_chart, plot, tell_chart
from bots.liaison.documents.replies import write_curves, write_index
from bots.liaison.documents.showing import Showcase
from bots.liaison.documents.texts import TEXTS
from bots.liaison.house import House
from bots.liaison.orders import Order, Verb
from care.access.act import RoomKind
from care.audit.model import Face
from care.circles.model import CircleId
from care.circles.reading import require_circle
from care.circles.rooms import CircleRoom
from care.directory.spelling import fold
from care.documents.curves import results_of
from care.documents.model import Audience, Document
from care.documents.reading import (
    documents_of,
    note_opened,
    open_document,
    require_document,
)
from care.documents.workflow import take_out_document
from care.matrix.model import IncomingMessage
from care.runtime.errors import Refusal
from care.runtime.outgoing import Address, Outgoing, Say, SendFile
from care.runtime.texts import french_date
from care.runtime.units import UnitOfWork

VERBS = frozenset({Verb.DOCUMENTS, Verb.DOCUMENT, Verb.RESULTS, Verb.TAKE_OUT})
_LABEL = re.compile(r"(?:(?:n|no|numero|le|la|document) )*(p? ?\d{1,6})(?: .*)?")
_WHOLE = frozenset({"tous", "toutes", "tout"})


@dataclass
class DocumentDesk:
    """One order of somebody about the documents of `circle`. Raises Refusal.

    What everybody reads is answered in the circle's own room; the rest in that of professionals,
    or to whoever asks, alone.
    """

    work: UnitOfWork
    house: House
    message: IncomingMessage
    circle: CircleId
    showcase: Showcase
    room: CircleRoom | None = None

    def answer(self, order: Order) -> list[Outgoing]:
        """What to send."""
        match order.verb:
            case Verb.DOCUMENTS:
                return [self._reply(self._index(order.rest))]
            case Verb.DOCUMENT:
                return self._send(order.rest)
            case Verb.RESULTS:
                return self._results(order.rest)
            case _:
                return [self._reply(self._take_out(order.rest))]

    @property
    def _user_id(self) -> str:
        return self.message.sender.user_id

    @property
    def _among(self) -> Audience | None:
        """Who else reads the answer."""
        is_open = self.room is not None and self.room.kind is not RoomKind.PROFESSIONALS
        return Audience.EVERYBODY if is_open else None

    def _index(self, rest: str) -> Written:
        lines = documents_of(self.work, self.circle, self._user_id, self._among)
        whole = fold(rest) in _WHOLE
        sought = "" if whole else rest
        return write_index(lines, self._link, sought=sought, whole=whole)

    def _send(self, rest: str) -> list[Outgoing]:
        """To who asks, alone: others do not need it again."""
        reader, document = require_document(self.work, self.circle, _label(rest), self._user_id)
        if document.posted is not None:
            note_opened(self.work, reader, document, self._user_id, Face.ROOM)
            return [self._reply(write([self._posted(document)]))]
        opened = open_document(self.work, self.circle, document.id.text, self._user_id)
        circle = require_circle(self.work, self.circle)
        head = TEXTS.say(
            "document-sent",
            kind=tell_kind(document),
            date=french_date(document.day, document.moment.precision),
            who=tell_who(document),
            circle=fact(circle.pseudonym),
        )
        to = Address(person=self._user_id)
        written = write([head])
        file = SendFile(to, opened.name, opened.media_type, opened.content)
        if self.room is None:
            to = Address(room_id=self.message.room_id)
            file = SendFile(to, opened.name, opened.media_type, opened.content)
            return [Say(to, written.text, html=written.html), file]
        say = Say(to, written.text, html=written.html, notice=True)
        return [say, file, self._reply(write([TEXTS.say("sent-alone")]))]

    def _results(self, rest: str) -> list[Outgoing]:
        curves = results_of(self.work, self.circle, self._user_id, rest, self._among)
        answers: list[Outgoing] = [self._reply(write_curves(curves, rest))]
        picture = plot(curves[0]) if len(curves) == 1 else None
        if picture is not None:
            to = Address(room_id=self.message.room_id)
            told = tell_chart(curves[0])
            answers.append(SendFile(to, name_chart(curves[0]), "image/png", picture, text=told))
        return answers

    def _take_out(self, rest: str) -> Written:
        _, document = require_document(self.work, self.circle, _label(rest), self._user_id)
        if document.posted is not None:
            raise Refusal("document-in-room")
        take_out_document(self.work, document, self._user_id, keeper=self.house.account)
        self.showcase.show(self.work, self.circle)
        return write([TEXTS.say("document-taken-out", number=document.label)])

    def _link(self, document: Document) -> str:
        return link_to(self.work, self.house.account, document)

    def _posted(self, document: Document) -> str:
        name = fact(document.description.title)
        shown = f'<a href="{self._link(document)}">{name}</a>'
        return TEXTS.say("document-posted", link=shown)

    def _reply(self, written: Written) -> Say:
        to = Address(room_id=self.message.room_id)
        reply_to = None if self.room is None else self.message.event_id
        return Say(to, written.text, html=written.html, in_reply_to=reply_to)


def _label(rest: str) -> str:
    found = _LABEL.fullmatch(fold(rest))
    if found is None:
        raise Refusal("document-which")
    return found[1].replace(" ", "")
