"""The stories of registration: ask to be tied to an entry, accept, refuse."""

from __future__ import annotations

from dataclasses import dataclass, replace

from care.accounts.model import Account, AccountKind
from care.accounts.store import account_by_rpps, account_of, load_accounts, save_account
from care.directory.current import CurrentIndex
from care.directory.model import Professional
from care.directory.search import search
from care.directory.store import load_person, load_person_by_rpps
from care.registrations.model import Act, Likeness, Request, State
from care.registrations.rules import (
    accept_account,
    check_may_ask,
    check_may_decide,
    compare_names,
    decide_state,
    has_valid_key,
)
from care.registrations.store import (
    add_request,
    load_request,
    save_decision,
    waiting_request,
)
from care.runtime.errors import Refusal
from care.runtime.units import UnitOfWork

_RPPS_LENGTH = 11
_LONGEST_REASON = 200


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks: their account's id, the name it shows, and the room they ask in."""

    user_id: str
    shown_name: str
    room_id: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A new request, what a coordinator needs to know of it, and who may decide."""

    request: Request
    person: Professional
    likeness: Likeness
    key_is_valid: bool
    coordinators: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Decided:
    """What became of a request, and by whom (the name their account shows)."""

    request: Request
    person: Professional
    by: str


def ask_registration(work: UnitOfWork, current: CurrentIndex, asker: Asker, claimed: str) -> Asked:
    """Ask to be the person `claimed`, an RPPS number or a name. Raises Refusal."""
    account = account_of(work.connection, asker.user_id)
    if waiting_request(work.connection, work.keys, asker.user_id) is not None:
        raise Refusal("registration-waiting")
    check_may_ask(account, None)
    person = _find(work, current, claimed)
    check_may_ask(account, account_by_rpps(work.connection, person.rpps))
    coordinators = _coordinators(work, asker.user_id)
    if not coordinators:
        raise Refusal("registration-no-coordinator")
    shown = account.display_name if account is not None else asker.shown_name
    request = add_request(work, asker.user_id, shown, person.id, asker.room_id)
    likeness = compare_names(shown, person)
    return Asked(request, person, likeness, has_valid_key(person.rpps), coordinators)


def decide_registration(
    work: UnitOfWork, user_id: str, number: int, act: Act, reason: str
) -> Decided:
    """Accept or refuse request `number` as the coordinator `user_id`. Raises Refusal."""
    request = load_request(work.connection, work.keys, number)
    decider = account_of(work.connection, user_id)
    if request is None:
        if decider is None or decider.kind is not AccountKind.COORDINATOR:
            raise Refusal("registration-coordinators-only")
        raise Refusal("registration-unknown", number=number)
    check_may_decide(decider, request)
    state = decide_state(request, act, _name(work, request.decided_by))
    person = load_person(work.connection, request.person_id)
    if person is None:
        raise Refusal("person-gone")
    if state is State.ACCEPTED:
        _tie(work, request, person)
    decided = replace(
        request,
        state=state,
        decided_by=user_id,
        decided_at=work.now,
        reason=" ".join(reason.split())[:_LONGEST_REASON],
    )
    save_decision(work, decided)
    return Decided(decided, person, _name(work, user_id))


def _tie(work: UnitOfWork, request: Request, person: Professional) -> None:
    """Give the account its entry, unless somebody was given it since."""
    holder = account_by_rpps(work.connection, person.rpps)
    account = account_of(work.connection, request.user_id)
    check_may_ask(account, holder)
    save_account(work.connection, accept_account(account, request, person))


def _find(work: UnitOfWork, current: CurrentIndex, claimed: str) -> Professional:
    digits = "".join(character for character in claimed if character.isdigit())
    if len(digits) >= 9:
        if len(digits) != _RPPS_LENGTH:
            raise Refusal("registration-bad-rpps", length=len(digits))
        person = load_person_by_rpps(work.connection, digits)
        if person is None:
            raise Refusal("registration-unknown-rpps")
        return person
    _, index = current.load(work.connection, work.keys)
    found = search(index, claimed, frozenset())
    people = [hit.entry for hit in found.hits if hit.entry.rpps]
    if len(people) != 1 or found.understood.given_up:
        raise Refusal("registration-which", count=len(people))
    person = load_person(work.connection, people[0].id)
    if person is None:
        raise Refusal("person-gone")
    return person


def _coordinators(work: UnitOfWork, but: str) -> tuple[str, ...]:
    return tuple(
        account.user_id
        for account in load_accounts(work.connection)
        if account.kind is AccountKind.COORDINATOR and account.user_id != but
    )


def _name(work: UnitOfWork, user_id: str | None) -> str:
    account: Account | None = account_of(work.connection, user_id or "")
    return account.display_name if account is not None else ""
