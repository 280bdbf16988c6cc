"""The curve: a picture that opens, whatever the values."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from bots.liaison.documents.chart import Mark, draw_chart

NOW = datetime(2026, 11, 12, tzinfo=UTC)
amounts = st.floats(-1e11, 1e11, allow_nan=False)


def marks(*values: float) -> list[Mark]:
    return [Mark(NOW + timedelta(days=n), v, f"{v:g}", n == 0) for n, v in enumerate(values)]


@settings(max_examples=25, deadline=None)
@given(st.lists(amounts, min_size=2, max_size=30), st.none() | amounts, st.none() | amounts)
def test_any_values_make_a_picture(values: list[float], low: float, high: float) -> None:
    if low is not None and high is not None and low > high:
        low, high = high, low
    picture = Image.open(BytesIO(draw_chart("CRP", marks(*values), low, high)))
    assert (picture.format, picture.size) == ("PNG", (900, 520))


def test_what_stands_out_is_drawn_otherwise() -> None:
    plain = draw_chart("x", [Mark(NOW, 1, "1"), Mark(NOW + timedelta(1), 2, "2")])
    marked = draw_chart("x", [Mark(NOW, 1, "1"), Mark(NOW + timedelta(1), 2, "2", True)])
    assert plain != marked


def test_one_point_is_no_curve() -> None:
    with pytest.raises(ValueError, match="two"):
        draw_chart("x", marks(1))
