"""Working memory comes back clean."""

from __future__ import annotations

import numpy as np
import pytest

from care.directory.national.reading import Reading
from care.directory.national.scratch import ScratchPool

_READING = Reading(
    0, np.array([2, 5]), np.array([1.0, 0.5], np.float32), (4, 8, 0.7), None, None, None, 3, 0
)


def test_filled_then_clean() -> None:
    pool = ScratchPool(10, 100, 2)
    with pool.lend([_READING]) as first:
        row = [round(float(value), 1) for value in first.worth[0]]
        assert row == [0, 0, 1.0, 0, 0.7, 0.7, 0.7, 0.7, 0, 0]
        assert not first.worth[1].any()
    with pool.lend([]) as second:
        assert second is first
        assert not second.worth.any()


def test_two_at_once_have_their_own() -> None:
    pool = ScratchPool(10, 100, 2)
    with pool.lend([_READING]) as one, pool.lend([]) as other:
        assert not other.worth.any()
        assert one is not other


def test_after_an_error_it_is_forgotten() -> None:
    pool = ScratchPool(10, 100, 2)
    with pytest.raises(ZeroDivisionError), pool.lend([_READING]) as dirty:
        raise ZeroDivisionError
    with pool.lend([]) as fresh:
        assert fresh is not dirty
        assert not fresh.worth.any()


@pytest.mark.parametrize("many", [10, 60_000])
def test_each_document_once_in_order(many: int) -> None:
    pool = ScratchPool(1, 70_000, 1)
    documents = np.array([5, 3, 5, *range(many)], np.uint32)[::-1]
    with pool.lend([]) as scratch:
        assert scratch.unique(documents).tolist() == sorted(set(documents.tolist()))
        assert not scratch.marks.any()
