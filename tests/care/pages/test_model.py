"""Links are short-lived, pages less so."""

from __future__ import annotations

from care.pages.model import IDLE_LASTS, LINK_LASTS, SESSION_LASTS, WIDGET_LASTS


def test_each_lasts_longer_than_the_one_before() -> None:
    assert LINK_LASTS < WIDGET_LASTS < IDLE_LASTS < SESSION_LASTS
