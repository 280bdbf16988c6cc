"""Orders about who is in a circle, its rooms, and its end."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from bots.engine.markup import Written
from bots.liaison.cards import ordered, write_members
from bots.liaison.digest import write_digest
from bots.liaison.house import House
from bots.liaison.meant import find_member
from bots.liaison.orders import Order, Verb
from bots.liaison.people_replies import (
    say_added,
    say_closed,
    say_digest_sent,
    say_left,
    say_pair,
    say_removed,
    say_reopened,
    say_role,
    say_team,
)
from bots.liaison.reaching import tell
from bots.liaison.role_words import Named, find_role, parse_people
from bots.liaison.statement_words import other_reason, read_close_reason
from care.accounts.store import account_of
from care.circles.closing import close_circle, reopen_circle
from care.circles.membership import add_people, change_role, remove_person
from care.circles.model import CircleId, CloseReason, Member, Newcomer
from care.circles.people import find_meant
from care.circles.reaching import phones_of
from care.circles.reading import paint, see_circle
from care.circles.rules import is_delegate
from care.circles.store import load_member
from care.circles.team import open_team_room, pair_up
from care.consent.model import Ground
from care.runtime.errors import Refusal
from care.runtime.outgoing import OpenRoom, Outgoing
from care.runtime.units import UnitOfWork

_FROM_HERE = re.compile(r"\s+(?:du|de ce) cercle[\s.!]*$", re.IGNORECASE)


@dataclass
class PeopleDesk:
    """One order of somebody about one circle. `written` is then what to say.

    Raises Refusal when the answer is no.
    """

    work: UnitOfWork
    house: House
    user_id: str
    circle: CircleId
    alone: bool
    written: Written = field(default=Written("", ""))

    def answer(self, order: Order) -> list[Outgoing]:
        """What to send besides `written`."""
        match order.verb:
            case Verb.ADD:
                self.written = self._add(order.rest)
            case Verb.REMOVE:
                self.written = self._remove(self._member(order.rest))
            case Verb.LEAVE:
                remove_person(self.work, self.circle, self.user_id, self.user_id)
                self.written = say_left()
            case Verb.ROLE:
                self.written = self._change_role(order.rest)
            case Verb.MEMBERS:
                self.written = self._members()
            case Verb.CLOSE:
                self.written = self._close(order.rest)
            case Verb.REOPEN:
                self.written = say_reopened(reopen_circle(self.work, self.circle, self.user_id))
            case Verb.TEAM:
                self.written = say_team(open_team_room(self.work, self.circle, self.user_id))
            case Verb.WRITE_TO:
                return self._write_to(order.rest)
            case _:
                self._digest()
        return []

    def _add(self, rest: str) -> Written:
        named = parse_people(rest)
        if not named:
            raise Refusal("add-whom")
        newcomers = [self._newcomer(one) for one in named]
        added = add_people(self.work, self.circle, self.user_id, newcomers)
        return say_added(added)

    def _newcomer(self, named: Named) -> Newcomer:
        meant = find_meant(self.work.connection, named.name)
        if not meant.accounts:
            raise Refusal("add-unknown", name=named.name[:60])
        if meant.account is None:
            names = ", ".join(account.display_name for account in meant.accounts)
            raise Refusal("add-which", names=names)
        return Newcomer(meant.account.user_id, self._ground(), named.role, named.relation)

    def _ground(self) -> Ground:
        """Newcomers share on the ground of who brings them in, or as the patient chose them."""
        bringer = load_member(self.work.connection, self.work.keys, self.circle, self.user_id)
        on_their_own = {Ground.EMERGENCY, Ground.PATIENT, Ground.RELATIVE}
        if bringer is None or bringer.ground in on_their_own:
            return Ground.CHOSEN_BY_PATIENT
        return bringer.ground

    def _remove(self, member: Member) -> Written:
        return say_removed(remove_person(self.work, self.circle, self.user_id, member.user_id))

    def _close(self, rest: str) -> Written:
        """« Fermer la perfusion à 18 h » closes no circle: a reason of one's own is announced."""
        reason, said = read_close_reason(rest)
        if reason is CloseReason.OTHER and said:
            own = other_reason(said)
            if own is None:
                raise Refusal("circle-close-reason", name=said[:60])
            said = own
        return say_closed(close_circle(self.work, self.circle, self.user_id, reason, said))

    def _change_role(self, rest: str) -> Written:
        """« rôle 3 : médecin traitant », « rôle de Fictif médecin traitant »."""
        typed = rest.replace(":", " ").split()
        # The longest words that name a role win: « médecin traitant » is more than « traitant ».
        for count in range(1, len(typed)):
            role = find_role(" ".join(typed[count:]))
            if role is not None:
                member = self._member(" ".join(typed[:count]))
                changed = change_role(self.work, self.circle, self.user_id, member.user_id, *role)
                return say_role(changed)
        raise Refusal("role-how")

    def _members(self) -> Written:
        if is_delegate(account_of(self.work.connection, self.user_id)):
            picture = paint(self.work, self.circle)
        else:
            picture = see_circle(self.work, self.circle, self.user_id)
        return write_members(picture, phones_of(self.work, picture.members), self.house.zone)

    def _write_to(self, rest: str) -> list[Outgoing]:
        pair = pair_up(self.work, self.circle, self.user_id, self._member(rest).user_id)
        self.written = say_pair(pair)
        return [OpenRoom(pair.key, pair.people, direct=True, step_back=True)]

    def _digest(self) -> None:
        digest = write_digest(self.work, self.house, self.circle, self.user_id)
        if self.alone:
            self.written = digest
            return
        tell(self.work, self.house, self.user_id, digest)
        self.written = say_digest_sent()

    def _member(self, typed: str) -> Member:
        """The member meant by the number of the card, by their name or by what they are."""
        members = ordered(paint(self.work, self.circle))
        typed = _FROM_HERE.sub("", typed)
        number = typed.strip().rstrip(".")
        if number.isdigit():
            if not 1 <= int(number) <= len(members):
                raise Refusal("member-no-number")
            return members[int(number) - 1]
        return find_member(members, typed)
