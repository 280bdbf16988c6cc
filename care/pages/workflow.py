"""Opening pages to a person, and closing them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from care.accounts.store import opaque_id
from care.audit.model import Entry, Face, Kind
from care.audit.store import record
from care.pages.model import LINK_LASTS, Entrance, Link, PageSession
from care.pages.rules import (
    check_link,
    check_open,
    check_same_person,
    decide_expiry,
    is_open,
    is_opening,
)
from care.pages.secret import digest_of, make_id, make_secret
from care.pages.store import (
    add_link,
    add_session,
    close_sessions,
    find_link,
    find_session,
    forget_old,
    load_session,
    note_use,
    renew_cookie,
    sessions_of,
    spend_link,
)
from care.runtime.errors import Refusal
from care.runtime.sealing import KeyRing
from care.runtime.units import UnitOfWork

PREFIX = "/pages"
_PURPOSE = re.compile(r"[a-z][a-z-]{0,30}(/[A-Za-z0-9_-]{1,40})?")


@dataclass(frozen=True, slots=True)
class Visitor:
    """A browser that asks: what it calls itself, and the public key that it holds."""

    browser: str
    key: bytes


@dataclass(frozen=True, slots=True)
class Opened:
    """A session that has just opened, the secret of its cookie, and the page to show."""

    session: PageSession
    secret: str
    purpose: str


def create_link(work: UnitOfWork, base_url: str, user_id: str, purpose: str) -> str:
    """The address that opens the page `purpose` to `user_id`, once and within ten minutes.

    It may only be written in a conversation that `user_id` alone reads: its secret is in the
    fragment, that no browser sends. `purpose` is a page, then an opaque id if it needs one
    (`session`, `circle/4f…`). `base_url` is that of `[pages]`, without a path.
    """
    if not _PURPOSE.fullmatch(purpose):
        raise ValueError("not the name of a page")
    forget_old(work.connection, work.now)
    secret = make_secret()
    link = Link(make_id(), user_id, purpose, work.now, work.now + LINK_LASTS)
    add_link(work.connection, link, digest_of(secret) or "")
    return f"{base_url.rstrip('/')}{PREFIX}/{purpose}#lien={secret}"


def page_of(base_url: str, name: str) -> str:
    """The address of a page, for a browser in which it is open; "" where there are no pages."""
    return f"{base_url.rstrip('/')}{PREFIX}/{name}" if base_url else ""


def open_by_link(work: UnitOfWork, secret: str, visitor: Visitor, cookie: str) -> Opened:
    """Open a session to whom the link was given, in this browser. Raises Refusal.

    `cookie` is what the browser holds already: a page that it had open to the same person ends.
    The browser that the link opened may ask again: it did not hear the answer.
    """
    here = find_session(work.connection, work.keys, digest_of(cookie))
    found = find_link(work.connection, digest_of(secret))
    unheard = _opened_by(work, found, visitor)
    if found is not None and unheard is not None:
        fresh = make_secret()
        renew_cookie(work.connection, unheard.id, digest_of(fresh))
        return Opened(unheard, fresh, found.purpose)
    if found is not None and here is not None and is_opening(found, here, work.now):
        raise Refusal("link-served-here")
    link = check_link(found, work.now)
    check_same_person(link, here, work.now)
    if not spend_link(work.connection, link, work.now):
        raise Refusal("link-used")
    label = ""
    if here is not None and is_open(here, work.now):
        close_sessions(work.connection, [here.id], work.now)
        label = here.label
    session, fresh = _begin(work, link.user_id, Entrance.LINK, visitor.browser), make_secret()
    session = replace(session, key=visitor.key, label=label)
    add_session(work.connection, work.keys, session, digest_of(fresh))
    _note(work, "page.opened", session, {"page": link.purpose.partition("/")[0]})
    work.publish(topic_of(work.keys, link.user_id))
    return Opened(session, fresh, link.purpose)


def burn_link(work: UnitOfWork, secret: str) -> None:
    """A link that fell into other hands opens to nobody any more."""
    link = find_link(work.connection, digest_of(secret))
    if link is not None:
        spend_link(work.connection, link, work.now)


def open_in_room(
    work: UnitOfWork, user_id: str, room_id: str | None, browser: str, previous: str
) -> PageSession:
    """Open a session to `user_id` inside their Matrix client, or go on with the `previous` one.

    Who they are, and that they are in the room, was checked with the homeserver just now.
    """
    known = load_session(work.connection, work.keys, previous)
    if known is not None and _goes_on(known, user_id, room_id) and is_open(known, work.now):
        note_use(work.connection, known.id, work.now)
        return known
    session = replace(_begin(work, user_id, Entrance.WIDGET, browser), room_id=room_id)
    add_session(work.connection, work.keys, session, None)
    _note(work, "page.opened", session)
    work.publish(topic_of(work.keys, user_id))
    return session


def close_page(work: UnitOfWork, user_id: str, session_id: str) -> None:
    """Close one page of `user_id`. Raises Refusal when it is not theirs, or not open."""
    session = load_session(work.connection, work.keys, session_id)
    if session is None or session.user_id != user_id:
        raise Refusal("session-unknown")
    check_open(session, work.now)
    close_sessions(work.connection, [session_id], work.now)
    _note(work, "page.closed", session)
    work.publish(topic_of(work.keys, user_id))


def close_pages(work: UnitOfWork, user_id: str, but: str | None = None) -> int:
    """Close every page of `user_id`, this one excepted if asked; returns how many were open."""
    pages = sessions_of(work.connection, work.keys, user_id)
    ending = [page for page in pages if page.id != but and is_open(page, work.now)]
    closed = close_sessions(work.connection, [page.id for page in ending], work.now)
    for page in ending:
        _note(work, "page.closed", page)
    work.publish(topic_of(work.keys, user_id))
    return closed


def topic_of(keys: KeyRing, user_id: str) -> str:
    """What the pages of a person watch: a name that tells nobody whose it is."""
    return f"pages:{keys.blind(user_id, 'pages.topic')[:32]}"


def _opened_by(work: UnitOfWork, link: Link | None, visitor: Visitor) -> PageSession | None:
    """The session that `link` opened to this very browser, while the link lasts."""
    if link is None or work.now >= link.expires_at:
        return None
    for session in sessions_of(work.connection, work.keys, link.user_id):
        if is_opening(link, session, work.now) and session.key == visitor.key:
            return session
    return None


def _note(
    work: UnitOfWork, act: str, session: PageSession, details: Mapping[str, str] | None = None
) -> None:
    """Write down who opened or closed a page, and by which door; a secret is in no line."""
    actor = opaque_id(work.connection, session.user_id)
    known = actor or work.keys.blind(session.user_id, "pages.actor")[:32]
    told = {"session": session.id, "entrance": session.entrance.value, **(details or {})}
    record(work, Entry(act, Kind.ACCESS, known, Face.PAGE, details=told))


def _goes_on(known: PageSession, user_id: str, room_id: str | None) -> bool:
    return known.entrance is Entrance.WIDGET and (known.user_id, known.room_id) == (
        user_id,
        room_id,
    )


def _begin(work: UnitOfWork, user_id: str, entrance: Entrance, browser: str) -> PageSession:
    return PageSession(
        id=make_id(),
        user_id=user_id,
        entrance=entrance,
        browser=browser,
        label="",
        created_at=work.now,
        used_at=work.now,
        expires_at=decide_expiry(entrance, work.now),
    )
