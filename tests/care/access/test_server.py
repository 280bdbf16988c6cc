"""Servers: ours, allowed, and all the others."""

from __future__ import annotations

import pytest

from care.access.people import Kind
from care.access.reason import AccessRefused, Reason
from care.access.server import check_server, server_of


@pytest.mark.parametrize(
    ("identifier", "server"),
    [
        ("@alice:cercle.test", "cercle.test"),
        ("@alice:cercle.test:8448", "cercle.test:8448"),
        ("!room:[::1]:80", "[::1]:80"),
        ("!v12roomidwithoutserver", None),
    ],
)
def test_the_server_is_what_follows_the_first_colon(identifier: str, server: str | None) -> None:
    assert server_of(identifier) == server


def test_our_own_server_needs_no_permission() -> None:
    assert check_server(Kind.PATIENT, "@bob:here", "here", []) == frozenset()


def test_an_allowed_server_is_for_staff_not_for_patients() -> None:
    check_server(Kind.PROFESSIONAL, "@bob:friend", "here", ["friend"])
    with pytest.raises(AccessRefused):
        check_server(Kind.PATIENT, "@bob:friend", "here", ["friend"])


@pytest.mark.parametrize("lookalike", ["@bob:elsewhere", "@bob:friend.evil", "@bob:here:friend"])
def test_any_other_server_is_refused(lookalike: str) -> None:
    with pytest.raises(AccessRefused) as refused:
        check_server(Kind.OPERATOR, lookalike, "here", ["friend"])
    assert refused.value.reason is Reason.CLOSED_FEDERATION
