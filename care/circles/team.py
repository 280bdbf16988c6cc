"""The other conversations about a patient: among professionals, and of two members."""

from __future__ import annotations

from dataclasses import dataclass

from care.access.act import RoomKind
from care.audit.model import Face
from care.circles.membership import require_member
from care.circles.model import Circle, CircleId, Right
from care.circles.reading import set_scene
from care.circles.rooms import rooms_of, want_room
from care.circles.rules import check_writable
from care.circles.store import mark_unsettled
from care.circles.trail import note
from care.runtime.errors import Refusal
from care.runtime.units import UnitOfWork


@dataclass(frozen=True, slots=True)
class Team:
    """The room of the professionals of a circle. `is_new`: it was not there before."""

    circle: Circle
    is_new: bool


@dataclass(frozen=True, slots=True)
class Pair:
    """A conversation of two members, known by `key`."""

    key: str
    people: tuple[str, str]
    name: str


def open_team_room(
    work: UnitOfWork, circle_id: CircleId, user_id: str, face: Face = Face.ROOM
) -> Team:
    """The room without patient nor relatives; who is in it follows the circle. Raises Refusal."""
    scene = set_scene(work, circle_id, user_id, Right.MEET_PROFESSIONALS)
    check_writable(scene.circle)
    kinds = {room.kind for room in rooms_of(work.connection, circle_id)}
    if RoomKind.PROFESSIONALS in kinds:
        return Team(scene.circle, is_new=False)
    want_room(work.connection, circle_id, RoomKind.PROFESSIONALS)
    mark_unsettled(work.connection, circle_id)
    note(work, scene.circle, "circle.team_opened", scene.actor, face)
    return Team(scene.circle, is_new=True)


def pair_up(work: UnitOfWork, circle_id: CircleId, user_id: str, other: str) -> Pair:
    """The conversation of two members about this patient, always the same. Raises Refusal."""
    scene = set_scene(work, circle_id, user_id, Right.WRITE)
    check_writable(scene.circle)
    if other == user_id:
        raise Refusal("circle-write-self")
    member = require_member(work, circle_id, other)
    people = (user_id, other)
    pair = "\n".join((circle_id.text, *sorted(people)))
    return Pair(f"pair:{work.keys.blind(pair, 'circles.pair')[:40]}", people, member.name)
