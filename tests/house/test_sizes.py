"""Files stay small: a small median and a small maximum."""

from __future__ import annotations

from statistics import median

from tests.house.sources import lines_of, modules, python_files


def test_the_median_file_is_below_120_lines() -> None:
    assert median(lines_of(path) for path in modules()) < 120


def test_no_file_is_above_400_lines() -> None:
    long = {
        str(p): lines_of(p) for p in python_files() + python_files("tests") if lines_of(p) > 400
    }
    assert not long
