"""What is changed by the page of a circle: the workflows of the dialogue, by another door.

Liaison is woken then, and brings the rooms in line.
"""

from __future__ import annotations

from dataclasses import dataclass

from care.audit.model import Face
from care.circles.closing import close_circle, reopen_circle
from care.circles.membership import add_people, change_role, remove_person
from care.circles.model import CloseReason, Newcomer, Right, Role
from care.circles.people import find_meant
from care.circles.rules import check_may
from care.circles.store import load_member
from care.circles.team import open_team_room, pair_up
from care.circles.waking import wake_to_settle
from care.consent.model import Ground
from care.runtime.errors import Refusal
from care.runtime.outgoing import OpenRoom
from care.runtime.units import UnitOfWork
from widgets.circle.reading import enter, enter_open, one_of, person_of, require_person
from widgets.circle.showing import GROUNDS, roles_for
from widgets.circle.views import (
    AddForm,
    CircleForm,
    CloseForm,
    FindForm,
    FoundPersonView,
    FoundView,
    PersonForm,
    RoleForm,
)
from widgets.circle.words import RELATIONS, TEXTS, describe_role, short_name
from widgets.engine.page import Who
from widgets.engine.view import Done

_SHORTEST = 2


@dataclass(frozen=True)
class Acting:
    """Each method is an act of a member. `assistant` keeps the rooms. Raises Refusal."""

    assistant: str

    def find(self, work: UnitOfWork, who: Who, form: FindForm) -> FoundView:
        """Who may be meant, among those who have an account and are not in yet."""
        entered = enter_open(work, who, form.circle)
        check_may(entered.circle, entered.member, who.account, Right.ADD_MEMBERS)
        if len(form.typed.strip()) < _SHORTEST:
            return FoundView(people=[])
        meant = find_meant(work.connection, form.typed)
        circle = entered.circle.id
        people = [
            FoundPersonView(
                person=person_of(work, account.user_id),
                name=account.display_name,
                roles=roles_for(account, Ground.CHOSEN_BY_PATIENT),
                relative=not account.kind.is_staff,
            )
            for account in meant.accounts
            if load_member(work.connection, work.keys, circle, account.user_id) is None
        ]
        return FoundView(people=people)

    def add(self, work: UnitOfWork, who: Who, form: AddForm) -> Done:
        """Let somebody in, on a ground."""
        entered = enter_open(work, who, form.circle)
        account = require_person(work, form.person)
        ground = _ground(form.ground)
        role = _role(form.role) if form.role else None
        newcomer = Newcomer(account.user_id, ground, role, _relation(form.relation))
        (member,) = add_people(work, entered.circle.id, who.user_id, [newcomer], Face.PAGE)
        return self._done(work, "added", name=short_name(member.name), role=describe_role(member))

    def remove(self, work: UnitOfWork, who: Who, form: PersonForm) -> Done:
        """End somebody's access, or one's own."""
        entered = enter_open(work, who, form.circle)
        other = require_person(work, form.person).user_id
        member = remove_person(work, entered.circle.id, who.user_id, other, Face.PAGE)
        key = "left" if other == who.user_id else "removed"
        return self._done(work, key, name=short_name(member.name))

    def change(self, work: UnitOfWork, who: Who, form: RoleForm) -> Done:
        """Say that somebody is something else to the patient."""
        entered = enter_open(work, who, form.circle)
        other = require_person(work, form.person).user_id
        role, relation = _role(form.role), _relation(form.relation)
        circle = entered.circle.id
        member = change_role(work, circle, who.user_id, other, role, relation, Face.PAGE)
        return self._done(
            work, "role-changed", name=short_name(member.name), role=describe_role(member)
        )

    def write(self, work: UnitOfWork, who: Who, form: PersonForm) -> Done:
        """Open the conversation of two members; Liaison leaves it to them."""
        entered = enter_open(work, who, form.circle)
        other = require_person(work, form.person).user_id
        pair = pair_up(work, entered.circle.id, who.user_id, other)
        opening = OpenRoom(pair.key, pair.people, direct=True, step_back=True)
        work.send(self.assistant, opening)
        return Done(sentence=TEXTS.say("pair-opened", name=short_name(pair.name)))

    def open_team(self, work: UnitOfWork, who: Who, form: CircleForm) -> Done:
        """Open the conversation of the professionals."""
        entered = enter_open(work, who, form.circle)
        team = open_team_room(work, entered.circle.id, who.user_id, Face.PAGE)
        return self._done(work, "team-opened" if team.is_new else "team-existed")

    def close(self, work: UnitOfWork, who: Who, form: CloseForm) -> Done:
        """Close the circle, with a reason."""
        entered = enter_open(work, who, form.circle)
        reason = one_of(CloseReason, form.reason)
        close_circle(work, entered.circle.id, who.user_id, reason, form.words, Face.PAGE)
        return self._done(work, "closed")

    def reopen(self, work: UnitOfWork, who: Who, form: CircleForm) -> Done:
        """Take up a closed circle."""
        entered = enter(work, who, form.circle)
        reopen_circle(work, entered.circle.id, who.user_id, Face.PAGE)
        return self._done(work, "reopened")

    def _done(self, work: UnitOfWork, key: str, **facts: object) -> Done:
        wake_to_settle(work, self.assistant)
        return Done(sentence=TEXTS.say(f"done-{key}", **facts))


def _ground(text: str) -> Ground:
    ground = one_of(Ground, text)
    if ground not in GROUNDS:
        raise Refusal("choice-unknown")
    return ground


def _role(text: str) -> Role:
    return one_of(Role, text)


def _relation(text: str) -> str | None:
    if text and text not in RELATIONS:
        raise Refusal("choice-unknown")
    return text or None
