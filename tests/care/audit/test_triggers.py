"""The database itself refuses to change the trail, whether made from code or by migration."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from care.audit.tables import TRAIL
from care.audit.triggers import TRIGGERS
from care.runtime.clock import Clock
from care.runtime.database import METADATA, Database
from care.runtime.resealing import reseal
from care.runtime.sealing import KeyRing
from care.runtime.units import Units
from deploy.migrate import upgrade
from deploy.schema import SEALED
from tests.care.audit.circle_story import write_story

_MORE = (
    "INSERT INTO audit_trail (sequence, at, kind, details, previous, hash) "
    "SELECT {number}, at, kind, details, previous, hash FROM audit_trail WHERE sequence = 1"
)
_EMPTYING = (
    "UPDATE audit_trail SET erased_at = at, erasure = 'x', actor = NULL, act = NULL, "
    "circle = NULL, patient = NULL, person = NULL, result = NULL, face = NULL, "
    "details_mac = NULL, details = {empty}{more} WHERE sequence = 2"
)


_REFUSED = [
    "DELETE FROM audit_trail",
    "DELETE FROM audit_trail WHERE sequence = 6",
    "UPDATE audit_trail SET sequence = 9 WHERE sequence = 6",
    *(
        f"UPDATE audit_trail SET {name} = 'x' WHERE sequence = 2"
        for name in (
            "kind",
            "actor",
            "act",
            "circle",
            "patient",
            "person",
            "result",
            "face",
            "details_mac",
            "previous",
            "hash",
            "erasure",
        )
    ),
    "UPDATE audit_trail SET at = '2031-01-01 00:00:00' WHERE sequence = 2",
    "UPDATE audit_trail SET erased_at = at WHERE sequence = 2",
    "UPDATE audit_trail SET details = '' WHERE sequence = 2",
    _MORE.format(number=3),
    _MORE.format(number=8),
    _MORE.format(number=0),
    _EMPTYING.format(empty="''", more=", hash = 'x'"),
    _EMPTYING.format(empty="details", more=""),
]


@pytest.fixture(params=["code", "migration"])
def written(
    request: pytest.FixtureRequest, database_url: str, keys: KeyRing, clock: Clock
) -> Iterator[Database]:
    """A trail of six lines."""
    opened = Database(database_url)
    if request.param == "code":
        METADATA.create_all(opened.engine)
    else:
        upgrade(opened)
    write_story(Units(opened, keys, clock))
    yield opened
    opened.close()


def _refused(database: Database, statement: str) -> bool:
    try:
        with database.begin() as connection:
            connection.execute(text(statement))
    except DBAPIError:
        return True
    return False


def test_what_is_refused(written: Database) -> None:
    assert [one for one in _REFUSED if not _refused(written, one)] == []
    with written.begin() as connection:
        assert connection.execute(text("SELECT count(*) FROM audit_trail")).scalar() == 6


def test_replacing_and_truncating_are_refused_too(written: Database) -> None:
    other = "INSERT OR REPLACE INTO" if written.is_sqlite else "TRUNCATE"
    insert = _MORE.format(number=3).replace("INSERT INTO", other)
    assert _refused(written, insert if written.is_sqlite else "TRUNCATE audit_trail")


def test_a_line_is_emptied_once(written: Database) -> None:
    emptying = _EMPTYING.format(empty="''", more="")
    assert not _refused(written, emptying)
    assert _refused(written, emptying)
    assert _refused(written, "UPDATE audit_trail SET actor = 'a9' WHERE sequence = 2")


def test_details_are_sealed_anew_through_it(written: Database, keys: KeyRing) -> None:
    turned = KeyRing({**keys.keys, 2: bytes(32)})
    steps = list(reseal(written, turned, [one for one in SEALED if one.column.table is TRAIL]))
    assert sum(step.resealed for step in steps) == 6


def test_both_databases_have_them() -> None:
    assert set(TRIGGERS) == {"sqlite", "postgresql"}
