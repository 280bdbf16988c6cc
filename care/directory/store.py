"""Queries over the directory: the edition that answers, and its people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from pydantic import TypeAdapter
from sqlalchemy import Column, ColumnElement, Connection, Row, delete, select

from care.directory.model import Edition, Professional, Structure
from care.directory.tables import CONVERSATIONS, EDITIONS, PEOPLE, STRUCTURES

_PROFESSIONAL: TypeAdapter[Professional] = TypeAdapter(Professional)
_STRUCTURE: TypeAdapter[Structure] = TypeAdapter(Structure)
_BATCH = 500


def load_edition(connection: Connection) -> Edition | None:
    """The edition that answers; None before the first import."""
    row = connection.execute(select(EDITIONS).order_by(EDITIONS.c.id.desc()).limit(1)).first()
    return None if row is None else _edition(row)


def save_edition(connection: Connection, edition: Edition) -> Edition:
    """Make `edition` the one that answers; returns it with its id."""
    row = connection.execute(
        EDITIONS.insert()
        .values(
            published_at=edition.published_at,
            imported_at=edition.imported_at,
            people=edition.people,
            rows=edition.rows,
        )
        .returning(*EDITIONS.c)
    ).one()
    return _edition(row)


def load_people(connection: Connection) -> Iterator[Professional]:
    """Everyone, in no order."""
    for (record,) in connection.execute(select(PEOPLE.c.record)):
        yield _PROFESSIONAL.validate_json(record)


def load_person(connection: Connection, person_id: str) -> Professional | None:
    """The person with this opaque id; None when gone from the directory."""
    record = connection.execute(select(PEOPLE.c.record).where(PEOPLE.c.id == person_id)).scalar()
    return None if record is None else _PROFESSIONAL.validate_json(record)


def replace_people(
    connection: Connection, gone: Iterable[str], people: Iterable[Professional]
) -> None:
    """Drop those whose ids are in `gone`, then add `people`."""
    ids = list(gone)
    for start in range(0, len(ids), _BATCH):
        connection.execute(delete(PEOPLE).where(PEOPLE.c.id.in_(ids[start : start + _BATCH])))
    rows = [
        {"id": person.id, "rpps": person.rpps, "record": _PROFESSIONAL.dump_json(person).decode()}
        for person in people
    ]
    for start in range(0, len(rows), _BATCH):
        connection.execute(PEOPLE.insert(), rows[start : start + _BATCH])


def load_person_by_rpps(connection: Connection, rpps: str) -> Professional | None:
    """The person with this RPPS number."""
    record = connection.execute(select(PEOPLE.c.record).where(PEOPLE.c.rpps == rpps)).scalar()
    return None if record is None else _PROFESSIONAL.validate_json(record)


def load_person_at(connection: Connection, mailbox: str) -> Professional | None:
    """The person whose personal MSSanté address this is."""
    rows = connection.execute(select(PEOPLE.c.record).where(_names(PEOPLE.c.record, mailbox)))
    people = (_PROFESSIONAL.validate_json(record) for record in rows.scalars())
    return next((one for one in people if mailbox in one.mailboxes), None)


def load_structure_at(connection: Connection, mailbox: str) -> Structure | None:
    """The place of care whose MSSanté address this is."""
    rows = connection.execute(
        select(STRUCTURES.c.record).where(_names(STRUCTURES.c.record, mailbox))
    )
    places = (_STRUCTURE.validate_json(record) for record in rows.scalars())
    return next((one for one in places if mailbox in one.mailboxes), None)


def load_structures(connection: Connection) -> list[Structure]:
    """Every place of care."""
    records = connection.execute(select(STRUCTURES.c.record)).scalars()
    return [_STRUCTURE.validate_json(record) for record in records]


def load_structure(connection: Connection, structure_id: str) -> Structure | None:
    """The place of care with this id."""
    wanted = STRUCTURES.c.id == structure_id
    record = connection.execute(select(STRUCTURES.c.record).where(wanted)).scalar()
    return None if record is None else _STRUCTURE.validate_json(record)


def replace_structures(connection: Connection, structures: Iterable[Structure]) -> None:
    """Keep these places of care, and no other."""
    connection.execute(delete(STRUCTURES))
    rows = [{"id": s.id, "record": _STRUCTURE.dump_json(s).decode()} for s in structures]
    for start in range(0, len(rows), _BATCH):
        connection.execute(STRUCTURES.insert(), rows[start : start + _BATCH])


def is_conversation_known(connection: Connection, key: str) -> bool:
    """Whether the conversation `key` was ever asked for."""
    known = connection.execute(select(CONVERSATIONS.c.key).where(CONVERSATIONS.c.key == key))
    return known.first() is not None


def open_conversation(connection: Connection, key: str, now: datetime) -> bool:
    """Note that the conversation `key` was asked for; False when it already was."""
    if is_conversation_known(connection, key):
        return False
    connection.execute(CONVERSATIONS.insert().values(key=key, opened_at=now))
    return True


def _names(record: Column[str], mailbox: str) -> ColumnElement[bool]:
    return record.contains(f'"{mailbox}"', autoescape=True)


def _edition(row: Row[tuple[object, ...]]) -> Edition:
    return Edition(**row._mapping)
