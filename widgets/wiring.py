"""Which pages there are. Adding one is its folder and one line in `all_pages`."""

from __future__ import annotations

from widgets.engine.page import Page
from widgets.session.routes import build_session_page


def all_pages(assistant: str) -> list[Page]:
    """Every page; `assistant` is the account that speaks first to people."""
    return [build_session_page(assistant)]
