"""A circle as one member may see it: the same rules as in its rooms."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import get_args
from zoneinfo import ZoneInfo

from care.accounts.model import Account
from care.accounts.store import account_of
from care.audit.model import Line
from care.circles.model import Circle, CloseReason, Member, Right, Role, Section
from care.circles.reaching import phones_of
from care.circles.reading import Picture, paint
from care.circles.rights import SECTIONS
from care.circles.rules import decide_role
from care.circles.telling import circle_topic
from care.consent.model import Evidence, Giver, Ground, Scope, Statement
from care.directory.phone import show_phone
from care.patients.rules import is_locked
from care.runtime.errors import Refusal
from care.runtime.units import UnitOfWork
from widgets.circle.documents import Documents
from widgets.circle.identity import view_contact, view_identity
from widgets.circle.reading import Entered, person_of, room_links
from widgets.circle.tasks import tasks_in, tasks_topics
from widgets.circle.trail import show_name, show_trail, trail_of
from widgets.circle.views import (
    ChoiceView,
    CircleView,
    ClosedCircleView,
    MemberView,
    OpenCircleView,
    OptionsView,
    PhoneView,
    RightName,
    SectionView,
    StatementView,
)
from widgets.circle.words import RELATIONS, choices, describe_role, name_of, short_name

#: On what ground people are added by a page, in the order of the dialogue.
GROUNDS = (
    Ground.CHOSEN_BY_PATIENT,
    Ground.SAME_STRUCTURE,
    Ground.ORGANISED_GROUP,
    Ground.CONSENT,
)
_RIGHT_NAMES: tuple[RightName, ...] = get_args(RightName)


def show_circle(work: UnitOfWork, entered: Entered, assistant: str, zone: ZoneInfo) -> CircleView:
    """What the page shows to this member."""
    circle, is_open = entered.circle, entered.is_open
    lines = trail_of(work, circle.id)
    me = person_of(work, entered.member.user_id)
    allowed = {right.value for right in entered.rights} if is_open else set()
    return CircleView(
        id=circle.id.text,
        pseudonym=circle.pseudonym,
        topics=[circle_topic(circle.id), *(tasks_topics(circle.id) if is_open else [])],
        may=[name for name in _RIGHT_NAMES if name in allowed],
        open=_open(work, entered, lines, assistant, zone) if is_open else None,
        closed=None if is_open else _closed(entered),
        mine=show_trail(work, [one for one in lines if one.entry and one.entry.actor == me]),
    )


def roles_for(account: Account | None, ground: Ground) -> list[ChoiceView]:
    """The roles that this account may have."""
    return choices({role: f"role-{role}" for role in Role if _fits(account, role, ground)})


def may_read_register(entered: Entered) -> bool:
    """Whether what the patient agreed to is theirs to know."""
    return bool(entered.rights & {Right.RECORD_CONSENT, Right.SEE_TRAIL})


def _open(
    work: UnitOfWork, entered: Entered, lines: Sequence[Line], assistant: str, zone: ZoneInfo
) -> OpenCircleView:
    picture = paint(work, entered.circle.id)
    room, team_room = room_links(work, entered, assistant)
    today = work.now.astimezone(zone).date()
    reads_trail = Right.SEE_TRAIL in entered.rights
    return OpenCircleView(
        identity=view_identity(picture.patient, picture.members, today),
        contact=view_contact(picture.patient.contact),
        sections=list(_sections(work, entered, picture)),
        tasks=tasks_in(work, entered.circle.id, entered.member),
        documents=Documents(assistant, zone).listed(work, entered, picture),
        consents=_register(work, picture) if may_read_register(entered) else None,
        trail=show_trail(work, lines) if reads_trail else None,
        room=room,
        team_room=team_room,
        locked=is_locked(picture.patient),
        options=_options(),
    )


def tell_closed(circle: Circle) -> str:
    """Why nobody reads this circle any more."""
    state = name_of(f"is-{circle.state}")
    why = name_of(f"close-{circle.close_reason}") if circle.close_reason else ""
    if circle.close_reason is CloseReason.OTHER and circle.reason:
        why = circle.reason
    return f"{state} ({why})." if why else f"{state}."


def _closed(entered: Entered) -> ClosedCircleView:
    return ClosedCircleView(
        sentence=tell_closed(entered.circle), may_reopen=Right.CLOSE in entered.rights
    )


def _sections(work: UnitOfWork, entered: Entered, picture: Picture) -> Iterator[SectionView]:
    phones = phones_of(work, picture.members)
    roles = list(Role)
    everybody = sorted(picture.members, key=lambda one: (roles.index(one.role), one.name))
    for section in Section:
        inside = [one for one in everybody if SECTIONS[one.role] is section]
        members = [_member(work, entered, one, phones.get(one.user_id, "")) for one in inside]
        if members:
            yield SectionView(title=name_of(f"section-{section}"), members=members)


def _member(work: UnitOfWork, entered: Entered, member: Member, phone: str) -> MemberView:
    manages = Right.ADD_MEMBERS in entered.rights
    account = account_of(work.connection, member.user_id) if manages else None
    return MemberView(
        person=person_of(work, member.user_id),
        name=short_name(member.name),
        role=describe_role(member),
        role_value=member.role.value,
        relation_value=member.relation or "",
        ground=name_of(f"ground-{member.ground}") if manages else "",
        until=member.until,
        phone=PhoneView(number=phone, shown=show_phone(phone)) if phone else None,
        me=member.user_id == entered.member.user_id,
        roles=roles_for(account, member.ground) if manages else [],
    )


def _fits(account: Account | None, role: Role, ground: Ground) -> bool:
    try:
        return account is not None and decide_role(account, role, ground) is role
    except Refusal:
        return False


def _register(work: UnitOfWork, picture: Picture) -> list[StatementView]:
    return [_statement(work, one) for one in reversed(picture.register.statements)]


def _statement(work: UnitOfWork, statement: Statement) -> StatementView:
    person = account_of(work.connection, statement.person) if statement.person else None
    what = name_of(f"scope-{statement.scope}")
    return StatementView(
        stance="consent" if statement.stance.value == "consent" else "opposition",
        what=f"{what} : {short_name(person.display_name)}" if person else what,
        said_at=statement.said_at,
        giver=name_of(f"giver-{statement.giver}"),
        evidence=name_of(f"evidence-{statement.evidence}"),
        recorded_by=show_name(work, statement.recorded_by),
        note=statement.note,
    )


def _options() -> OptionsView:
    return OptionsView(
        relations=choices({one: f"relation-{one}" for one in RELATIONS}),
        grounds=choices({one: f"ground-{one}" for one in GROUNDS}),
        scopes=choices({one: f"scope-{one}" for one in Scope}),
        givers=choices({one: f"giver-{one}" for one in Giver}),
        evidences=choices({one: f"evidence-{one}" for one in Evidence}),
        reasons=choices({one: f"close-{one}" for one in CloseReason}),
    )
