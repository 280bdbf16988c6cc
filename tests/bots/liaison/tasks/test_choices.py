"""Hours of the day told and of peace, as people say them."""

from __future__ import annotations

from datetime import UTC, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bots.liaison.tasks.choices import hour_chosen, is_never, quiet_chosen

NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "at"),
    [
        ("à 7h30", time(7, 30)),
        ("7h", time(7)),
        ("tous les jours à 7h", time(7)),
        ("le soir", time(19)),
        ("", None),
        ("de demain", None),
        ("demain matin", None),
        ("du jour", None),
        ("en retard", None),
    ],
)
def test_the_hour_of_one_s_day(typed: str, at: time | None) -> None:
    assert hour_chosen(typed, NOW, "Europe/Paris") == at


@pytest.mark.parametrize(
    ("typed", "hours"),
    [
        ("de 20h à 7h", (time(20), time(7))),
        ("20h30-7h", (time(20, 30), time(7))),
        ("entre 20 et 7h", (time(20), time(7))),
        ("de 22 h à 6 h 30", (time(22), time(6, 30))),
        ("la nuit", (time(21), time(7))),
        ("le dimanche", None),
        ("à partir de 20h", None),
        ("de 8h à 8h", None),
        ("", None),
    ],
)
def test_the_hours_of_peace(typed: str, hours: tuple[time, time] | None) -> None:
    assert quiet_chosen(typed) == hours


def test_never() -> None:
    assert is_never("Jamais !")
    assert not is_never("à 7h")


@given(st.text(max_size=80))
def test_any_words_choose_something_or_nothing(typed: str) -> None:
    hour_chosen(typed, NOW, "Europe/Paris")
    quiet_chosen(typed)
