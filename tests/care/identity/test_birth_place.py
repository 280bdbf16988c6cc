"""Communes, countries, and the place that nobody knows."""

from __future__ import annotations

import pytest

from care.identity.birth_date import Closeness
from care.identity.birth_place import compare_birth_places, is_born_abroad, parse_birth_place
from care.identity.reason import IdentityRefused


@pytest.mark.parametrize("code", ["76351", "2A004", "97105", "99350", "99999"])
def test_places_of_france_and_elsewhere(code: str) -> None:
    assert parse_birth_place(f" {code.lower()} ") == code


@pytest.mark.parametrize("code", ["", "7635", "763510", "2C004", "Le Havre"])
def test_others_are_refused(code: str) -> None:
    with pytest.raises(IdentityRefused):
        parse_birth_place(code)


def test_countries_are_told_apart() -> None:
    assert [is_born_abroad(code) for code in ("99350", "76351", "99999")] == [True, False, False]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("76351", "76351", Closeness.EQUAL),
        ("76351", "76540", Closeness.CLOSE),
        ("76351", "59606", Closeness.DIFFERENT),
        ("99350", "99100", Closeness.DIFFERENT),
        ("76351", None, Closeness.UNKNOWN),
        ("99999", "99999", Closeness.UNKNOWN),
    ],
)
def test_how_close_two_places_are(one: str, other: str | None, expected: Closeness) -> None:
    assert compare_birth_places(one, other) is expected
    assert compare_birth_places(other, one) is expected
