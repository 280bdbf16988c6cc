"""The keeper is woken once for what other doors changed, and at the end of an emergency."""

from __future__ import annotations

from datetime import timedelta

from care.circles.emergency import break_glass
from care.circles.waking import circle_to_end, wake_at_end, wake_to_settle
from care.runtime.timers import load_due, take_timer
from tests.care.circles.hamlet import ALICE, KIM, make_units, opened
from tests.care.circles.test_emergency import JEANNE_EXEMPLE

KEEPER = "@liaison:test"


def test_one_waking_for_many_changes() -> None:
    with make_units().unit("wake") as work:
        wake_to_settle(work, KEEPER)
        wake_to_settle(work, KEEPER)
        (timer,) = load_due(work.connection, [KEEPER], work.now)
        assert circle_to_end(timer) is None


def test_an_emergency_ends_at_its_hour() -> None:
    units = make_units()
    circle = opened(units, ALICE)
    with units.unit("break") as work:
        taken = break_glass(work, KIM, JEANNE_EXEMPLE, "chute au domicile")
        wake_at_end(work, KEEPER, circle.id, taken.member)
        assert taken.member.until is not None
        assert load_due(work.connection, [KEEPER], taken.member.until - timedelta(seconds=1)) == []
        (due,) = load_due(work.connection, [KEEPER], taken.member.until)
        timer = take_timer(work, due)
        assert timer is not None
        assert circle_to_end(timer) == circle.id
        assert KIM not in timer.key
