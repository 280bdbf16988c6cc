"""What may happen in a circle, and to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from care.access.act import RoomKind
from care.accounts.model import Account, AccountKind
from care.circles.model import (
    Circle,
    CircleAct,
    CircleState,
    Member,
    Right,
    Role,
    Section,
)
from care.circles.rights import OF_AN_EMERGENCY, OF_DELEGATES, OF_THE_OPENER, RIGHTS, SECTIONS
from care.consent.model import Ground
from care.runtime.errors import Refusal

SHORTEST_REASON = 10

TRANSITIONS: Mapping[CircleState, Mapping[CircleAct, CircleState]] = MappingProxyType(
    {
        CircleState.OPEN: MappingProxyType(
            {CircleAct.CLOSE: CircleState.CLOSED, CircleAct.SUSPEND: CircleState.SUSPENDED}
        ),
        CircleState.SUSPENDED: MappingProxyType(
            {CircleAct.CLOSE: CircleState.CLOSED, CircleAct.REOPEN: CircleState.OPEN}
        ),
        CircleState.CLOSED: MappingProxyType({CircleAct.REOPEN: CircleState.OPEN}),
    }
)

_DELEGATES = frozenset({AccountKind.COORDINATOR, AccountKind.SECRETARY})
_ROLES_OF_PROFESSIONS: Mapping[str, Role] = MappingProxyType(
    {
        "10": Role.DOCTOR,
        "21": Role.PHARMACIST,
        "60": Role.NURSE,
        "69": Role.NURSE,
        "70": Role.PHYSIOTHERAPIST,
        "312": Role.SOCIAL_WORKER,
        "350": Role.SOCIAL_WORKER,
        **dict.fromkeys((str(code) for code in range(41, 50)), Role.SOCIAL_WORKER),
    }
)
_ROLES_OF_KINDS: Mapping[AccountKind, frozenset[Role]] = MappingProxyType(
    {
        AccountKind.PROFESSIONAL: frozenset(
            role for role, section in SECTIONS.items() if section is not Section.RELATIVES
        ),
        AccountKind.COORDINATOR: frozenset({Role.COORDINATOR, Role.PROFESSIONAL}),
        AccountKind.SECRETARY: frozenset({Role.SECRETARY, Role.ORGANISATION, Role.SOCIAL_WORKER}),
        AccountKind.RELATIVE: frozenset(
            {Role.RELATIVE, Role.CARER, Role.TRUSTED_PERSON, Role.GUARDIAN}
        ),
        AccountKind.PATIENT: frozenset({Role.PATIENT}),
    }
)
_DEFAULT_ROLE: Mapping[AccountKind, Role] = MappingProxyType(
    {
        AccountKind.PROFESSIONAL: Role.PROFESSIONAL,
        AccountKind.COORDINATOR: Role.COORDINATOR,
        AccountKind.SECRETARY: Role.SECRETARY,
        AccountKind.RELATIVE: Role.RELATIVE,
        AccountKind.PATIENT: Role.PATIENT,
    }
)


def decide_state(state: CircleState, act: CircleAct) -> CircleState:
    """Where `act` takes a circle. Raises Refusal where it leads nowhere."""
    following = TRANSITIONS[state].get(act)
    if following is None:
        raise Refusal(f"circle-already-{state.value}")
    return following


def rights_in(circle: Circle, member: Member | None, account: Account | None) -> frozenset[Right]:
    """What somebody may do: as a member, as who opened the circle, as coordination."""
    rights: frozenset[Right] = frozenset()
    if member is not None and member.is_present:
        rights = RIGHTS[member.role]
        if member.ground is Ground.EMERGENCY:
            return rights & OF_AN_EMERGENCY
        if member.user_id == circle.opened_by and SECTIONS[member.role] is not Section.RELATIVES:
            rights |= OF_THE_OPENER
    if is_delegate(account):
        rights |= OF_DELEGATES
    return rights


def check_may(circle: Circle, member: Member | None, account: Account | None, right: Right) -> None:
    """Raises Refusal unless they may do this in this circle."""
    if right not in rights_in(circle, member, account):
        raise Refusal("circle-may-not" if member is not None else "circle-not-member")


def check_writable(circle: Circle) -> None:
    """Raises Refusal when nothing changes in a circle any more."""
    if circle.state is not CircleState.OPEN:
        raise Refusal(f"circle-is-{circle.state.value}")


def is_delegate(account: Account | None) -> bool:
    """Whether they create and manage circles for others."""
    return account is not None and account.kind in _DELEGATES


def check_may_open(account: Account | None) -> None:
    """Raises Refusal unless they may open circles."""
    if account is None or not account.kind.is_staff:
        raise Refusal("circle-staff-only")


def decide_role(account: Account, wanted: Role | None, ground: Ground) -> Role:
    """The role of `account` in a circle: `wanted` if it is one for them, else by profession.

    Raises Refusal.
    """
    if wanted is None:
        by_profession = _ROLES_OF_PROFESSIONS.get(account.profession_code or "")
        fits = by_profession in _ROLES_OF_KINDS[account.kind]
        wanted = by_profession if by_profession and fits else _DEFAULT_ROLE[account.kind]
    if wanted not in _ROLES_OF_KINDS[account.kind]:
        raise Refusal("circle-role-not-theirs", name=account.display_name)
    if wanted is Role.TREATING_DOCTOR and account.profession_code != "10":
        raise Refusal("circle-role-not-theirs", name=account.display_name)
    return wanted


def role_of_profession(code: str | None) -> Role | None:
    """The role that a profession (TRE_G15) usually has; None when it has none of its own."""
    return _ROLES_OF_PROFESSIONS.get(code or "")


def decide_ground(role: Role, given: Ground) -> Ground:
    """Patients and relatives have a ground of their own, whatever is said of the team."""
    if role is Role.PATIENT:
        return Ground.PATIENT
    return Ground.RELATIVE if SECTIONS[role] is Section.RELATIVES else given


def may_sit(circle: Circle, member: Member, kind: RoomKind) -> bool:
    """Whether a member has a seat in that room now: nobody once it is closed.

    While it is suspended the patient alone keeps theirs, in the circle's own room.
    """
    if circle.state is CircleState.CLOSED:
        return False
    if circle.state is CircleState.SUSPENDED and member.ground is not Ground.PATIENT:
        return False
    return kind is not RoomKind.PROFESSIONALS or meets_professionals(member)


def meets_professionals(member: Member) -> bool:
    """Whether they belong in the room without patient nor relatives."""
    return Right.MEET_PROFESSIONALS in RIGHTS[member.role]


def check_break_glass(account: Account | None, reason: str) -> None:
    """Raises Refusal unless a professional states why they must act."""
    if account is None or account.kind is not AccountKind.PROFESSIONAL:
        raise Refusal("emergency-professionals-only")
    if len(reason.strip()) < SHORTEST_REASON:
        raise Refusal("emergency-reason")


def check_leaves_a_leader(members: Iterable[Member], leaving: str) -> None:
    """Raises Refusal when nobody would be left to answer for the circle."""
    staying = [one for one in members if one.is_present and one.user_id != leaving]
    if not any(SECTIONS[one.role] is not Section.RELATIVES for one in staying):
        raise Refusal("circle-last-professional")


def has_treating_doctor(members: Iterable[Member]) -> bool:
    """Whether somebody is already the treating doctor."""
    return any(one.is_present and one.role is Role.TREATING_DOCTOR for one in members)
