"""Lines take opaque ids and plain acts, nothing that names anybody."""

from __future__ import annotations

import pytest

from care.audit.model import Entry, Face, Fault, Head, Kind, Problem, Report


@pytest.mark.parametrize(
    "act", ["", "opened", "Circle.opened", "circle.", "circle opened", "a.b" * 30]
)
def test_an_act_is_a_subject_and_a_verb(act: str) -> None:
    with pytest.raises(ValueError, match=r"subject\.verb"):
        Entry(act, Kind.CARE, "a1", Face.ROOM)


@pytest.mark.parametrize("name", ["@nurse:cpts.example", "Marie DUPONT", "", "x" * 65, "é"])
def test_nobody_is_named_by_mistake(name: str) -> None:
    for field in ("circle", "patient", "person"):
        with pytest.raises(ValueError, match="opaque"):
            Entry("circle.opened", Kind.CARE, "a1", Face.ROOM, **{field: name})  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="opaque"):
        Entry("circle.opened", Kind.CARE, name, Face.ROOM)


def test_details_are_not_shown_by_accident() -> None:
    entry = Entry("circle.opened", Kind.CARE, "a1", Face.ROOM, details={"name": "SERIN"})
    assert "SERIN" not in repr(entry)


def test_a_report_without_problems_is_intact() -> None:
    head = Head(3, "f" * 64)
    assert Report(3, 0, head, 0, ()).is_intact
    problem = Problem(Fault.ALTERED, 1, 1)
    assert not Report(3, 0, head, 0, (problem,)).is_intact
