"""What somebody is to the tasks of their circles."""

from __future__ import annotations

from collections.abc import Mapping

from care.audit.model import Face
from care.circles.model import CircleId, Member, Right, Section
from care.circles.rights import RIGHTS, SECTIONS
from care.circles.store import load_circles, load_members, open_stays_of
from care.consent.model import Ground
from care.patients.store import load_patients
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
    stays = open_stays_of(work.connection, work.keys, user_id)
    standings = {circle.text: standing_of(member) for circle, member in stays.items()}
    return Who(user_id, standings, face, bell)


def team_of(work: UnitOfWork, circle: CircleId) -> dict[str, Standing]:
    """Everybody in the circle, by user id, with their standing."""
    members = load_members(work.connection, work.keys, circle)
    return {member.user_id: standing_of(member) for member in members}


def patients_of(work: UnitOfWork, who: Who) -> Mapping[str, str]:
    """How the patient of each of their circles is called, by the circle's id."""
    circles = load_circles(work.connection, work.keys, [CircleId(one) for one in who.standings])
    patients = load_patients(work.connection, work.keys, {c.patient for c in circles.values()})
    return {
        one.text: patients[circle.patient].identity.traits.called for one, circle in circles.items()
    }
