"""Luhn's check."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care.identity.luhn import is_luhn_right


@pytest.mark.parametrize("digits", ["79927398713", "10199900373", "760990010", "0"])
def test_right_numbers(digits: str) -> None:
    assert is_luhn_right(digits)


@given(st.text("0123456789", min_size=1, max_size=14))
def test_exactly_one_last_digit_is_right(digits: str) -> None:
    assert sum(is_luhn_right(digits + last) for last in "0123456789") == 1


@given(st.text("0123456789", min_size=1, max_size=14), st.data())
def test_a_digit_typed_wrong_is_seen(digits: str, data: st.DataObject) -> None:
    right = next(digits + last for last in "0123456789" if is_luhn_right(digits + last))
    place = data.draw(st.integers(0, len(right) - 1))
    wrong = str((int(right[place]) + data.draw(st.integers(1, 9))) % 10)
    assert not is_luhn_right(right[:place] + wrong + right[place + 1 :])
