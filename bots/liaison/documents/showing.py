"""Makes the rooms of a circle show its documents: a card and a PDF each, edited in place after.

Whatever was not shown yet is, in the order in which it came; all in the unit of work of a timer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import timedelta

from bots.engine.markup import Written
from bots.liaison.cards import short_name
from bots.liaison.documents.cards import Facts, write_document, write_moved, write_new_alert
from bots.liaison.documents.places import link_to
from bots.liaison.documents.replies import write_index
from bots.liaison.house import House
from care.access.act import RoomKind
from care.accounts.store import account_of
from care.circles.model import Circle, CircleId, CircleState, Member, Role
from care.circles.reading import require_circle
from care.circles.rooms import rooms_of, want_room
from care.circles.rules import may_sit, meets_professionals
from care.circles.store import load_members
from care.documents.contents import content_of, results_in
from care.documents.model import Audience, Document, Form, Line, Standing
from care.documents.reading import name_file
from care.documents.rules import is_same_branch, shown_form
from care.documents.store import (
    Shown,
    load_documents,
    load_family,
    load_shown,
    save_shown,
    unsettled_documents,
)
from care.documents.waking import circle_to_show, wake_to_show
from care.runtime.outbox import fate_of
from care.runtime.outgoing import Address, Erase, Say, SendFile
from care.runtime.timers import Timer
from care.runtime.units import UnitOfWork

ROOMS = {Audience.EVERYBODY: RoomKind.CIRCLE, Audience.PROFESSIONALS: RoomKind.PROFESSIONALS}
_TOKEN = 32
_SOON = timedelta(seconds=5)

Settle = Callable[[UnitOfWork, CircleId], None]


class Showcase:
    """Shows the documents of circles for `house`; `settle` opens the rooms that are asked for."""

    def __init__(self, house: House, settle: Settle) -> None:
        self._house = house
        self._settle = settle

    def due(self, work: UnitOfWork, timer: Timer) -> bool:
        """Do what `timer` is for; False when it is about something else."""
        circle = circle_to_show(timer)
        if circle is None:
            return False
        self.show(work, circle)
        return True

    def show(self, work: UnitOfWork, circle_id: CircleId) -> None:
        """Whatever the rooms do not show as it is; nothing is written in rooms that are shut."""
        circle = require_circle(work, circle_id)
        if circle.state is not CircleState.OPEN:
            return
        unsettled = unsettled_documents(work, circle_id)
        for document in unsettled:
            self._show(work, circle, document)
        waits = [one for one in unsettled if not self._is_clean(work, one)]
        if waits:
            wake_to_show(work, self._house.account, circle_id, after=_SOON)

    def moved(self, work: UnitOfWork, circle_id: CircleId, key: str) -> None:
        """The room `key` goes on elsewhere, where no card is: what stands is listed there."""
        kind = next(one.kind for one in rooms_of(work.connection, circle_id) if one.key == key)
        audience = next(one for one, room in ROOMS.items() if room is kind)
        every = load_documents(work.connection, work.keys, circle_id)
        shown = [one for one in every if one.audience is audience]
        for one in shown:
            if one.posted is None:
                was = load_shown(work.connection, one.id)
                save_shown(work.connection, one.id, replace(was, card="", file=""))
        if shown:
            lines = [Line(one, is_new=False) for one in reversed(shown)]
            written = write_index(lines, link_of=lambda _: "")
            self._say(work, Address(key=key), written)

    def _show(self, work: UnitOfWork, circle: Circle, document: Document) -> None:
        shown = load_shown(work.connection, document.id)
        kind = ROOMS[document.audience]
        if shown.card and shown.room != kind.value:
            shown = self._leave_room(work, document, shown)
        facts = self._facts(work, document)
        card = write_document(document, facts)
        token = work.keys.blind(card.text, "documents.shown")[:_TOKEN]
        to = self._room(work, circle.id, kind)
        if not shown.card:
            shown = self._show_first(work, circle, document, facts, card)
        elif token != shown.token:
            self._say(work, to, card, edits=shown.card)
        shown = replace(shown, token=token, room=kind.value)
        shown = self._ring_late(work, circle, document, facts, shown)
        save_shown(work.connection, document.id, self._settle_file(work, to, document, shown))

    def _show_first(
        self, work: UnitOfWork, circle: Circle, document: Document, facts: Facts, card: Written
    ) -> Shown:
        """A new card; it rings when a result must be seen at once (BIO/va1.01)."""
        kind = ROOMS[document.audience]
        to = self._room(work, circle.id, kind)
        rung = document.has_alert and document.standing is Standing.CURRENT
        called = self._called(work, circle, document, kind) if rung else ()
        sent = self._say(work, to, card, called, _data(document))
        return Shown(work.now, kind.value, card=sent, rung=rung)

    def _ring_late(
        self, work: UnitOfWork, circle: Circle, document: Document, facts: Facts, shown: Shown
    ) -> Shown:
        is_current = document.standing is Standing.CURRENT
        if shown.rung or not document.has_alert or not is_current:
            return shown
        kind = ROOMS[document.audience]
        called = self._called(work, circle, document, kind)
        self._say(work, self._room(work, circle.id, kind), write_new_alert(document, facts), called)
        return replace(shown, rung=True)

    def _settle_file(
        self, work: UnitOfWork, to: Address, document: Document, shown: Shown
    ) -> Shown:
        """The PDF stands beside the card of what stands; that of what was withdrawn goes."""
        if document.standing is Standing.CURRENT and not shown.file:
            return replace(shown, file=self._send_file(work, to, document))
        if document.standing is Standing.WITHDRAWN and shown.file:
            return self._erase_file(work, to, shown)
        return shown

    def _send_file(self, work: UnitOfWork, to: Address, document: Document) -> str:
        form = shown_form(document.forms - {Form.CDA})
        content = None
        if form is not None:
            content = content_of(work.connection, work.keys, document.id, form)
        if form is None or content is None:
            return ""
        name = name_file(document, form)
        file = SendFile(to, name, "application/pdf", content, data=_data(document))
        return work.send(self._house.account, file)

    def _erase_file(self, work: UnitOfWork, to: Address, shown: Shown) -> Shown:
        """Once it is there: what still waits to be sent is erased a moment later."""
        fate = fate_of(work.connection, self._house.account, shown.file)
        if fate.waits:
            return shown
        if fate.event_id is not None:
            work.send(self._house.account, Erase(to, fate.event_id))
        return replace(shown, file="")

    def _leave_room(self, work: UnitOfWork, document: Document, shown: Shown) -> Shown:
        """It is only for professionals now: what everybody could read goes."""
        to = self._room(work, document.circle, RoomKind(shown.room))
        self._say(work, to, write_moved(document), edits=shown.card)
        if shown.file:
            self._erase_file(work, to, shown)
        return replace(shown, card="", file="", token="")

    def _is_clean(self, work: UnitOfWork, document: Document) -> bool:
        """Whether nothing is left in the room of what was withdrawn."""
        if document.standing is not Standing.WITHDRAWN:
            return True
        return not load_shown(work.connection, document.id).file

    def _facts(self, work: UnitOfWork, document: Document) -> Facts:
        family = load_family(work, document)
        others = [one for one in family if one.id != document.id]
        is_current = document.standing is Standing.CURRENT
        successor = _latest(one for one in others if one.id in document.replaced_by)
        return Facts(
            results=results_in(work.connection, work.keys, document.id) if is_current else (),
            replaces=tuple(
                one
                for one in others
                if document.id in one.replaced_by and one.standing is not Standing.WITHDRAWN
            ),
            rivals=tuple(
                one
                for one in others
                if one.standing is Standing.CURRENT
                and is_same_branch(one.description, document.description)
            ),
            successor=successor,
            link=link_to(work, self._house.account, successor) if successor else "",
            taken_out_by=self._name(work, document.withdrawn_by),
        )

    def _called(
        self, work: UnitOfWork, circle: Circle, document: Document, kind: RoomKind
    ) -> tuple[str, ...]:
        """Whose phones ring: the treating doctor's and the addressees'; else the whole team's."""
        members = load_members(work.connection, work.keys, circle.id)
        team = [one for one in members if _hears(circle, one, kind)]
        meant = [
            one.user_id
            for one in team
            if one.role is Role.TREATING_DOCTOR or one.user_id in document.addressees
        ]
        return tuple(meant or [one.user_id for one in team])

    def _room(self, work: UnitOfWork, circle: CircleId, kind: RoomKind) -> Address:
        """The room, opened if it was not."""
        known = [one for one in rooms_of(work.connection, circle) if one.kind is kind]
        if not known:
            known = [want_room(work.connection, circle, kind)]
            self._settle(work, circle)
        return Address(key=known[0].key)

    def _name(self, work: UnitOfWork, user_id: str) -> str:
        account = account_of(work.connection, user_id) if user_id else None
        return short_name(account.display_name) if account else ""

    def _say(
        self,
        work: UnitOfWork,
        to: Address,
        written: Written,
        called: Iterable[str] = (),
        data: dict[str, str] | None = None,
        edits: str | None = None,
    ) -> str:
        mentions = tuple(called)
        say = Say(
            to,
            written.text,
            html=written.html,
            data={_DATA: data} if data else {},
            edits=edits,
            notice=not mentions,
            mentions=mentions,
        )
        return work.send(self._house.account, say)


_DATA = "fr.cercle.document"


def _data(document: Document) -> dict[str, str]:
    return {"id": document.id.text, "type": document.description.type_code}


def _hears(circle: Circle, member: Member, kind: RoomKind) -> bool:
    return meets_professionals(member) and may_sit(circle, member, kind)


def _latest(documents: Iterable[Document]) -> Document | None:
    """The version that stands, else the newest one."""
    ranked = sorted(
        documents,
        key=lambda one: (
            one.standing is Standing.CURRENT,
            one.standing is Standing.SUPERSEDED,
            one.description.version or 0,
            one.filed_at,
        ),
    )
    return ranked[-1] if ranked else None
