"""Makes the rooms of a circle show what was decided: doors, seats, cards, silence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bots.engine.markup import Written, fact, write
from bots.liaison.cards import write_identity, write_members, write_team
from bots.liaison.house import House
from bots.liaison.texts import TEXTS
from care.access.act import RoomKind
from care.circles.model import CircleId, CircleState
from care.circles.reaching import phones_of
from care.circles.reading import Picture, paint
from care.circles.rooms import (
    CircleRoom,
    give_seat,
    rooms_of,
    save_room,
    seats_in,
    take_seat,
    want_room,
)
from care.circles.rules import may_sit
from care.circles.store import mark_settled, unsettled_circles
from care.circles.waking import wake_to_settle
from care.pages.workflow import PREFIX
from care.runtime.memory import forget, recall, remember
from care.runtime.outbox import event_of
from care.runtime.outgoing import (
    Address,
    Erase,
    Invite,
    OpenRoom,
    Pin,
    Remove,
    Say,
    SetReadOnly,
    ShowPage,
)
from care.runtime.units import UnitOfWork

_TOKEN = 24
_AT_ONCE = 10
_PAGE, _WIDGET = "page-shown:", "fr.cercle.circle"
_PERSONAL = "#/?theme=$org.matrix.msc2873.client_theme&roomId=$matrix_room_id"


Gone = Callable[[UnitOfWork, CircleId, str], None]


class Keeper:
    """Brings the rooms of circles in line, from the one account that has power in them.

    `gone` is told of everybody who lost their seat in an open circle.
    """

    def __init__(self, house: House, gone: Gone | None = None) -> None:
        self._house = house
        self._gone = gone

    def settle_all(self, work: UnitOfWork) -> None:
        """Whatever changed, by whichever door it came in; some now, the others in a moment."""
        unsettled = unsettled_circles(work.connection, _AT_ONCE + 1)
        for circle in unsettled[:_AT_ONCE]:
            self.settle(work, circle)
        if len(unsettled) > _AT_ONCE:
            wake_to_settle(work, self._house.account)

    def settle(self, work: UnitOfWork, circle_id: CircleId) -> None:
        """Queue what is missing in the rooms of one circle; nothing when nothing is."""
        picture = paint(work, circle_id)
        if picture.circle.state is CircleState.OPEN:
            want_room(work.connection, circle_id, RoomKind.CIRCLE)
        for room in rooms_of(work.connection, circle_id):
            self._settle_room(work, picture, room)
        mark_settled(work.connection, circle_id)

    def show_again(self, work: UnitOfWork, circle_id: CircleId, key: str) -> None:
        """The room `key` goes on elsewhere, where nothing is pinned: write its cards there."""
        picture = paint(work, circle_id)
        for room in rooms_of(work.connection, circle_id):
            if room.key == key and room.cards:
                forget(work.connection, self._house.account, f"{_PAGE}{key}")
                self._show_page(work, room)
                bare = replace(room, cards=(), shown=())
                save_room(work.connection, self._show_cards(work, picture, bare, anew=True))

    def _settle_room(self, work: UnitOfWork, picture: Picture, room: CircleRoom) -> None:
        silent = picture.circle.state is not CircleState.OPEN
        if silent and not room.cards:
            return  # it was closed before it was ever opened
        to = Address(key=room.key)
        wanted = {m.user_id for m in picture.members if may_sit(picture.circle, m, room.kind)}
        seated = seats_in(work.connection, room)
        if not room.cards:
            self._send(work, OpenRoom(room.key, (), name=_name(picture, room), kind=room.kind))
        if not silent:
            self._show_page(work, room)
        if room.read_only and not silent:
            self._send(work, SetReadOnly(to, read_only=False))
            self._say(work, to, TEXTS.say("room-reopened"))
        for person in sorted(wanted - seated):
            self._send(work, Invite(to, person))
            give_seat(work.connection, room, person)
        if not silent:
            room = self._show_cards(work, picture, room, anew=bool(wanted - seated))
        elif not room.read_only:
            self._say(work, to, _farewell(picture))
            self._send(work, SetReadOnly(to, read_only=True))
        for person in sorted(seated - wanted):
            self._send(work, Remove(to, person))
            take_seat(work.connection, room, person)
            if self._gone is not None and room.kind is RoomKind.CIRCLE and not silent:
                self._gone(work, room.circle, person)
        save_room(work.connection, replace(room, read_only=silent))

    def _show_page(self, work: UnitOfWork, room: CircleRoom) -> None:
        """The page of the circle beside its conversation, unless it is there.

        What it says to whom is decided when it is opened; what is personal comes after the hash.
        """
        house, key = self._house, f"{_PAGE}{room.key}"
        url = f"{house.pages_url.rstrip('/')}{PREFIX}/circle/{room.circle}{_PERSONAL}"
        if not house.shows_pages or recall(work.connection, house.account, key) == url:
            return
        remember(work.connection, house.account, key, url)
        self._send(work, ShowPage(Address(key=room.key), _WIDGET, TEXTS.say("page-name"), url))

    def _show_cards(
        self, work: UnitOfWork, picture: Picture, room: CircleRoom, *, anew: bool
    ) -> CircleRoom:
        """Write the cards, or change those there are.

        Who comes later cannot read what was encrypted before: they get cards of their own day.
        """
        cards = self._cards(work, picture, room)
        shown = tuple(work.keys.blind(card.text, "circles.shown")[:_TOKEN] for card in cards)
        to = Address(key=room.key)
        if anew or not room.cards:
            sent = tuple(self._card(work, to, card) for card in cards)
            self._send(work, Pin(to, sent))
            for old in room.cards:
                event_id = event_of(work.connection, self._house.account, old)
                if event_id is not None:
                    self._send(work, Erase(to, event_id))
            return replace(room, cards=sent, shown=shown)
        for card, token, before, known in zip(cards, shown, room.shown, room.cards, strict=True):
            if token != before:
                self._card(work, to, card, edits=known)
        return replace(room, shown=shown)

    def _cards(self, work: UnitOfWork, picture: Picture, room: CircleRoom) -> list[Written]:
        identity = write_identity(picture, self._house.today(work.now))
        if room.kind is RoomKind.PROFESSIONALS:
            months = self._house.professionals_months
            return [write_team(picture, self._house.zone, months), identity]
        phones = phones_of(work, picture.members)
        months = self._house.circle_months
        return [identity, write_members(picture, phones, self._house.zone, months)]

    def _card(self, work: UnitOfWork, to: Address, card: Written, edits: str | None = None) -> str:
        say = Say(to, card.text, html=card.html, notice=True, edits=edits)
        return work.send(self._house.account, say)

    def _say(self, work: UnitOfWork, to: Address, line: str) -> None:
        written = write([line])
        work.send(self._house.account, Say(to, written.text, html=written.html, notice=True))

    def _send(
        self,
        work: UnitOfWork,
        outgoing: OpenRoom | Invite | Remove | Pin | SetReadOnly | ShowPage | Erase,
    ) -> None:
        work.send(self._house.account, outgoing)


def _name(picture: Picture, room: CircleRoom) -> str:
    return TEXTS.say(f"room-{room.kind.value}", name=picture.circle.pseudonym)


def _farewell(picture: Picture) -> str:
    circle = picture.circle
    if circle.state is CircleState.SUSPENDED:
        return TEXTS.say("room-suspended")
    why = circle.close_reason.value.replace("_", "-") if circle.close_reason else "other"
    reason = fact(circle.reason) or TEXTS.say(f"close-{why}")
    return TEXTS.say("room-closed", reason=reason)
