"""Counted from now, or from today."""

from __future__ import annotations

import pytest

from tests.care.moments.french.telling import understood


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("dans trois quarts d’heure", "2026-11-26 10:45"),
        ("dans une heure trente", "2026-11-26 11:30"),
        ("dans 2 heures et demie", "2026-11-26 12:30"),
        ("d’ici une heure", "2026-11-26 11:00"),
        ("dans environ 3 jours", "2026-11-29"),
        ("dans 10j", "2026-12-06"),
        ("sous huitaine", "2026-12-03"),
        ("S+2", "2026-12-10"),
        ("j + 1", "2026-11-27"),
        ("dans 3 ans", "2029-11-26"),
        ("dans 1 an", "2027-11-26"),
        ("dans 0 jour", "2026-11-26"),
        ("vitamine D+3", ""),
        ("dans le salon", ""),
    ],
)
def test_delays(text: str, meaning: str) -> None:
    assert understood(text) == meaning
