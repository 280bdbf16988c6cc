"""Meanings in one line each, for tables of phrases."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from care.moments.french.model import Reading
from care.moments.french.reading import read_moment
from care.moments.model import Schedule
from care.moments.rules import render_rule

#: A Thursday in winter, at ten.
NOW = datetime(2026, 11, 26, 10, 0, tzinfo=ZoneInfo("Europe/Paris"))


def phrases() -> Iterator[tuple[str, str, str, str]]:
    """The table: phrase, what is left, what is understood, doubts and guesses."""
    text = Path(__file__).with_name("phrases.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        if not line.startswith("#"):
            phrase, rest, meanings, marks = (part.strip() for part in f"{line} ".split(" = "))
            yield phrase, rest, meanings, marks


def tell(schedule: Schedule) -> str:
    """`2026-11-26 08:00,20:00 from 20:00 FREQ=DAILY but 2026-12-25`."""
    parts = [schedule.day.isoformat()]
    if schedule.times:
        parts.append(",".join(f"{at:%H:%M}" for at in schedule.times))
    if schedule.first_time:
        parts.append(f"from {schedule.first_time:%H:%M}")
    if schedule.repeat:
        parts.append(render_rule(schedule.repeat))
        parts += [f"but {day}" for day in schedule.repeat.but]
    return " ".join(parts)


def tell_all(reading: Reading) -> str:
    """All the meanings of a reading."""
    return " / ".join(tell(meaning.schedule) for meaning in reading.meanings)


def marks_of(reading: Reading) -> str:
    """Its doubts, `!` its problem, `~` its guesses."""
    marks = [str(doubt) for doubt in reading.doubts]
    marks += [f"!{reading.problem}"] if reading.problem else []
    marks += {f"~{guess}" for meaning in reading.meanings for guess in meaning.guesses}
    return " ".join(sorted(marks))


def understood(text: str, now: datetime = NOW) -> str:
    """What is understood of a sentence."""
    return tell_all(read_moment(text, now))
