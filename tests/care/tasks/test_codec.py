"""What is kept comes back exactly."""

from __future__ import annotations

from datetime import date, time
from types import MappingProxyType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from care.moments.model import Schedule
from care.runtime.errors import Refusal
from care.tasks.codec import (
    parse_details,
    parse_preferences,
    parse_value,
    render_details,
    render_preferences,
    render_value,
)
from care.tasks.model import Preferences, Register, Stamp, Wording
from tests.care.moments.schedules import schedules
from tests.care.tasks.scene import NOW, PAUL

values = st.none() | st.booleans() | st.text() | st.lists(st.integers()).map(tuple) | schedules
registers = st.builds(Register, values, st.builds(Stamp, st.just(NOW), st.text()), st.just(PAUL))
wordings = st.builds(
    Wording, st.text(), st.builds(Stamp, st.just(NOW), st.text()), st.text(), st.just(("a", "b"))
)


@settings(deadline=None)
@given(st.dictionaries(st.text(), registers, max_size=4), st.frozensets(wordings, max_size=3))
def test_details(fields: dict[str, Register], texts: frozenset[Wording]) -> None:
    found = parse_details(render_details(MappingProxyType(fields), texts))
    assert (dict(found.registers), frozenset(found.wordings)) == (fields, texts)
    for name, register in fields.items():
        assert type(found.registers[name].value) is type(register.value)


def test_preferences() -> None:
    chosen = Preferences(time(6, 45), (0, 4), time(20), time(7), "Indian/Reunion")
    assert parse_preferences(render_preferences(chosen)) == chosen
    never = Preferences()
    assert parse_preferences(render_preferences(never)) == never
    assert len(render_preferences(chosen)) < 400


@settings(deadline=None)
@given(schedules)
def test_values_of_pages(schedule: object) -> None:
    assert parse_value("schedule", render_value(schedule)) == schedule  # type: ignore[arg-type]


def test_other_values_of_pages() -> None:
    assert parse_value("reminders", [0, 15]) == parse_value("reminders", "[0, 15]") == (0, 15)
    assert parse_value("schedule", '{"day": "2026-06-14"}') == Schedule(date(2026, 6, 14))
    assert parse_value("schedule", None) is None
    assert parse_value("urgent", True) is True
    assert parse_value("assignee", None) is None
    assert render_value((0, 15)) == (0, 15)
    for name, raw in (("schedule", "x"), ("reminders", ["x"]), ("text", 3), ("theme", {})):
        with pytest.raises(Refusal, match="task-bad-value"):
            parse_value(name, raw)
