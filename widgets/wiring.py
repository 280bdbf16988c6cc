"""Which pages there are. Adding one is its folder and one line in `all_pages`."""

from __future__ import annotations

from care.moments.wall import PARIS
from widgets.circle.routes import build_circle_page
from widgets.day.routes import build_day_page
from widgets.engine.page import Page
from widgets.patients.routes import build_patients_page
from widgets.session.routes import build_session_page


def all_pages(assistant: str, timezone: str = PARIS) -> list[Page]:
    """Every page; `assistant` is the account that keeps circles and speaks first to people."""
    return [
        build_day_page(assistant),
        build_patients_page(assistant, timezone),
        build_circle_page(assistant, timezone),
        build_session_page(assistant),
    ]
