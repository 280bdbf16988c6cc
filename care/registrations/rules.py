"""Which requests may be made, what may become of them, and how two names compare."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from care.accounts.model import Account, AccountKind
from care.directory.model import Professional
from care.directory.spelling import PARTICLES, words
from care.registrations.model import Act, Likeness, Request, State
from care.runtime.errors import Refusal

TRANSITIONS: Mapping[State, Mapping[Act, State]] = MappingProxyType(
    {
        State.WAITING: MappingProxyType({Act.ACCEPT: State.ACCEPTED, Act.REFUSE: State.REFUSED}),
        State.ACCEPTED: MappingProxyType({}),
        State.REFUSED: MappingProxyType({}),
    }
)


def decide_state(request: Request, act: Act, decided_by: str) -> State:
    """Where `act` takes the request; the first decision wins, `decided_by` names who took it."""
    following = TRANSITIONS[request.state].get(act)
    if following is None:
        raise Refusal("registration-decided", number=request.number, by=decided_by)
    return following


def check_may_ask(asker: Account | None, holder: Account | None) -> None:
    """Refuse who has an entry already, who is cared for here, and an entry of somebody else."""
    if asker is not None and not asker.kind.is_staff:
        raise Refusal("registration-carers-only")
    if asker is not None and asker.rpps:
        raise Refusal("registration-tied")
    if holder is not None:
        raise Refusal("registration-taken")


def check_may_decide(decider: Account | None, request: Request) -> None:
    """Refuse whoever is no coordinator, and a coordinator about themselves."""
    if decider is None or decider.kind is not AccountKind.COORDINATOR:
        raise Refusal("registration-coordinators-only")
    if decider.user_id == request.user_id:
        raise Refusal("registration-own")


def compare_names(shown: str, person: Professional) -> Likeness:
    """How much the name an account shows (`NOM Prénom – profession`) is `person`'s.

    Accents, case, hyphens and the order do not count. With a first name and one part of a
    composed family name (a birth name beside a married one) it is close.
    """
    typed = set(words(shown.partition(" – ")[0])) - PARTICLES
    family = [part for part in words(person.family_name) if part not in PARTICLES]
    given = words(person.given_name)
    has_given = not typed.isdisjoint(given) or "".join(given) in typed
    if typed >= set(family) and (typed >= set(given) or "".join(given) in typed):
        return Likeness.SAME
    if has_given and not typed.isdisjoint(family):
        return Likeness.CLOSE
    return Likeness.DIFFERENT


def has_valid_key(rpps: str) -> bool:
    """Whether the last digit is the right one (Luhn, ISO/IEC 7812-1)."""
    if not rpps.isascii() or not rpps.isdigit():
        return False
    doubled = [int(digit) * (1 + rank % 2) for rank, digit in enumerate(reversed(rpps))]
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0


def accept_account(asker: Account | None, request: Request, person: Professional) -> Account:
    """The account of who was accepted: tied to `person`, a professional unless more already."""
    kind = asker.kind if asker is not None else AccountKind.PROFESSIONAL
    if kind is AccountKind.SECRETARY:
        kind = AccountKind.PROFESSIONAL
    return Account(
        user_id=request.user_id,
        kind=kind,
        display_name=asker.display_name if asker is not None else request.shown_name,
        rpps=person.rpps,
        profession_code=person.professions[0].code if person.professions else None,
    )
