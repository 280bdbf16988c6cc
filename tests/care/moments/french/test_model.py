"""Certain is one meaning and no problem."""

from __future__ import annotations

from datetime import date

from care.moments.french.model import Meaning, Problem, Reading
from care.moments.model import Schedule

MEANING = Meaning(Schedule(date(2026, 6, 14)), "", ())


def test_certainty() -> None:
    assert Reading("", (MEANING,)).is_certain
    assert not Reading("").is_certain
    assert not Reading("", (MEANING, MEANING)).is_certain
    assert not Reading("", (MEANING,), problem=Problem.PAST).is_certain
