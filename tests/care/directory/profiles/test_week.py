"""Open or not, in winter, in summer, and on the nights between."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from care.directory.profiles.hours import parse_hours
from care.directory.profiles.model import Absence, Profile
from care.directory.profiles.week import (
    PARIS,
    Status,
    Window,
    current_absence,
    next_opening,
    opening,
)

PHARMACY = Profile(hours=parse_hours("lundi au samedi 9h-12h30 14h-19h30"))
NIGHT = Profile(hours=parse_hours("samedi 20h-8h"))


def at(text: str) -> datetime:
    """The instant at which Paris clocks show `text`."""
    return datetime.fromisoformat(text).replace(tzinfo=PARIS)


def status(profile: Profile, start: str, end: str | None = None) -> Status:
    return opening(profile, Window(at(start), at(end or start))).status


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2026-11-16 08:59", Status.CLOSED),
        ("2026-11-16 09:00", Status.OPEN),
        ("2026-11-16 12:29", Status.OPEN),
        ("2026-11-16 12:30", Status.CLOSED),
        ("2026-11-15 10:00", Status.CLOSED),
        ("2026-11-11 10:00", Status.HOLIDAY),
        ("2026-07-06 09:00", Status.OPEN),
        ("2026-07-06 08:30", Status.CLOSED),
        # the Mondays after both changes of the clock
        ("2026-03-30 09:00", Status.OPEN),
        ("2026-03-30 08:59", Status.CLOSED),
        ("2026-10-26 19:29", Status.OPEN),
        ("2026-10-26 19:30", Status.CLOSED),
    ],
)
def test_by_the_clock_on_the_wall(moment: str, expected: Status) -> None:
    assert status(PHARMACY, moment) is expected


def test_open_at_any_moment_of_the_evening_is_open_tonight() -> None:
    evening = opening(PHARMACY, Window(at("2026-11-16 18:00"), at("2026-11-16 23:00")))
    assert evening.status is Status.OPEN
    assert evening.until == at("2026-11-16 19:30")
    assert status(PHARMACY, "2026-11-16 19:30", "2026-11-16 23:00") is Status.CLOSED


@pytest.mark.parametrize(("saturday", "hours"), [("2026-03-28", 11), ("2026-10-24", 13)])
def test_a_night_on_duty_ends_at_eight_whatever_the_clocks_do(saturday: str, hours: int) -> None:
    found = opening(NIGHT, Window(at(f"{saturday} 23:00"), at(f"{saturday} 23:00")))
    assert found.since is not None
    assert found.until is not None
    assert found.until - found.since == timedelta(hours=hours)
    sunday = (date.fromisoformat(saturday) + timedelta(days=1)).isoformat()
    assert status(NIGHT, f"{sunday} 07:59") is Status.OPEN
    assert status(NIGHT, f"{sunday} 08:00") is Status.CLOSED


def test_who_said_nothing_is_unknown() -> None:
    assert status(Profile(), "2026-11-16 10:00") is Status.UNKNOWN


def test_who_is_away_is_away_even_without_hours() -> None:
    away = (Absence(date(2026, 11, 16), date(2026, 12, 3)),)
    assert status(Profile(absences=away), "2026-12-03 10:00") is Status.AWAY
    assert status(Profile(absences=away), "2026-12-04 10:00") is Status.UNKNOWN
    closed = Profile(hours=PHARMACY.hours, absences=away)
    assert status(closed, "2026-12-03 10:00") is Status.AWAY
    assert status(closed, "2026-12-03 10:00", "2026-12-04 10:00") is Status.OPEN
    assert next_opening(closed, at("2026-11-30 10:00")) == at("2026-12-04 09:00")


def test_the_next_opening() -> None:
    assert next_opening(PHARMACY, at("2026-11-16 12:45")) == at("2026-11-16 14:00")
    assert next_opening(PHARMACY, at("2026-11-14 20:00")) == at("2026-11-16 09:00")
    assert next_opening(Profile(), at("2026-11-16 12:45")) is None


def test_absences_that_follow_are_one() -> None:
    first = Absence(date(2026, 11, 16), date(2026, 11, 20), "remplacée")
    second = Absence(date(2026, 11, 21), date(2026, 12, 3))
    later = Absence(date(2026, 12, 24), date(2026, 12, 31))
    assert current_absence((later, second, first), date(2026, 11, 17)) == Absence(
        date(2026, 11, 16), date(2026, 12, 3), "remplacée"
    )
    assert current_absence((later,), date(2026, 11, 17)) is None
