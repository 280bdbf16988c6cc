"""Reading and writing links, open pages and edits that were made."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

import orjson
from sqlalchemy import Connection, Row, delete, insert, select, update

from care.pages.model import EditOutcome, EditState, Entrance, Link, PageSession
from care.pages.tables import PAGE_EDITS, PAGE_LINKS, PAGE_SESSIONS
from care.runtime.sealing import KeyRing
from care.runtime.units import UnitOfWork

_LABEL, _FACTS = "page_sessions.label", "page_edits.facts"
_REMEMBERED = timedelta(days=60)


def add_link(connection: Connection, link: Link, digest: str) -> None:
    """Keep a new link."""
    connection.execute(
        insert(PAGE_LINKS).values(
            id=link.id,
            digest=digest,
            user_id=link.user_id,
            purpose=link.purpose,
            created_at=link.created_at,
            expires_at=link.expires_at,
        )
    )


def find_link(connection: Connection, digest: str | None) -> Link | None:
    """The link of this digest."""
    row = connection.execute(select(PAGE_LINKS).where(PAGE_LINKS.c.digest == digest)).first()
    if row is None or digest is None:
        return None
    return Link(row.id, row.user_id, row.purpose, row.created_at, row.expires_at, row.used_at)


def spend_link(connection: Connection, link: Link, now: datetime) -> bool:
    """Say that a link has served; False when somebody was faster."""
    unused = (PAGE_LINKS.c.id == link.id) & PAGE_LINKS.c.used_at.is_(None)
    return connection.execute(update(PAGE_LINKS).where(unused).values(used_at=now)).rowcount == 1


def add_session(
    connection: Connection, keys: KeyRing, session: PageSession, digest: str | None
) -> None:
    """Keep a new session, with the digest of its cookie if it has one."""
    connection.execute(
        insert(PAGE_SESSIONS).values(
            id=session.id,
            digest=digest,
            user_id=session.user_id,
            entrance=session.entrance.value,
            room_id=session.room_id,
            key=session.key,
            browser=session.browser,
            label=keys.seal(session.label.encode(), _LABEL),
            created_at=session.created_at,
            used_at=session.used_at,
            expires_at=session.expires_at,
        )
    )


def load_session(connection: Connection, keys: KeyRing, session_id: str) -> PageSession | None:
    """The session of this id, open or not."""
    return _one(connection, keys, PAGE_SESSIONS.c.id == session_id)


def find_session(connection: Connection, keys: KeyRing, digest: str | None) -> PageSession | None:
    """The session whose cookie has this digest, open or not."""
    return None if digest is None else _one(connection, keys, PAGE_SESSIONS.c.digest == digest)


def load_sessions(
    connection: Connection, keys: KeyRing, ids: Sequence[str]
) -> dict[str, PageSession]:
    """The sessions of these ids."""
    found: dict[str, PageSession] = {}
    for start in range(0, len(ids), 500):
        some = PAGE_SESSIONS.c.id.in_(ids[start : start + 500])
        rows = connection.execute(select(PAGE_SESSIONS).where(some))
        found |= {row.id: _session(row, keys) for row in rows}
    return found


def sessions_of(connection: Connection, keys: KeyRing, user_id: str) -> list[PageSession]:
    """The sessions of a person that nobody closed, the last used first."""
    columns = PAGE_SESSIONS.c
    rows = connection.execute(
        select(PAGE_SESSIONS)
        .where(columns.user_id == user_id, columns.revoked_at.is_(None))
        .order_by(columns.used_at.desc(), columns.id)
    )
    return [_session(row, keys) for row in rows]


def note_use(connection: Connection, session_id: str, now: datetime) -> None:
    """The session serves now."""
    connection.execute(
        update(PAGE_SESSIONS).where(PAGE_SESSIONS.c.id == session_id).values(used_at=now)
    )


def renew_cookie(connection: Connection, session_id: str, digest: str | None) -> None:
    """The session has another cookie from now on."""
    connection.execute(
        update(PAGE_SESSIONS).where(PAGE_SESSIONS.c.id == session_id).values(digest=digest)
    )


def close_sessions(connection: Connection, ids: Iterable[str], now: datetime) -> int:
    """Close sessions for good; returns how many were not closed yet."""
    still = PAGE_SESSIONS.c.id.in_(list(ids)) & PAGE_SESSIONS.c.revoked_at.is_(None)
    return connection.execute(update(PAGE_SESSIONS).where(still).values(revoked_at=now)).rowcount


def labelled_at(connection: Connection, session_id: str) -> datetime | None:
    """When its owner last named a session."""
    when: datetime | None = connection.execute(
        select(PAGE_SESSIONS.c.labelled_at).where(PAGE_SESSIONS.c.id == session_id)
    ).scalar()
    return when


def save_label(
    connection: Connection, keys: KeyRing, session_id: str, label: str, at: datetime
) -> None:
    """Its owner named a session at that moment."""
    values = {"label": keys.seal(label.encode(), _LABEL), "labelled_at": at}
    connection.execute(update(PAGE_SESSIONS).where(PAGE_SESSIONS.c.id == session_id).values(values))


def load_outcome(
    connection: Connection, keys: KeyRing, user_id: str, edit_id: str
) -> EditOutcome | None:
    """What became of an edit that was made already."""
    columns = PAGE_EDITS.c
    row = connection.execute(
        select(columns.state, columns.reason, columns.facts).where(
            columns.user_id == user_id, columns.edit_id == edit_id
        )
    ).first()
    if row is None:
        return None
    facts = orjson.loads(keys.unseal(row.facts, _FACTS)) if row.facts else {}
    return EditOutcome(EditState(row.state), row.reason, facts)


def save_outcome(work: UnitOfWork, user_id: str, edit_id: str, outcome: EditOutcome) -> None:
    """Remember what became of an edit."""
    facts = work.keys.seal(orjson.dumps(dict(outcome.facts)), _FACTS) if outcome.facts else b""
    work.connection.execute(
        insert(PAGE_EDITS).values(
            user_id=user_id,
            edit_id=edit_id,
            state=outcome.state.value,
            reason=outcome.reason,
            facts=facts,
            at=work.now,
        )
    )


def forget_old(connection: Connection, now: datetime) -> None:
    """Drop links and sessions that ended long ago, and edits that no browser still holds."""
    connection.execute(delete(PAGE_LINKS).where(PAGE_LINKS.c.expires_at < now - timedelta(days=1)))
    connection.execute(
        delete(PAGE_SESSIONS).where(PAGE_SESSIONS.c.expires_at < now - timedelta(days=1))
    )
    connection.execute(delete(PAGE_EDITS).where(PAGE_EDITS.c.at < now - _REMEMBERED))


def _one(connection: Connection, keys: KeyRing, condition: Any) -> PageSession | None:
    row = connection.execute(select(PAGE_SESSIONS).where(condition)).first()
    return None if row is None else _session(row, keys)


def _session(row: Row[Any], keys: KeyRing) -> PageSession:
    return PageSession(
        id=row.id,
        user_id=row.user_id,
        entrance=Entrance(row.entrance),
        browser=row.browser,
        label=keys.unseal(row.label, _LABEL).decode(),
        created_at=row.created_at,
        used_at=row.used_at,
        expires_at=row.expires_at,
        room_id=row.room_id,
        key=row.key,
        revoked_at=row.revoked_at,
    )
