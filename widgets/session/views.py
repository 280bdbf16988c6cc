"""What « Ma session » shows."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from widgets.engine.view import Form, Opaque, View


class PageForm(Form):
    """One of one's own pages."""

    id: Opaque


class OpenPageView(View):
    """A page that is open somewhere. `here`: it is the one that asks."""

    id: str
    browser: str
    label: str
    entrance: Literal["link", "widget"]
    opened_at: datetime
    used_at: datetime
    expires_at: datetime
    here: bool


class SessionView(View):
    """Who somebody is to us, and where their pages are open. `topic` changes when these do."""

    name: str
    user_id: str
    topic: str
    pages: list[OpenPageView]


class ClosedView(View):
    """How many pages were closed."""

    closed: int
