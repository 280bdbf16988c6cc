"""What an import changed: who is new, gone or elsewhere, in numbers that name nobody."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from sqlalchemy import Connection, select

from care.directory.model import Professional
from care.directory.tables import CHANGES


@dataclass(frozen=True, slots=True)
class Changes:
    """Counts of people. `moved` practise at other addresses; `updated` differ, moved included."""

    added: int = 0
    gone: int = 0
    moved: int = 0
    updated: int = 0


def compare(before: Mapping[str, Professional], after: Mapping[str, Professional]) -> Changes:
    """What has changed between two imports, people being known by their ids."""
    both = before.keys() & after.keys()
    return Changes(
        added=len(after.keys() - both),
        gone=len(before.keys() - both),
        moved=sum(_addresses(before[key]) != _addresses(after[key]) for key in both),
        updated=sum(before[key] != after[key] for key in both),
    )


def save_changes(connection: Connection, edition_id: int, changes: Changes) -> None:
    """Keep what the import that made this edition changed."""
    connection.execute(CHANGES.insert().values(edition_id=edition_id, **asdict(changes)))


def load_changes(connection: Connection, edition_id: int) -> Changes | None:
    """What the import that made this edition changed."""
    counts = (CHANGES.c.added, CHANGES.c.gone, CHANGES.c.moved, CHANGES.c.updated)
    row = connection.execute(select(*counts).where(CHANGES.c.edition_id == edition_id)).first()
    return None if row is None else Changes(*row)


def _addresses(person: Professional) -> frozenset[tuple[str, str, str]]:
    return frozenset((a.commune_code, a.postal_code, a.street) for a in person.activities)
