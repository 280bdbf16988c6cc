"""All that a story about a circle needs to know first."""

from __future__ import annotations

from dataclasses import dataclass

from care.accounts.model import Account
from care.accounts.store import account_of, opaque_id
from care.circles.model import Circle, CircleId, Member, Right
from care.circles.rules import check_may, check_writable, is_delegate
from care.circles.store import circle_called, load_circle, load_member, load_members
from care.consent.model import Register
from care.consent.store import load_register
from care.patients.model import Patient
from care.patients.workflow import require_patient
from care.runtime.errors import Refusal
from care.runtime.units import UnitOfWork

_SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Scene:
    """A circle, and whoever acts on it."""

    circle: Circle
    account: Account | None
    member: Member | None
    actor: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A circle as its members see it; `past` are those who were in it."""

    circle: Circle
    patient: Patient
    members: tuple[Member, ...]
    past: tuple[Member, ...]
    register: Register


def require_circle(work: UnitOfWork, circle_id: CircleId) -> Circle:
    """The circle with this id. Raises Refusal."""
    circle = load_circle(work.connection, work.keys, circle_id)
    if circle is None:
        raise Refusal("circle-unknown")
    return circle


def set_scene(work: UnitOfWork, circle_id: CircleId, user_id: str, right: Right) -> Scene:
    """The circle and who acts on it. Raises Refusal unless they may."""
    circle = require_circle(work, circle_id)
    account = account_of(work.connection, user_id)
    member = load_member(work.connection, work.keys, circle_id, user_id)
    check_may(circle, member, account, right)
    return Scene(circle, account, member, actor_of(work, user_id))


def see_circle(work: UnitOfWork, circle_id: CircleId, user_id: str) -> Picture:
    """What a member sees while the circle is open. Raises Refusal, to coordination too."""
    if load_member(work.connection, work.keys, circle_id, user_id) is None:
        raise Refusal("circle-not-member")
    check_writable(require_circle(work, circle_id))
    return paint(work, circle_id)


def manage_circle(work: UnitOfWork, pseudonym: str, user_id: str) -> Circle:
    """The circle so called, for whoever may manage it without reading it. Raises Refusal."""
    account = account_of(work.connection, user_id)
    circle = circle_called(work.connection, work.keys, " ".join(pseudonym.split()))
    is_opener = circle is not None and circle.opened_by == user_id
    if not (is_opener or is_delegate(account)):
        raise Refusal("manage-delegates-only")
    if circle is None:
        raise Refusal("manage-unknown")
    return circle


def paint(work: UnitOfWork, circle_id: CircleId) -> Picture:
    """The whole picture, for cards that only members receive. Raises Refusal."""
    circle = require_circle(work, circle_id)
    everybody = load_members(work.connection, work.keys, circle_id, past=True)
    return Picture(
        circle=circle,
        patient=require_patient(work, circle.patient),
        members=tuple(member for member in everybody if member.is_present),
        past=tuple(member for member in everybody if not member.is_present),
        register=load_register(work.connection, work.keys, circle.patient.text),
    )


def actor_of(work: UnitOfWork, user_id: str | None) -> str:
    """The name that the trail gives to whoever acts: `system` for nobody, `unknown` for a
    stranger.
    """
    if user_id is None:
        return _SYSTEM
    return opaque_id(work.connection, user_id) or "unknown"
