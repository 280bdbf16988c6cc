"""Sealing again with the newest key what older ones sealed, while everything else goes on.

Progress is in the values themselves: killed at any moment, it goes on from where it was.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    LargeBinary,
    and_,
    func,
    literal,
    select,
    tuple_,
    update,
)

from care.runtime.database import Database
from care.runtime.errors import PermanentFailure
from care.runtime.sealed_columns import SealedColumn
from care.runtime.sealing import KeyRing, key_id_of, seal_header

_BATCH = 200

Values = tuple[Any, ...]


@dataclass
class Census:
    """How many values each key sealed, and how many nobody can open, by column."""

    by_key: Counter[int] = field(default_factory=Counter)
    unreadable: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Step:
    """One batch of a column: values sealed again, and values that could not be opened."""

    column: str
    resealed: int
    unreadable: int


def take_census(database: Database, keys: KeyRing, columns: Iterable[SealedColumn]) -> Census:
    """Open every sealed value, tell nothing of what is inside."""
    census = Census()
    for sealed in columns:
        for rows in _batches(database, sealed):
            for row in rows:
                _count(census, keys, sealed, row[-1])
    return census


def has_older(database: Database, keys: KeyRing, columns: Iterable[SealedColumn]) -> bool:
    """Whether something is still sealed with another key than the newest."""
    with database.begin() as connection:
        return any(_exists(connection, one, _is_older(one, keys)) for one in columns)


def is_used(connection: Connection, key_id: int, columns: Iterable[SealedColumn]) -> bool:
    """Whether something is sealed with key `key_id`."""
    return any(
        _exists(connection, one, _header(one) == literal(seal_header(key_id), LargeBinary))
        for one in columns
    )


def reseal(database: Database, keys: KeyRing, columns: Iterable[SealedColumn]) -> Iterator[Step]:
    """Seal all again with the newest key, one short transaction per batch.

    What cannot be opened is left as it is.
    """
    for sealed in columns:
        place: Values | None = None
        while True:
            with database.begin_in_turn() as connection:
                rows = _read(connection, sealed, place, _is_older(sealed, keys))
                if not rows:
                    break
                resealed = sum(_reseal_row(connection, keys, sealed, row) for row in rows)
            place = rows[-1][:-1]
            yield Step(sealed.name, resealed, len(rows) - resealed)


def _reseal_row(connection: Connection, keys: KeyRing, sealed: SealedColumn, row: Values) -> bool:
    try:
        clear = keys.unseal(row[-1], sealed.context)
    except PermanentFailure:
        return False
    this = and_(*(key == value for key, value in zip(_keys(sealed), row[:-1], strict=True)))
    connection.execute(
        update(sealed.column.table)
        .where(this)
        .values({sealed.column: keys.seal(clear, sealed.context)})
    )
    return True


def _count(census: Census, keys: KeyRing, sealed: SealedColumn, value: bytes) -> None:
    try:
        keys.unseal(value, sealed.context)
    except PermanentFailure:
        census.unreadable[sealed.name] += 1
    else:
        census.by_key[key_id_of(value) or 0] += 1


def _batches(database: Database, sealed: SealedColumn) -> Iterator[list[Values]]:
    place: Values | None = None
    while True:
        with database.begin() as connection:
            rows = _read(connection, sealed, place)
        if not rows:
            return
        yield rows
        place = rows[-1][:-1]


def _read(
    connection: Connection,
    sealed: SealedColumn,
    place: Values | None,
    condition: ColumnElement[bool] | None = None,
) -> list[Values]:
    """The next rows after the key `place`: the columns of the key, then the sealed value."""
    keys = _keys(sealed)
    query = select(*keys, sealed.column).where(func.length(sealed.column) > 0)
    if condition is not None:
        query = query.where(condition)
    if place is not None:
        values = [literal(value, key.type) for value, key in zip(place, keys, strict=True)]
        query = query.where(tuple_(*keys) > tuple_(*values))
    found = connection.execute(query.order_by(*keys).limit(_BATCH))
    return [tuple(row) for row in found]


def _exists(connection: Connection, sealed: SealedColumn, condition: ColumnElement[bool]) -> bool:
    query = select(literal(1)).where(func.length(sealed.column) > 0, condition).limit(1)
    return connection.execute(query.select_from(sealed.column.table)).first() is not None


def _is_older(sealed: SealedColumn, keys: KeyRing) -> ColumnElement[bool]:
    newest = seal_header(max(keys.latest().keys))
    return _header(sealed) != literal(newest, LargeBinary)


def _header(sealed: SealedColumn) -> ColumnElement[bytes]:
    return func.substr(sealed.column, 1, len(seal_header(1)), type_=LargeBinary)


def _keys(sealed: SealedColumn) -> list[Any]:
    return list(sealed.column.table.primary_key.columns)
