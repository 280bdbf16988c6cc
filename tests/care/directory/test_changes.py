"""New, gone, moved: counted, never named."""

from __future__ import annotations

from dataclasses import replace

from care.directory.changes import Changes, compare, load_changes, save_changes
from care.directory.model import Professional
from care.runtime.database import Database
from tests.care.directory.territory import person


def by_id(*people: Professional) -> dict[str, Professional]:
    return {one.id: one for one in people}


def test_who_is_new_gone_or_elsewhere() -> None:
    stays, leaves, moves = person("Ana STAY"), person("Bea LEAVE"), person("Caro MOVE")
    rings = replace(stays, activities=(replace(stays.activities[0], phones=("+33199000000",)),))
    moved = replace(person("Caro MOVE", "60", "76447"), id=moves.id)
    found = compare(by_id(stays, leaves, moves), by_id(rings, moved, person("Dan NEW")))
    assert found == Changes(added=1, gone=1, moved=1, updated=2)
    assert compare(by_id(stays), by_id(stays)) == Changes()


def test_changes_are_kept_by_edition(database: Database) -> None:
    with database.begin() as connection:
        assert load_changes(connection, 3) is None
        save_changes(connection, 3, Changes(1, 2, 3, 4))
        assert load_changes(connection, 3) == Changes(1, 2, 3, 4)
