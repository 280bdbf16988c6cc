"""Numbers that look real and cannot be."""

from __future__ import annotations

import numpy as np

from care.directory.national.synthetic.numbers import (
    FICTION_PHONES,
    invent_phone,
    invent_rpps,
    invent_siren,
    luhn_keys,
)
from care.directory.synthetic import luhn_key


def test_rpps_numbers_are_valid_distinct_and_nobody_s() -> None:
    numbers = [str(number) for number in invent_rpps(np.arange(20_000)).tolist()]
    assert len(set(numbers)) == 20_000
    assert all(len(number) == 11 for number in numbers)
    assert all(luhn_key(number[:-1]) == int(number[-1]) for number in numbers[:500])
    # Those given out begin with 1.
    assert {number[0] for number in numbers} == {"9"}


def test_there_are_enough_for_a_country() -> None:
    last = invent_rpps(np.array([1_999_999]))
    assert len(str(last[0])) == 11


def test_no_company_can_have_the_siren() -> None:
    for rank in range(50):
        siren = invent_siren(rank)
        assert luhn_keys(np.array([int(siren[:8])]))[0] != int(siren[8])


def test_telephones_are_kept_for_fiction() -> None:
    phones = [invent_phone(rank) for rank in range(1_000)]
    assert all(len(phone) == 10 and phone[:6] in FICTION_PHONES for phone in phones)
