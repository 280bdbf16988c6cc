"""Coming into a circle by a page: its members alone, as long as they are."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from care.access.act import RoomKind
from care.accounts.model import Account
from care.accounts.store import account_by_opaque_id, opaque_id
from care.circles.model import Circle, CircleId, CircleState, Member, Right
from care.circles.reading import require_circle
from care.circles.rooms import matrix_room, rooms_of
from care.circles.rules import check_writable, meets_professionals, rights_in
from care.circles.store import load_member
from care.pages.model import PageSession
from care.runtime.errors import Refusal
from care.runtime.units import UnitOfWork
from widgets.engine.page import Who

Choice = TypeVar("Choice", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Entered:
    """A circle, the place in it of whoever has the page open, and what they may do."""

    circle: Circle
    member: Member
    rights: frozenset[Right]

    @property
    def is_open(self) -> bool:
        """Whether its members read it."""
        return self.circle.state is CircleState.OPEN


def enter(work: UnitOfWork, who: Who, circle: str) -> Entered:
    """The circle so named, for one of its members. Raises Refusal, the same for what is not."""
    circle_id = parse_circle(circle)
    member = None if circle_id is None else present(work, circle_id, who.user_id)
    if circle_id is None or member is None:
        raise Refusal("circle-not-member")
    found = require_circle(work, circle_id)
    return Entered(found, member, rights_in(found, member, who.account))


def enter_open(work: UnitOfWork, who: Who, circle: str) -> Entered:
    """The same, while people read and write there. Raises Refusal."""
    entered = enter(work, who, circle)
    check_writable(entered.circle)
    return entered


def may_watch(work: UnitOfWork, session: PageSession, topic: str) -> bool:
    """Whether the session may hear of the circle that the topic is about."""
    circle_id = parse_circle(topic.partition(":")[2])
    if circle_id is None:
        return False
    return present(work, circle_id, session.user_id) is not None


def present(work: UnitOfWork, circle_id: CircleId, user_id: str) -> Member | None:
    """The stay of somebody, unless its time is over, whether or not that was settled yet."""
    member = load_member(work.connection, work.keys, circle_id, user_id)
    is_over = member is not None and member.until is not None and member.until <= work.now
    return None if is_over else member


def parse_circle(text: str) -> CircleId | None:
    """The id in what a browser sent."""
    try:
        return CircleId(text)
    except ValueError:
        return None


def one_of(kind: type[Choice], text: str) -> Choice:
    """The value that was chosen. Raises Refusal for what cannot be."""
    try:
        return kind(text)
    except ValueError:
        raise Refusal("choice-unknown") from None


def require_person(work: UnitOfWork, person: str) -> Account:
    """The account that a page names by its opaque id. Raises Refusal."""
    account = account_by_opaque_id(work.connection, person)
    if account is None:
        raise Refusal("circle-no-account")
    return account


def person_of(work: UnitOfWork, user_id: str) -> str:
    """By which opaque name a page knows somebody."""
    return opaque_id(work.connection, user_id) or ""


def room_links(work: UnitOfWork, entered: Entered, assistant: str) -> tuple[str, str]:
    """Where the circle speaks, and where its professionals do if this member is one of them."""
    links = {}
    for room in rooms_of(work.connection, entered.circle.id):
        room_id = matrix_room(work.connection, assistant, room)
        if room_id is not None:
            links[room.kind] = room_link(room_id, assistant)
    team = links.get(RoomKind.PROFESSIONALS, "") if meets_professionals(entered.member) else ""
    return links.get(RoomKind.CIRCLE, ""), team


def room_link(room_id: str, assistant: str, event_id: str = "") -> str:
    """An address that every Matrix client opens; `via` finds rooms whose id names no server."""
    server = assistant.partition(":")[2]
    place = f"{room_id}/{event_id}" if event_id else room_id
    return f"https://matrix.to/#/{place}?via={server}"
