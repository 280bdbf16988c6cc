"""Makes the rooms of a circle show its documents: a card and a PDF each, edited in place after.

Whatever was not shown yet is, in the order in which it came; all in the unit of work of a timer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import timedelta

from bots.engine.markup import Written
from bots.liaison.cards import short_name
from bots.liaison.documents.cards import Facts, write_document, write_moved, write_new_alert
from bots.liaison.documents.exhibit import ROOMS, Exhibit
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
from care.documents.contents import results_in
from care.documents.model import Document, Line, Standing
from care.documents.rules import is_same_branch
from care.documents.store import (
    forget_cards,
    load_documents,
    load_family,
    load_shown,
    save_shown,
    unsettled_documents,
)
from care.documents.waking import circle_to_show, wake_to_show
from care.runtime.outgoing import Address, Say
from care.runtime.timers import Timer
from care.runtime.units import UnitOfWork

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
        exhibits = [
            Exhibit(work, self._house.account, one, load_shown(work.connection, one.id))
            for one in unsettled_documents(work, circle_id)
        ]
        ready = [one for one in exhibits if not one.must_wait]
        for exhibit in ready:
            self._show(work, circle, exhibit)
        if len(ready) < len(exhibits):
            wake_to_show(work, self._house.account, circle_id, after=_SOON)

    def moved(self, work: UnitOfWork, circle_id: CircleId, key: str) -> None:
        """The room `key` goes on elsewhere, where no card is: what stands is listed there."""
        kind = next(one.kind for one in rooms_of(work.connection, circle_id) if one.key == key)
        every = load_documents(work.connection, work.keys, circle_id)
        inside = [one for one in every if ROOMS[one.audience] is kind]
        forget_cards(work.connection, [one.id for one in inside if one.posted is None])
        if inside:
            lines = [Line(one, is_new=False) for one in reversed(inside)]
            self._say(work, Address(key=key), write_index(lines, link_of=lambda _: ""))

    def _show(self, work: UnitOfWork, circle: Circle, exhibit: Exhibit) -> None:
        document = exhibit.document
        if exhibit.must_go:
            self._take_away(work, circle, exhibit)
        facts = self._facts(work, document)
        card = write_document(document, facts)
        to = self._room(work, circle.id, exhibit.room)
        called = self._called(work, circle, exhibit) if exhibit.must_ring else ()
        exhibit.put_card(to, card, called)
        if exhibit.must_ring:
            exhibit.put_alert(to, write_new_alert(document, facts), called)
        if document.standing is Standing.CURRENT:
            exhibit.put_file(to)
        save_shown(work.connection, document.id, exhibit.shown)

    def _take_away(self, work: UnitOfWork, circle: Circle, exhibit: Exhibit) -> None:
        """It was withdrawn, or is only for professionals now: then who read it is told so."""
        before = RoomKind(exhibit.shown.room)
        to = self._room(work, circle.id, before)
        exhibit.take_away(to)
        if before is not exhibit.room:
            self._say(work, to, write_moved(exhibit.document))

    def _facts(self, work: UnitOfWork, document: Document) -> Facts:
        others = [one for one in load_family(work, document) if one.id != document.id]
        is_current = document.standing is Standing.CURRENT
        successor = _latest(one for one in others if one.id in document.replaced_by)
        link = link_to(work, self._house.account, successor) if successor else ""
        return Facts(
            results=results_in(work.connection, work.keys, document.id) if is_current else (),
            replaces=tuple(one for one in others if _was_replaced_by(one, document)),
            rivals=tuple(one for one in others if _is_rival(one, document)),
            successor=successor,
            link=link,
            taken_out_by=self._name(work, document.withdrawn_by),
        )

    def _called(self, work: UnitOfWork, circle: Circle, exhibit: Exhibit) -> tuple[str, ...]:
        """Whose phones ring: the treating doctor's and the addressees'; else the whole team's."""
        members = load_members(work.connection, work.keys, circle.id)
        team = [one for one in members if _hears(circle, one, exhibit.room)]
        addressees = exhibit.document.addressees
        meant = [
            one.user_id
            for one in team
            if one.role is Role.TREATING_DOCTOR or one.user_id in addressees
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

    def _say(self, work: UnitOfWork, to: Address, written: Written) -> None:
        work.send(self._house.account, Say(to, written.text, html=written.html, notice=True))


def _hears(circle: Circle, member: Member, kind: RoomKind) -> bool:
    return meets_professionals(member) and may_sit(circle, member, kind)


def _was_replaced_by(one: Document, document: Document) -> bool:
    return document.id in one.replaced_by and one.standing is not Standing.WITHDRAWN


def _is_rival(one: Document, document: Document) -> bool:
    same = is_same_branch(one.description, document.description)
    return same and one.standing is Standing.CURRENT


def _latest(documents: Iterable[Document]) -> Document | None:
    """The version that stands, else the newest one."""
    order = (Standing.WITHDRAWN, Standing.SUPERSEDED, Standing.CURRENT)
    ranked = sorted(
        documents,
        key=lambda one: (order.index(one.standing), one.description.version or 0, one.filed_at),
    )
    return ranked[-1] if ranked else None
