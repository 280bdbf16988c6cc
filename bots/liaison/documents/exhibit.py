"""One document in the room where it is shown: its card, edited in place, its PDF, its alert.

All that tells what it holds is remembered, so that nothing of it is left there when it must go: an
edited message keeps what it said before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from bots.engine.markup import Written
from care.access.act import RoomKind
from care.documents.contents import content_of
from care.documents.model import Audience, Document, Form, Standing
from care.documents.reading import name_file
from care.documents.rules import shown_form
from care.documents.store import Shown
from care.runtime.outbox import Fate, fate_of
from care.runtime.outgoing import Address, Erase, Say, SendFile
from care.runtime.units import UnitOfWork

ROOMS = {Audience.EVERYBODY: RoomKind.CIRCLE, Audience.PROFESSIONALS: RoomKind.PROFESSIONALS}
_DATA = "fr.cercle.document"
_TOKEN = 32


@dataclass
class Exhibit:
    """A document as `account` shows it. `shown` is how it is shown by then."""

    work: UnitOfWork
    account: str
    document: Document
    shown: Shown

    @property
    def room(self) -> RoomKind:
        """The kind of room where it is to be."""
        return ROOMS[self.document.audience]

    @property
    def must_go(self) -> bool:
        """Whether something is left of what may not be read there any more."""
        is_told = bool(self.shown.said or self.shown.file)
        leaves = self.shown.room != self.room.value
        return is_told and (leaves or self.document.standing is Standing.WITHDRAWN)

    @property
    def must_wait(self) -> bool:
        """Whether what must go is still on its way: only what is there can be erased."""
        return self.must_go and any(fate.waits for fate in self._fates())

    @property
    def must_ring(self) -> bool:
        """Whether somebody must see its results at once, and was not rung yet (BIO/va1.01)."""
        is_current = self.document.standing is Standing.CURRENT
        return self.document.has_alert and is_current and not self.shown.rung

    def take_away(self, to: Address) -> None:
        """Erase all that was said of it in the room `to` and in those it took the place of, and
        its PDF.
        """
        for fate in self._fates():
            if fate.event_id is not None:
                there = Address(room_id=fate.room_id) if fate.room_id else to
                self.work.send(self.account, Erase(there, fate.event_id))
        self.shown = replace(self.shown, card="", file="", said=(), token="")

    def put_card(self, to: Address, card: Written, called: Iterable[str] = ()) -> None:
        """Write the card, or change the one there is; only a new one rings `called`."""
        token = self.work.keys.blind(card.text, "documents.shown")[:_TOKEN]
        if not self.shown.card:
            rung = self.shown.rung or self.must_ring
            sent = self._say(to, card, tuple(called))
            at = self.shown.at or self.work.now
            self.shown = replace(self.shown, at=at, card=sent, rung=rung)
        elif token != self.shown.token:
            self._say(to, card, edits=self.shown.card)
        self.shown = replace(self.shown, token=token, room=self.room.value)

    def put_alert(self, to: Address, alert: Written, called: Iterable[str]) -> None:
        """Ring for what came after the card."""
        self._say(to, alert, tuple(called))
        self.shown = replace(self.shown, rung=True)

    def put_file(self, to: Address) -> None:
        """Have its PDF beside the card, once."""
        form = shown_form(self.document.forms - {Form.CDA})
        if self.shown.file or form is None:
            return
        content = content_of(self.work.connection, self.work.keys, self.document.id, form)
        if content is None:
            return
        name = name_file(self.document, form)
        file = SendFile(to, name, "application/pdf", content, data=self._data())
        self.shown = replace(self.shown, file=self.work.send(self.account, file))

    def _say(
        self,
        to: Address,
        written: Written,
        called: tuple[str, ...] = (),
        edits: str | None = None,
    ) -> str:
        say = Say(
            to,
            written.text,
            html=written.html,
            data=self._data(),
            edits=edits,
            notice=not called,
            mentions=called,
        )
        sent = self.work.send(self.account, say)
        if self.document.standing is not Standing.WITHDRAWN:
            self.shown = replace(self.shown, said=(*self.shown.said, sent))
        return sent

    def _data(self) -> dict[str, dict[str, str]]:
        """For machines, inside what is encrypted."""
        kind = self.document.description.type_code
        return {_DATA: {"id": self.document.id.text, "type": kind}}

    def _fates(self) -> Iterator[Fate]:
        for sent in (*self.shown.said, self.shown.file):
            yield fate_of(self.work.connection, self.account, sent)
