"""What somebody is to the tasks of their circles."""

from __future__ import annotations

from care.audit.model import Face
from care.circles.model import CircleId, CircleState, Member, Right, Section
from care.circles.rights import RIGHTS, SECTIONS
from care.circles.store import circles_of, load_circles, load_member, load_members
from care.consent.model import Ground
from care.runtime.units import UnitOfWork
from care.tasks.model import Standing, Who


def standing_of(member: Member) -> Standing:
    """Leads, cares, or near; an emergency access cares while it lasts."""
    if SECTIONS[member.role] is Section.RELATIVES:
        return Standing.NEAR
    leads = Right.CLOSE in RIGHTS[member.role] and member.ground is not Ground.EMERGENCY
    return Standing.LEADS if leads else Standing.CARES


def who_acts(work: UnitOfWork, user_id: str, bell: str, face: Face = Face.ROOM) -> Who:
    """Somebody with their standings in all their open circles; `bell` is the account that rings."""
    circles = load_circles(work.connection, work.keys, circles_of(work.connection, user_id))
    standings = {}
    for circle_id, circle in circles.items():
        member = load_member(work.connection, work.keys, circle_id, user_id)
        if member is not None and circle.state is CircleState.OPEN:
            standings[circle_id.text] = standing_of(member)
    return Who(user_id, standings, face, bell)


def team_of(work: UnitOfWork, circle: CircleId) -> dict[str, Standing]:
    """Everybody in the circle, by user id, with their standing."""
    members = load_members(work.connection, work.keys, circle)
    return {member.user_id: standing_of(member) for member in members}
