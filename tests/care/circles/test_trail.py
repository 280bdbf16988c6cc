"""Lines of the trail about a circle: opaque, in the act's transaction, emergencies first."""

from __future__ import annotations

import pytest

from care.audit.model import Face, Kind
from care.circles.emergency import break_glass
from care.circles.membership import add_people
from care.circles.trail import note, read_trail
from tests.care.circles.hamlet import ALICE, IDA, KIM, make_units, newcomer, opened
from tests.care.circles.test_emergency import JEANNE_EXEMPLE


def test_emergencies_then_the_newest() -> None:
    units = make_units()
    circle = opened(units, ALICE)
    with units.unit("break") as work:
        break_glass(work, KIM, JEANNE_EXEMPLE, "chute au domicile")
    with units.unit("add") as work:
        add_people(work, circle.id, ALICE, [newcomer(IDA)])
        lines = read_trail(work, circle.id)
    acts = [line.entry.act for line in lines if line.entry]
    assert acts == [
        "circle.glass_broken", "circle.member_added", "circle.member_added", "circle.opened",
    ]  # fmt: skip
    assert lines[0].kind is Kind.EMERGENCY
    assert all(line.entry and line.entry.circle == circle.id.text for line in lines)


def test_an_act_that_is_undone_leaves_no_line() -> None:
    units = make_units()
    circle = opened(units, ALICE)
    with pytest.raises(RuntimeError), units.unit("undone") as work:
        note(work, circle, "circle.closed", "system", Face.CLI)
        raise RuntimeError
    with units.unit("look") as work:
        assert "circle.closed" not in [
            line.entry.act for line in read_trail(work, circle.id) if line.entry
        ]
