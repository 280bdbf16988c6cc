"""What « Ma session » sends holds no secret."""

from __future__ import annotations

from widgets.session.views import OpenPageView, SessionView


def test_no_field_could_open_a_page() -> None:
    fields = {*OpenPageView.model_fields, *SessionView.model_fields}
    assert not fields & {"secret", "token", "digest", "key", "cookie", "room_id"}
