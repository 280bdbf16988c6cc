"""What is asked is read as the standard says, or refused by name."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bridges.directory_api.parameters import (
    DEFAULT_COUNT,
    MOST_COUNT,
    Type,
    parse_date,
    parse_query,
    split,
)
from bridges.directory_api.problems import Problem


def test_criteria_pages_and_inclusions() -> None:
    query = parse_query(
        "PractitionerRole",
        [("role", "a|b,c"), ("_count", "9999"), ("_include", "*"), ("_format", "json")],
    )
    assert [(c.name, c.type, c.values) for c in query.criteria] == [
        ("role", Type.TOKEN, ("a|b", "c"))
    ]
    assert query.count == MOST_COUNT
    assert len(query.includes) == 2
    assert parse_query("Organization", []).count == DEFAULT_COUNT


@pytest.mark.parametrize(
    "pairs",
    [
        [("gender", "f")],
        [("family:above", "x")],
        [("family", "")],
        [("family", "x" * 501)],
        [("family", ",".join("x" * 51))],
        [("family", "x")] * 41,
        [("family", "x" * 400)] * 11,
        [("_count", "many")],
        [("_include", "PractitionerRole:practitioner")],
        [("_format", "xml")],
        [("_total", "maybe")],
    ],
)
def test_what_cannot_be_used_is_refused(pairs: list[tuple[str, str]]) -> None:
    with pytest.raises(Problem) as refused:
        parse_query("Practitioner", pairs)
    assert refused.value.status == 400


def test_dates_are_stretches() -> None:
    day = parse_date("_lastUpdated", "2026-11-14")
    assert (day.prefix, (day.end - day.start).days) == ("eq", 1)
    moment = parse_date("_lastUpdated", "ge2026-11-14T05:00:00 01:00")
    assert moment.start == datetime(2026, 11, 14, 4, tzinfo=UTC)


@pytest.mark.parametrize("value", ["2026", "2026-13-01", "9999-12-31", "ne2026-01-01", ""])
def test_odd_dates_are_refused(value: str) -> None:
    with pytest.raises(Problem):
        parse_date("_lastUpdated", value)


def test_a_backslash_keeps_a_separator() -> None:
    assert split(r"a\|b|c", "|") == ["a|b", "c"]
