"""Hours and parts of the day, alone or beside a day."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from care.moments.french.hours import find_hours
from care.moments.french.model import Guess
from care.moments.french.slate import Slate
from care.moments.wall import PARIS
from tests.care.moments.french.telling import understood


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        *(("8h et 20h", (480, 1200)), ("8h, 12h, 20h", (480, 720, 1200)), ("à midi", (720,))),
        *(("8h du soir", (1200,)), ("3h de l’après-midi", (900,)), ("3h du matin", (180,))),
        *(("14h le matin", (840,)), ("entre 9h et 10h", (540,)), ("9h-12h", (540,))),
        *(("matinée", (480,)), ("toilette du matin 8h", (480,)), ("perfusion 8h/24", ())),
    ],
)
def test_minutes(text: str, minutes: tuple[int, ...]) -> None:
    assert find_hours(Slate(text), with_day=False).minutes == minutes


def test_a_bare_part_of_the_day_is_a_moment_beside_a_day_only() -> None:
    assert find_hours(Slate("toilette matin"), with_day=False).minutes == ()
    told = find_hours(Slate("toilette matin"), with_day=True)
    assert (told.minutes, told.guesses) == ((480,), {Guess.HOUR})


@pytest.mark.parametrize(
    ("clock", "text", "meaning"),
    [
        ("06:00", "ce matin", "2026-11-26 08:00"),
        ("09:10", "ce matin", "2026-11-26 10:00"),
        ("11:20", "ce matin", "2026-11-26 11:30"),
        ("11:50", "ce matin", "2026-11-27 08:00"),
        ("23:50", "ce soir", "2026-11-27 19:00"),
        ("01:00", "cette nuit à 3h", "2026-11-26 03:00"),
        ("22:00", "cette nuit à 3h", "2026-11-27 03:00"),
        ("20:00", "8h", "2026-11-27 08:00 / 2026-11-26 20:00"),
        ("20:01", "8h", "2026-11-27 08:00"),
        ("07:00", "8h", "2026-11-26 08:00"),
        ("15:00", "14h", "2026-11-27 14:00"),
    ],
)
def test_seen_from_hours_of_a_day(clock: str, text: str, meaning: str) -> None:
    now = datetime.fromisoformat(f"2026-11-26T{clock}").replace(tzinfo=ZoneInfo(PARIS))
    assert understood(text, now) == meaning
