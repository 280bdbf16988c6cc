"""One timer for each circle, whatever its documents do."""

from __future__ import annotations

from datetime import timedelta

from care.circles.model import CircleId
from care.documents.waking import circle_to_show, topic_of, wake_to_show
from care.runtime.timers import Timer, load_due, take_timer
from tests.care.circles.hamlet import NOW, make_units
from tests.care.documents.papers import LIAISON

CIRCLE = CircleId("c" + "1" * 32)


def test_waking() -> None:
    units = make_units()
    with units.unit("x") as work:
        wake_to_show(work, LIAISON, CIRCLE, timedelta(seconds=5))
        assert load_due(work.connection, [LIAISON], NOW) == []
        wake_to_show(work, LIAISON, CIRCLE)
        (timer,) = load_due(work.connection, [LIAISON], NOW)
        taken = take_timer(work, timer)
    assert taken is not None
    assert circle_to_show(taken) == CIRCLE
    assert circle_to_show(Timer(LIAISON, "circles:settle", NOW)) is None
    assert CIRCLE.text in topic_of(CIRCLE)
