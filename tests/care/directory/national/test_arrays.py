"""Lists of lists in arrays."""

from __future__ import annotations

import numpy as np

from care.directory.national.arrays import group, spread


def test_positions_by_number() -> None:
    grouped = group(np.array([2, 0, 2, 7, 1], np.uint32), 3)
    assert [grouped.of(rank).tolist() for rank in range(3)] == [[1], [4], [0, 2]]
    assert grouped.run(1, 3).tolist() == [4, 0, 2]
    assert grouped.sizes().tolist() == [1, 1, 2]
    assert grouped.length(np.array([0, 2])) == 3


def test_runs_end_to_end() -> None:
    positions, begins = spread(np.array([10, 3]), np.array([2, 3]))
    assert positions.tolist() == [10, 11, 3, 4, 5]
    assert begins.tolist() == [0, 2]
