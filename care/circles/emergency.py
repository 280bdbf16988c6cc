"""Breaking the glass: a professional from outside who must act, for a time, before all eyes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from care.accounts.model import AccountKind
from care.accounts.store import account_of, load_accounts
from care.audit.model import Face, Kind
from care.circles.model import Circle, Member
from care.circles.reading import actor_of
from care.circles.rules import check_break_glass, check_writable, decide_role
from care.circles.store import add_member, circle_for_patient, load_member
from care.circles.trail import note
from care.consent.model import Ground
from care.consent.rules import check_may_share
from care.consent.store import load_register
from care.identity.birth_date import Closeness
from care.identity.matching import Candidate, Grade
from care.patients.model import Alike
from care.patients.workflow import find_alike
from care.runtime.errors import Refusal
from care.runtime.units import UnitOfWork

LASTS = timedelta(hours=4)
_SURE = frozenset({Grade.SAME, Grade.PROBABLE_DUPLICATE})


@dataclass(frozen=True, slots=True)
class Emergency:
    """An access taken by force. `coordinators` are to be told at once, as the circle is."""

    circle: Circle
    member: Member
    coordinators: tuple[str, ...]


def break_glass(
    work: UnitOfWork,
    user_id: str,
    sought: Candidate,
    reason: str,
    *,
    lasts: timedelta = LASTS,
    face: Face = Face.ROOM,
) -> Emergency:
    """Enter the circle of exactly this patient until `lasts` is over. Raises Refusal.

    Whoever asks must know who the patient is: nothing is told of people who only look like them.
    """
    account = account_of(work.connection, user_id)
    check_break_glass(account, reason)
    assert account is not None
    circle = _find(work, sought)
    check_writable(circle)
    if load_member(work.connection, work.keys, circle.id, user_id) is not None:
        raise Refusal("emergency-member", name=circle.pseudonym)
    register = load_register(work.connection, work.keys, circle.patient.text)
    check_may_share(register, Ground.EMERGENCY, user_id)
    member = Member(
        user_id=user_id,
        name=account.display_name,
        role=decide_role(account, None, Ground.EMERGENCY),
        ground=Ground.EMERGENCY,
        since=work.now,
        until=work.now + lasts,
        note=" ".join(reason.split()),
    )
    add_member(work, circle.id, member)
    note(
        work,
        circle,
        "circle.glass_broken",
        actor_of(work, user_id),
        face,
        person=user_id,
        details={"reason": member.note, "until": (work.now + lasts).isoformat()},
        kind=Kind.EMERGENCY,
    )
    return Emergency(circle, member, coordinators_of(work, user_id))


def _find(work: UnitOfWork, sought: Candidate) -> Circle:
    sure = [alike for alike in find_alike(work, sought) if _is_exactly(alike)]
    circles = [
        circle
        for alike in sure
        if (circle := circle_for_patient(work.connection, work.keys, alike.patient.id))
    ]
    if not circles:
        raise Refusal("emergency-nobody")
    if len(circles) > 1:
        raise Refusal("emergency-which")
    return circles[0]


def _is_exactly(alike: Alike) -> bool:
    """Whether all that was told agrees to the letter; the place of birth may be left out."""
    near = alike.evidence.those(Closeness.CLOSE)
    return alike.grade in _SURE and not near


def coordinators_of(work: UnitOfWork, but: str) -> tuple[str, ...]:
    """Who coordinates the territory (user ids), `but` excepted."""
    return tuple(
        account.user_id
        for account in load_accounts(work.connection)
        if account.kind is AccountKind.COORDINATOR and account.user_id != but
    )
