"""Who may ask, who may decide, what may become of a request, and how names compare."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from care.accounts.model import Account, AccountKind
from care.registrations.model import Act, Likeness, Request, State
from care.registrations.rules import (
    TRANSITIONS,
    accept_account,
    check_may_ask,
    check_may_decide,
    compare_names,
    decide_state,
    has_valid_key,
)
from care.runtime.errors import Refusal
from tests.care.directory.territory import person

NOW = datetime(2026, 11, 16, tzinfo=UTC)
REQUEST = Request(1, "@nina:test", "VASSELIN Nina", "id", "!room", State.WAITING, NOW)


def account(kind: AccountKind, rpps: str | None = None, user_id: str = "@nina:test") -> Account:
    return Account(user_id, kind, "VASSELIN Nina – orthophoniste", rpps)


def test_every_state_is_in_the_table_and_leads_to_states() -> None:
    assert set(TRANSITIONS) == set(State)
    assert {to for acts in TRANSITIONS.values() for to in acts.values()} <= set(State)


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("act", Act)
def test_only_what_waits_is_decided(state: State, act: Act) -> None:
    request = replace(REQUEST, state=state)
    if state is State.WAITING:
        expected = State.ACCEPTED if act is Act.ACCEPT else State.REFUSED
        assert decide_state(request, act, "") is expected
    else:
        with pytest.raises(Refusal) as refusal:
            decide_state(request, act, "PIVOT Sacha")
        assert refusal.value.facts["by"] == "PIVOT Sacha"


@pytest.mark.parametrize("kind", AccountKind)
def test_who_may_ask_and_decide(kind: AccountKind) -> None:
    if kind in {AccountKind.RELATIVE, AccountKind.PATIENT}:
        with pytest.raises(Refusal, match="registration-carers-only"):
            check_may_ask(account(kind), None)
    else:
        check_may_ask(account(kind), None)
    decider = account(kind, user_id="@camille:test")
    if kind is AccountKind.COORDINATOR:
        check_may_decide(decider, REQUEST)
        with pytest.raises(Refusal, match="registration-own"):
            check_may_decide(account(kind), REQUEST)
    else:
        with pytest.raises(Refusal, match="registration-coordinators-only"):
            check_may_decide(decider, REQUEST)


def test_an_entry_is_given_once() -> None:
    check_may_ask(None, None)
    with pytest.raises(Refusal, match="registration-tied"):
        check_may_ask(account(AccountKind.PROFESSIONAL, "1"), None)
    with pytest.raises(Refusal, match="registration-taken"):
        check_may_ask(account(AccountKind.PROFESSIONAL), account(AccountKind.PROFESSIONAL, "1"))


@pytest.mark.parametrize(
    ("shown", "entry", "likeness"),
    [
        ("VASSELIN Nina – orthophoniste", "Nina VASSELIN", Likeness.SAME),
        ("Nina Vasselin", "Nina VASSELIN", Likeness.SAME),
        ("LEFEBVRE Celine", "Céline LEFÈBVRE", Likeness.SAME),
        ("MARTIN DUVAL Jean Pierre", "Jean-Pierre MARTIN-DUVAL", Likeness.SAME),
        ("DE LA CROIX Hortense", "Hortense DE LA CROIX", Likeness.SAME),
        ("MARTIN-ROSE Jean-Pierre", "Jean-Pierre MARTIN-DUVAL", Likeness.CLOSE),
        ("DUVAL Jean", "Jean-Pierre MARTIN-DUVAL", Likeness.CLOSE),
        ("VASSELIN Zoé", "Nina VASSELIN", Likeness.DIFFERENT),
        ("ROSE Nina", "Nina VASSELIN", Likeness.DIFFERENT),
        ("", "Nina VASSELIN", Likeness.DIFFERENT),
    ],
)
def test_names(shown: str, entry: str, likeness: Likeness) -> None:
    assert compare_names(shown, person(entry)) is likeness


@pytest.mark.parametrize(
    ("rpps", "valid"),
    [("10199900373", True), ("10199900374", False), ("", True), ("x", False), ("١٢", False)],
)
def test_the_key_of_an_rpps_number(rpps: str, valid: bool) -> None:
    assert has_valid_key(rpps) is (valid and bool(rpps))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (None, AccountKind.PROFESSIONAL),
        (AccountKind.PROFESSIONAL, AccountKind.PROFESSIONAL),
        (AccountKind.SECRETARY, AccountKind.PROFESSIONAL),
        (AccountKind.COORDINATOR, AccountKind.COORDINATOR),
    ],
)
def test_who_is_accepted_is_a_professional_unless_more(
    before: AccountKind | None, after: AccountKind
) -> None:
    asker = account(before) if before else None
    made = accept_account(asker, REQUEST, person("Nina VASSELIN", "91", rpps="1"))
    assert (made.kind, made.rpps, made.profession_code) == (after, "1", "91")
    assert made.display_name == (asker.display_name if asker else "VASSELIN Nina")
