"""What is asked and answered."""

from __future__ import annotations

from care.directory.national.model import Filters, Found, Wishes
from care.directory.search import Understood


def test_nothing_is_left_out_unless_asked() -> None:
    assert Filters() == Filters(feminine=None, within_km=None, communes=None)
    assert Wishes() == Wishes(when=(), around=False, feminine=None, within_km=None)


def test_filters_win_over_wishes() -> None:
    wishes = Wishes(("soir",), around=True, feminine=True, within_km=60)
    assert wishes.and_also(Filters()) == wishes
    assert wishes.and_also(Filters(feminine=False, within_km=9)) == Wishes(
        ("soir",), around=True, feminine=False, within_km=9
    )


def test_an_answer_is_whole_unless_said() -> None:
    assert not Found(0, (), Understood()).more
