"""What the values promise."""

from __future__ import annotations

from datetime import date

import pytest

from care.directory.profiles.model import Absence, Hours


def test_a_week_has_seven_days() -> None:
    with pytest.raises(ValueError, match="seven"):
        Hours(((),) * 6)


def test_an_absence_includes_both_its_ends() -> None:
    absence = Absence(date(2026, 11, 16), date(2026, 11, 18))
    assert [absence.covers(date(2026, 11, day)) for day in range(15, 20)] == [
        False, True, True, True, False,
    ]  # fmt: skip
    assert Absence(date(2026, 11, 19), date(2026, 11, 20)).follows(absence)
