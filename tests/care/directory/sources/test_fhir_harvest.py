"""A harvest is whole or was never begun."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from care.directory.sources.fhir_harvest import Harvest, Tally
from care.directory.synthetic import SyntheticPerson
from tests.care.directory.sources.national_api import organization, practitioner, role

NOW = datetime(2026, 11, 14, tzinfo=UTC)


@pytest.fixture
def harvest(tmp_path: Path) -> Iterator[Harvest]:
    made = Harvest(tmp_path / "harvest.db")
    yield made
    made.close()


def test_people_come_with_their_work(harvest: Harvest, people: list[SyntheticPerson]) -> None:
    tally = Tally()
    with harvest.gathering():
        harvest.take("Practitioner", [practitioner(p) for p in people[:3]], tally)
        harvest.take("PractitionerRole", [role(p) for p in people[:2]], tally)
        harvest.take("Organization", [organization(people[0]), {"id": 3}], tally)
    found = {person.identifier: work for person, work in harvest.people()}
    assert [len(found[p.rpps]) for p in people[:3]] == [1, 1, 0]
    assert found[people[1].rpps][0][1] is None
    assert (tally.good, tally.stray) == (6, 1)
    assert harvest.count_orphans() == (1, 2)
    assert [place.legal_name for place in harvest.places()] == [people[0].structure]


def test_what_breaks_off_leaves_no_trace(harvest: Harvest, people: list[SyntheticPerson]) -> None:
    with pytest.raises(KeyError), harvest.gathering():
        harvest.forget()
        harvest.take("Practitioner", [practitioner(people[0])], Tally())
        harvest.note("whole", NOW)
        raise KeyError
    assert list(harvest.people()) == []
    assert harvest.moment("whole") is None


def test_moments_are_kept(harvest: Harvest) -> None:
    harvest.note("whole", NOW)
    assert harvest.moment("whole") == NOW
