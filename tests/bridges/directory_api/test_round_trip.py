"""A connector written for the national API reads ours: our own source is one."""

from __future__ import annotations

import asyncio
from pathlib import Path

from care.directory.model import Professional
from care.directory.sources.fhir_client import Manners
from care.directory.sources.fhir_source import FhirSource
from care.directory.sources.port import unheard
from care.directory.store import load_people
from care.runtime.clock import ManualClock
from care.runtime.database import METADATA, Database, sqlite_url
from care.runtime.secrets import write_secret
from tests.bridges.directory_api.practice import Practice
from tests.care.directory.territory import NOW, take_in


def everyone(database: Database) -> dict[str, Professional]:
    with database.begin() as connection:
        return {person.rpps: person for person in load_people(connection)}


async def test_another_territory_can_be_filled_from_ours(
    practice: Practice, tmp_path: Path
) -> None:
    write_secret(tmp_path / "key", practice.key)
    manners = Manners(per_second=10_000, first_wait=0.001)
    source = FhirSource(practice.url, tmp_path / "key", clock=ManualClock(NOW), manners=manners)
    other = Database(sqlite_url(tmp_path / "other.db"))
    METADATA.create_all(other.engine)

    def harvest() -> None:
        with source.deliver(tmp_path / "spool", unheard) as delivery:
            take_in(other, delivery.folder)

    await asyncio.to_thread(harvest)
    ours, theirs = everyone(practice.database), everyone(other)
    assert theirs.keys() == ours.keys()
    for rpps, known in ours.items():
        found = theirs[rpps]
        assert (found.title, found.family_name, found.given_name, found.feminine) == (
            *(known.title, known.family_name, known.given_name, known.feminine),
        )
        assert (found.professions, found.skills) == (known.professions, known.skills)
        assert found.mailboxes == known.mailboxes
        places = [
            {(a.commune_code, a.commune, a.postal_code, a.structure) for a in one.activities}
            for one in (found, known)
        ]
        assert places[0] == places[1]
    other.close()
