"""Who comes into a circle, changes place in it, and leaves it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from care.accounts.model import Account
from care.accounts.store import account_of
from care.audit.model import Face
from care.circles.model import Circle, CircleId, Ending, Member, Newcomer, Right, Role
from care.circles.reading import Scene, actor_of, require_circle, set_scene
from care.circles.rules import (
    check_leaves_a_leader,
    check_writable,
    decide_ground,
    decide_role,
    has_treating_doctor,
)
from care.circles.store import add_member, load_member, load_members, save_member
from care.circles.trail import note
from care.consent.rules import check_may_share
from care.consent.store import load_register
from care.runtime.errors import Refusal
from care.runtime.units import UnitOfWork


def add_people(
    work: UnitOfWork,
    circle_id: CircleId,
    user_id: str,
    newcomers: Sequence[Newcomer],
    face: Face = Face.ROOM,
) -> tuple[Member, ...]:
    """Add people on behalf of `user_id`. Raises Refusal: all come in, or nobody."""
    scene = set_scene(work, circle_id, user_id, Right.ADD_MEMBERS)
    check_writable(scene.circle)
    return tuple(admit(work, scene.circle, one, scene.actor, face) for one in newcomers)


def admit(work: UnitOfWork, circle: Circle, newcomer: Newcomer, actor: str, face: Face) -> Member:
    """Bring one person in, checked against what the patient said. Raises Refusal."""
    account = account_of(work.connection, newcomer.user_id)
    if account is None:
        raise Refusal("circle-no-account")
    if load_member(work.connection, work.keys, circle.id, newcomer.user_id) is not None:
        raise Refusal("circle-already-member", name=account.display_name)
    member = _place(work, circle, newcomer, account)
    register = load_register(work.connection, work.keys, circle.patient.text)
    check_may_share(register, member.ground, member.user_id)
    add_member(work, circle.id, member)
    details = {"role": member.role.value, "ground": member.ground.value}
    note(work, circle, "circle.member_added", actor, face, person=member.user_id, details=details)
    return member


def change_role(
    work: UnitOfWork,
    circle_id: CircleId,
    user_id: str,
    other: str,
    role: Role,
    relation: str | None = None,
    face: Face = Face.ROOM,
) -> Member:
    """Say that `other` is something else to the patient. Raises Refusal."""
    scene = set_scene(work, circle_id, user_id, Right.ADD_MEMBERS)
    check_writable(scene.circle)
    member = require_member(work, circle_id, other)
    account = account_of(work.connection, other)
    if account is None:
        raise Refusal("circle-no-account")
    decided = decide_role(account, role, member.ground)
    _check_one_treating_doctor(work, scene.circle, decided)
    changed = replace(
        member,
        role=decided,
        ground=decide_ground(decided, member.ground),
        relation=relation or member.relation,
    )
    save_member(work, circle_id, changed)
    details = {"role": decided.value}
    note(work, scene.circle, "circle.role_changed", scene.actor, face, person=other,
         details=details)  # fmt: skip
    return changed


def remove_person(
    work: UnitOfWork, circle_id: CircleId, user_id: str, other: str, face: Face = Face.ROOM
) -> Member:
    """End the stay of `other`: access ends now. Anybody may end their own. Raises Refusal."""
    right = Right.WRITE if other == user_id else Right.REMOVE_MEMBERS
    scene = set_scene(work, circle_id, user_id, right)
    members = load_members(work.connection, work.keys, circle_id)
    check_leaves_a_leader(members, other)
    ending = Ending.LEFT if other == user_id else Ending.REMOVED
    return end_stay(work, scene, require_member(work, circle_id, other), ending, face)


def note_departure(work: UnitOfWork, circle_id: CircleId, user_id: str) -> bool:
    """Somebody left the room by themselves: their stay is over.

    Returns whether a professional is left to answer for the circle.
    """
    member = load_member(work.connection, work.keys, circle_id, user_id)
    if member is not None:
        circle = require_circle(work, circle_id)
        scene = Scene(circle, None, member, actor_of(work, user_id))
        end_stay(work, scene, member, Ending.LEFT, Face.ROOM)
    try:
        check_leaves_a_leader(load_members(work.connection, work.keys, circle_id), "")
    except Refusal:
        return False
    return True


def end_stay(work: UnitOfWork, scene: Scene, member: Member, ending: Ending, face: Face) -> Member:
    """The stay of `member` is over."""
    ended = replace(member, ended_at=work.now, ending=ending)
    save_member(work, scene.circle.id, ended)
    note(
        work,
        scene.circle,
        "circle.member_ended",
        scene.actor,
        face,
        person=member.user_id,
        details={"ending": ending.value},
    )
    return ended


def require_member(work: UnitOfWork, circle_id: CircleId, user_id: str) -> Member:
    """The present stay of somebody. Raises Refusal."""
    member = load_member(work.connection, work.keys, circle_id, user_id)
    if member is None:
        raise Refusal("circle-no-such-member")
    return member


def _place(work: UnitOfWork, circle: Circle, newcomer: Newcomer, account: Account) -> Member:
    role = decide_role(account, newcomer.role, newcomer.ground)
    _check_one_treating_doctor(work, circle, role)
    return Member(
        user_id=newcomer.user_id,
        name=account.display_name,
        role=role,
        ground=decide_ground(role, newcomer.ground),
        since=work.now,
        relation=newcomer.relation,
    )


def _check_one_treating_doctor(work: UnitOfWork, circle: Circle, role: Role) -> None:
    if role is not Role.TREATING_DOCTOR:
        return
    if has_treating_doctor(load_members(work.connection, work.keys, circle.id)):
        raise Refusal("circle-treating-doctor-known")
