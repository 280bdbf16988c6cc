"""How long, how often, and but for which days."""

from __future__ import annotations

import pytest

from care.moments.french.bounds import find_bounds
from care.moments.french.slate import Slate
from tests.care.moments.french.telling import understood


@pytest.mark.parametrize(
    ("text", "told"),
    [
        *(("pendant 10 jours", (10, 0, 0)), ("durant deux semaines", (14, 0, 0))),
        *(
            ("pendant 3 mois", (0, 3, 0)),
            ("5 fois", (0, 0, 5)),
            ("les 3 prochains jours", (3, 0, 0)),
        ),
    ],
)
def test_bounds(text: str, told: tuple[int, int, int]) -> None:
    (found,) = find_bounds(Slate(text))
    assert (found.days, found.months, found.count) == told


@pytest.mark.parametrize("text", ["pendant 0 jours", "5 fois plus", "pendant 999 mois", "0 fois"])
def test_no_bounds(text: str) -> None:
    assert find_bounds(Slate(text)) == []


def test_spared_days() -> None:
    (found,) = find_bounds(Slate("sauf mardi et jeudi"))
    assert found.spared == (1, 3)
    assert understood("tous les lundis sauf le lundi") == "2026-11-30 FREQ=WEEKLY;BYDAY=MO"
