"""Who is meant, with titles, prefixes, professions and one typo; never somebody else."""

from __future__ import annotations

import pytest

from care.circles.people import find_meant
from tests.care.circles.hamlet import ALICE, ANNE, IDA, JEANNE, PAUL, make_units


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Alice Fictif", ALICE),
        ("Dr FICTIF", ALICE),
        ("paul invente", PAUL),
        ("Paul Inventé pharmacien", PAUL),
        ("inv paul", PAUL),
        ("Ida", IDA),
        ("@ida:test", IDA),
        ("@personne:test", None),
        ("infirmière", None),
        ("Zorglub", None),
        ("", None),
        ("Anne", ANNE),
    ],
)
def test_who_is_meant(typed: str, meant: str | None) -> None:
    with make_units().unit("find") as work:
        found = find_meant(work.connection, typed)
    assert (found.account.user_id if found.account else None) == meant


@pytest.mark.parametrize("typed", ["fictfi", "Ficitf Alice", "Alice Fictiv", "invnete"])
def test_a_slip_is_proposed_and_never_taken(typed: str) -> None:
    with make_units().unit("find") as work:
        found = find_meant(work.connection, typed)
    assert found.account is None
    assert len(found.accounts) == 1


def test_two_of_one_name_are_both_proposed() -> None:
    with make_units().unit("find") as work:
        found = find_meant(work.connection, "Exemple")
    assert found.account is None
    assert {account.user_id for account in found.accounts} == {ANNE, JEANNE}
