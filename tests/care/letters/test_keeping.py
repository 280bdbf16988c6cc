"""Bytes that are still to be shown are not forgotten, however old."""

from __future__ import annotations

from datetime import timedelta

from care.letters.keeping import forget_what_is_over
from care.letters.rules import REGRET
from care.letters.store import mark_shown
from tests.care.letters.scene import BOX, Paper, Scene, send_papers


def test_only_what_was_shown_is_forgotten() -> None:
    scene = Scene()
    scene.circle()
    shown, hidden = scene.come(send_papers(Paper("1"))), scene.come(send_papers(Paper("2")))
    assert shown.state == hidden.state == "filed"
    with scene.units.unit("x") as work:
        mark_shown(work, shown)
    scene.clock.advance(REGRET + timedelta(days=2))
    with scene.units.unit("y") as work:
        assert forget_what_is_over(work, BOX) == 1
        assert forget_what_is_over(work, "other@x.example") == 0
