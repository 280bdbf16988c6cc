"""Addresses of rooms."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care.access.alias import check_alias, check_aliases, is_opaque
from care.access.people import Kind
from care.access.reason import AccessRefused, Reason


@given(st.binary(min_size=4, max_size=32))
def test_any_random_number_is_opaque(number: bytes) -> None:
    assert is_opaque(f"c-{number.hex()}")


@given(st.text().filter(lambda text: not text.startswith("c-")))
def test_no_free_text_is(text: str) -> None:
    assert not is_opaque(text)


@pytest.mark.parametrize(
    "almost", ["c-", "c-0123456", "c-0123456g", "c-01234567\n", "C-01234567", "c-" + "0" * 65]
)
def test_almost_is_not_enough(almost: str) -> None:
    assert not is_opaque(almost)


def test_only_our_services_give_addresses() -> None:
    for kind in Kind:
        if kind in (Kind.BOT, Kind.OPERATOR):
            check_alias(kind, "c-01234567")
        else:
            with pytest.raises(AccessRefused):
                check_alias(kind, "c-01234567")


@pytest.mark.parametrize("content", [{}, {"alias": ""}, {"alias": None, "alt_aliases": []}])
def test_taking_every_address_away_is_allowed(content: dict[str, Any]) -> None:
    check_aliases(Kind.PATIENT, content)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ({"alias": "#dupont:x"}, Reason.ALIAS_NOT_OPAQUE),
        ({"alias": "#c-01234567:x", "alt_aliases": ["#dupont:x"]}, Reason.ALIAS_NOT_OPAQUE),
        ({"aliases": ["#dupont:x"]}, Reason.ALIAS_NOT_OPAQUE),
        ({"alias": ["#c-01234567:x"]}, Reason.MALFORMED),
        ({"alt_aliases": "#c-01234567:x"}, Reason.MALFORMED),
        ({"aliases": {"#c-01234567:x": True}}, Reason.MALFORMED),
    ],
)
def test_a_name_slipped_among_the_addresses_is_seen(
    content: dict[str, Any], reason: Reason
) -> None:
    with pytest.raises(AccessRefused) as refused:
        check_aliases(Kind.BOT, content)
    assert refused.value.reason is reason
