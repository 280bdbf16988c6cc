"""Closing a circle, opening it again, and what a patient's opposition does to it."""

from __future__ import annotations

from dataclasses import replace

from care.accounts.store import account_of
from care.audit.model import Face
from care.circles.membership import end_stay
from care.circles.model import Circle, CircleAct, CircleId, CloseReason, Ending, Right, Role
from care.circles.opening import check_no_circle
from care.circles.reading import Scene, actor_of, require_circle, set_scene
from care.circles.rules import check_may_open, decide_state
from care.circles.store import load_members, save_circle
from care.circles.telling import tell_circle
from care.circles.trail import note
from care.consent.model import Register, Scope, Stance, Statement
from care.consent.rules import loses_access
from care.consent.workflow import record_statement
from care.runtime.errors import Refusal
from care.runtime.units import UnitOfWork


def close_circle(
    work: UnitOfWork,
    circle_id: CircleId,
    user_id: str,
    reason: CloseReason,
    words: str = "",
    face: Face = Face.ROOM,
) -> Circle:
    """Close for good: nobody writes any more, the trail remains. Raises Refusal."""
    scene = set_scene(work, circle_id, user_id, Right.CLOSE)
    if reason is CloseReason.OTHER and not words.strip():
        raise Refusal("circle-close-why")
    closed = replace(
        scene.circle,
        state=decide_state(scene.circle.state, CircleAct.CLOSE),
        closed_at=work.now,
        close_reason=reason,
        reason=" ".join(words.split()),
    )
    save_circle(work, closed)
    details = {"reason": reason.value}
    note(work, closed, "circle.closed", scene.actor, face, details=details)
    return closed


def reopen_circle(
    work: UnitOfWork, circle_id: CircleId, user_id: str, face: Face = Face.ROOM
) -> Circle:
    """Take up a closed circle with those who were in it at the end. Raises Refusal."""
    circle = require_circle(work, circle_id)
    check_may_open(account_of(work.connection, user_id))
    scene = set_scene(work, circle_id, user_id, Right.CLOSE)
    state = decide_state(circle.state, CircleAct.REOPEN)
    if circle.closed_at is not None:
        check_no_open_circle(work, circle, user_id)
    reopened = replace(circle, state=state, closed_at=None, close_reason=None, reason="")
    save_circle(work, reopened)
    note(work, reopened, "circle.reopened", scene.actor, face)
    return reopened


def check_no_open_circle(work: UnitOfWork, circle: Circle, asker: str) -> None:
    """Raises Refusal when the patient was given another circle since."""
    try:
        check_no_circle(work, circle.patient, asker)
    except Refusal as refusal:
        if refusal.reason != "circle-to-reopen":
            raise


def say_of_patient(
    work: UnitOfWork,
    circle_id: CircleId,
    user_id: str,
    statement: Statement,
    face: Face = Face.ROOM,
) -> tuple[Register, list[str]]:
    """Write down what was consented or opposed; those who lose their ground are out at once.

    Returns the register and who went. Opposition to all sharing suspends the circle: its rooms
    become read-only, the trail stays. Raises Refusal.
    """
    scene = set_scene(work, circle_id, user_id, Right.RECORD_CONSENT)
    return _write_down(work, scene, statement, face)


def oppose_as_patient(
    work: UnitOfWork,
    circle_id: CircleId,
    user_id: str,
    statement: Statement,
    face: Face = Face.ROOM,
) -> tuple[Register, list[str]]:
    """The same, said by the patient in person. Raises Refusal."""
    scene = set_scene(work, circle_id, user_id, Right.WRITE)
    if scene.member is None or scene.member.role is not Role.PATIENT:
        raise Refusal("circle-may-not")
    return _write_down(work, scene, statement, face)


def _write_down(
    work: UnitOfWork, scene: Scene, statement: Statement, face: Face
) -> tuple[Register, list[str]]:
    circle = scene.circle
    register = record_statement(
        work,
        replace(statement, patient=circle.patient.text, recorded_by=scene.actor),
        face,
        circle.id.text,
    )
    gone = []
    for member in load_members(work.connection, work.keys, circle.id):
        if loses_access(register, member.ground, member.user_id):
            end_stay(work, scene, member, Ending.OPPOSITION, face)
            gone.append(member.user_id)
    withdrawn = statement.scope is Scope.SHARING and statement.stance is Stance.OPPOSITION
    if withdrawn:
        suspended = replace(circle, state=decide_state(circle.state, CircleAct.SUSPEND))
        save_circle(work, suspended)
        note(work, suspended, "circle.suspended", scene.actor, face)
    tell_circle(work, circle.id, *gone)
    return register, gone


def end_access_until(work: UnitOfWork, circle_id: CircleId) -> list[str]:
    """End the stays whose time is over; returns whose."""
    over = []
    scene = Scene(require_circle(work, circle_id), None, None, actor_of(work, None))
    for member in load_members(work.connection, work.keys, circle_id):
        if member.until is not None and member.until <= work.now:
            end_stay(work, scene, member, Ending.TIME_OVER, Face.SYSTEM)
            over.append(member.user_id)
    return over
