"""When a link opens, and how long a page stays open."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from care.pages.model import (
    IDLE_LASTS,
    SESSION_LASTS,
    WIDGET_LASTS,
    Edit,
    Entrance,
    Link,
    PageSession,
)
from care.runtime.errors import Refusal

LONGEST_LABEL = 60
_USE_NOTED_EVERY = timedelta(minutes=1)


def check_link(link: Link | None, now: datetime) -> Link:
    """The link, if it still opens. Raises Refusal."""
    if link is None:
        raise Refusal("link-unknown")
    if link.used_at is not None:
        raise Refusal("link-used")
    if now >= link.expires_at:
        raise Refusal("link-expired")
    return link


def check_same_person(link: Link, open_here: PageSession | None, now: datetime) -> None:
    """A browser that is open to somebody does not open to somebody else. Raises Refusal."""
    if open_here is None or not is_open(open_here, now):
        return
    if open_here.user_id != link.user_id:
        raise Refusal("link-of-another")


def check_open(session: PageSession | None, now: datetime) -> PageSession:
    """The session, if it still lasts. Raises Refusal."""
    if session is None:
        raise Refusal("session-unknown")
    if session.revoked_at is not None:
        raise Refusal("session-closed")
    if not is_open(session, now):
        raise Refusal("session-expired")
    return session


def is_open(session: PageSession, now: datetime) -> bool:
    """Whether the session is neither closed, nor too old, nor unused for too long."""
    lasting = now < session.expires_at and now < session.used_at + IDLE_LASTS
    return session.revoked_at is None and lasting


def is_opening(link: Link, session: PageSession, now: datetime) -> bool:
    """Whether the session is the one that the link opened, and still lasts."""
    opened = (link.user_id, link.used_at) == (session.user_id, session.created_at)
    return opened and session.entrance is Entrance.LINK and is_open(session, now)


def decide_expiry(entrance: Entrance, now: datetime) -> datetime:
    """When a session that opens now ends, used or not."""
    return now + (WIDGET_LASTS if entrance is Entrance.WIDGET else SESSION_LASTS)


def is_use_worth_noting(session: PageSession, now: datetime) -> bool:
    """Whether the last use that is written down is old enough to be written again."""
    return now >= session.used_at + _USE_NOTED_EVERY


def tidy_label(text: str) -> str:
    """A label on one line, not too long, without what cannot be seen."""
    visible = "".join(c for c in text if c.isprintable() or c.isspace())
    return " ".join(visible.split())[:LONGEST_LABEL].rstrip()


def settle_times(edit: Edit, sent_at: datetime, now: datetime) -> Edit:
    """The same edit by our clock: the browser's may be wrong, by as much as `sent_at` is.

    What would be in our future is now.
    """
    drift = now - sent_at
    fields = {
        name: replace(field, at=min(field.at + drift, now)) for name, field in edit.fields.items()
    }
    return Edit(edit.id, edit.kind, edit.target, fields)
