"""What the API told us so far, kept on disk so that the next time only changes are asked for."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import orjson
from pydantic import ValidationError

from care.directory.fhir.resources import Organization, Practitioner, PractitionerRole
from care.directory.sources.fhir_records import (
    PersonRecord,
    PlaceRecord,
    RoleRecord,
    read_organization,
    read_practitioner,
    read_role,
)

KINDS = ("Organization", "Practitioner", "PractitionerRole")
_SCHEMA = """
CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS people (id TEXT PRIMARY KEY, record BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS places (id TEXT PRIMARY KEY, record BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS roles (
    id TEXT PRIMARY KEY, person TEXT NOT NULL, place TEXT NOT NULL, record BLOB NOT NULL
) WITHOUT ROWID;
"""
Json = dict[str, Any]
Record = TypeVar("Record", PersonRecord, RoleRecord, PlaceRecord)


@dataclass
class Tally:
    """Resources met, and those that could not be understood."""

    good: int = 0
    stray: int = 0


class Harvest:
    """One file; a transaction holds a whole harvest, so that half of one never shows."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path, isolation_level=None)
        self._connection.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;")
        self._connection.executescript(_SCHEMA)

    def close(self) -> None:
        """Give the file back."""
        self._connection.close()

    @contextmanager
    def gathering(self) -> Iterator[None]:
        """All of the block, or nothing."""
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise
        self._connection.execute("COMMIT")

    def moment(self, name: str) -> datetime | None:
        """When `name` happened last."""
        row = self._connection.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
        return None if row is None else datetime.fromisoformat(row[0]).astimezone(UTC)

    def note(self, name: str, moment: datetime) -> None:
        """Keep when `name` happened."""
        self._connection.execute(
            "INSERT OR REPLACE INTO facts VALUES (?, ?)", (name, moment.isoformat())
        )

    def forget(self) -> None:
        """Everything known goes: what the API no longer says must not stay."""
        for table in ("people", "places", "roles"):
            self._connection.execute(f"DELETE FROM {table}")  # noqa: S608

    def take(self, kind: str, resources: Iterable[Json], tally: Tally) -> None:
        """Keep `resources`; an inactive one takes the place of what was known, and is left out."""
        for resource in resources:
            try:
                self._take(kind, resource)
                tally.good += 1
            except (ValidationError, TypeError):
                tally.stray += 1

    def _take(self, kind: str, raw: Json) -> None:
        if kind == "Practitioner":
            practitioner = Practitioner.model_validate(raw)
            person = _if_active(practitioner.active, read_practitioner, practitioner)
            self._put("people", practitioner.id, person, ())
        elif kind == "PractitionerRole":
            role = PractitionerRole.model_validate(raw)
            record = _if_active(role.active, read_role, role)
            links = (record.practitioner, record.organization) if record else ()
            self._put("roles", role.id, record, links)
        else:
            organization = Organization.model_validate(raw)
            place = _if_active(organization.active, read_organization, organization)
            self._put("places", organization.id, place, ())

    def _put(
        self,
        table: str,
        key: str,
        record: PersonRecord | RoleRecord | PlaceRecord | None,
        links: tuple[str, ...],
    ) -> None:
        if record is None:
            self._connection.execute(f"DELETE FROM {table} WHERE id = ?", (key,))  # noqa: S608
            return
        values = (key, *links, orjson.dumps(record))
        marks = ", ".join("?" * len(values))
        self._connection.execute(f"INSERT OR REPLACE INTO {table} VALUES ({marks})", values)  # noqa: S608

    def people(self) -> Iterator[tuple[PersonRecord, list[tuple[RoleRecord, PlaceRecord | None]]]]:
        """Everyone with their activities; a place that nobody described is None."""
        rows = self._connection.execute(
            "SELECT p.id, p.record, r.record, o.record, r.place FROM people p"
            " LEFT JOIN roles r ON r.person = p.id LEFT JOIN places o ON o.id = r.place"
            " ORDER BY p.id, r.id"
        )
        current: str | None = None
        person: PersonRecord | None = None
        work: list[tuple[RoleRecord, PlaceRecord | None]] = []
        for key, whom, role, place, _ in rows:
            if key != current:
                if person is not None:
                    yield person, work
                current, person, work = key, _person(whom), []
            if role is not None:
                work.append((RoleRecord(**orjson.loads(role)), _place(place)))
        if person is not None:
            yield person, work

    def places(self) -> Iterator[PlaceRecord]:
        """Every place."""
        for (record,) in self._connection.execute("SELECT record FROM places ORDER BY id"):
            yield PlaceRecord(**orjson.loads(record))

    def count_orphans(self) -> tuple[int, int]:
        """Activities whose practitioner or place the API never showed, and activities in all."""
        row = self._connection.execute(
            "SELECT COUNT(*) FILTER (WHERE p.id IS NULL OR (r.place != '' AND o.id IS NULL)),"
            " COUNT(*) FROM roles r"
            " LEFT JOIN people p ON p.id = r.person LEFT JOIN places o ON o.id = r.place"
        ).fetchone()
        return int(row[0]), int(row[1])


Resource = TypeVar("Resource", Practitioner, PractitionerRole, Organization)


def _if_active(
    active: bool | None, read: Callable[[Resource], Record | None], resource: Resource
) -> Record | None:
    return None if active is False else read(resource)


def _person(raw: bytes) -> PersonRecord:
    known = orjson.loads(raw)
    for several in ("professions", "skills"):
        known[several] = _pairs(known[several])
    return PersonRecord(**known)


def _pairs(raw: list[list[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((code, label) for code, label in raw)


def _place(raw: bytes | None) -> PlaceRecord | None:
    return None if raw is None else PlaceRecord(**orjson.loads(raw))
