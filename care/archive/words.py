"""What an archive says to whoever opens it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from care.circles.model import Circle
from care.runtime.texts import Texts, french_date

_TEXTS = Texts(Path(__file__).with_name("fr.ftl"))


def say(key: str, **facts: Any) -> str:
    """The sentence `key` with `facts` put in."""
    return _TEXTS.say(key, **facts)


def read_me(circle: Circle) -> str:
    """The page that explains the folder."""
    closed = "none" if circle.closed_at is None else french_date(circle.closed_at.date())
    opened = french_date(circle.opened_at.date())
    return say("read-me", circle=circle.id.text, opened=opened, closed=closed) + "\n"
