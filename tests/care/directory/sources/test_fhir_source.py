"""The API says the same as the files; it is asked for changes only, and never half believed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from care.directory.model import Professional
from care.directory.national_files import UnusableFile
from care.directory.sources.fhir_client import Manners
from care.directory.sources.fhir_source import FhirSource
from care.directory.sources.port import unheard
from care.directory.store import load_people
from care.directory.synthetic import SyntheticPerson
from care.runtime.clock import ManualClock
from care.runtime.secrets import write_secret
from tests.care.directory.sources.national_api import (
    KEY,
    NationalApi,
    mailbox,
    organization,
    practitioner,
    role,
)
from tests.care.directory.sources.servers import serving
from tests.care.directory.territory import empty_database, take_in

NOW = datetime(2026, 11, 14, 5, 0, tzinfo=UTC)
QUICK = Manners(per_second=10_000, tries=4, first_wait=0.001, page=50)


@dataclass
class Harvesting:
    api: NationalApi
    source: FhirSource
    clock: ManualClock
    spool: Path

    def people(self) -> dict[str, Professional]:
        """Who is in the directory after an import from scratch of what the source delivers."""
        database = empty_database()
        with self.source.deliver(self.spool, unheard) as delivery:
            take_in(database, delivery.folder, accept_smaller=True)
        with database.begin() as connection:
            return {person.rpps: person for person in load_people(connection)}

    def reason(self) -> str:
        with pytest.raises(UnusableFile) as refused:
            self.people()
        return refused.value.reason


@pytest.fixture
def harvesting(people: list[SyntheticPerson], tmp_path: Path) -> Iterator[Harvesting]:
    api, clock = NationalApi(people), ManualClock(NOW)
    write_secret(tmp_path / "key", KEY)
    with serving(api.application) as url:
        source = FhirSource(f"{url}/fhir/v2", tmp_path / "key", clock=clock, manners=QUICK)
        yield Harvesting(api, source, clock, tmp_path / "spool")


def test_says_the_same_people_as_the_files(
    harvesting: Harvesting, folder: Path, people: list[SyntheticPerson]
) -> None:
    database = empty_database()
    take_in(database, folder)
    with database.begin() as connection:
        known = {person.rpps: person for person in load_people(connection)}
    found = harvesting.people()
    assert found.keys() == known.keys()
    alone = [person for person in people if len(known[person.rpps].activities) == 1]
    for person in alone:
        assert found[person.rpps] == known[person.rpps]


def test_only_changes_are_asked_for_the_next_day(
    harvesting: Harvesting, people: list[SyntheticPerson]
) -> None:
    before = harvesting.people()
    gone, moved = people[2], people[3]
    harvesting.clock.advance(timedelta(days=1))
    changed = practitioner(gone) | {"active": False}
    harvesting.api.put(changed, harvesting.clock.now())
    elsewhere = organization(moved)
    elsewhere["address"][0]["postalCode"] = "76290"
    harvesting.api.put(elsewhere, harvesting.clock.now())
    harvesting.api.queries.clear()
    after = harvesting.people()
    assert all("_lastUpdated" in query for query in harvesting.api.queries)
    assert len(harvesting.api.queries) == 3
    assert before.keys() - after.keys() == {gone.rpps}
    assert after[moved.rpps].activities[0].postal_code == "76290"


def test_once_a_week_everything_is_asked_for_again(
    harvesting: Harvesting, people: list[SyntheticPerson]
) -> None:
    harvesting.people()
    for kind, key in (("Practitioner", "p"), ("PractitionerRole", "r"), ("Organization", "o")):
        del harvesting.api.resources[kind][key + people[0].rpps]
    harvesting.clock.advance(timedelta(days=1))
    assert people[0].rpps in harvesting.people()
    harvesting.clock.advance(timedelta(days=7))
    assert people[0].rpps not in harvesting.people()


def test_a_server_that_stumbles_is_asked_again(harvesting: Harvesting) -> None:
    harvesting.api.moods = [429, 500, 503]
    assert harvesting.people()


def test_a_server_that_stays_down_leaves_what_was_known(harvesting: Harvesting) -> None:
    before = harvesting.people()
    harvesting.clock.advance(timedelta(days=8))
    harvesting.api.moods = [503] * 4
    assert harvesting.reason() == "source-unreachable"
    assert harvesting.people() == before


def test_a_wrong_key_is_told(harvesting: Harvesting, tmp_path: Path) -> None:
    write_secret(tmp_path / "key", "une-autre-clef")
    assert harvesting.reason() == "source-api-key"


def test_pages_elsewhere_are_not_followed(harvesting: Harvesting) -> None:
    with serving(NationalApi([]).application) as other:
        harvesting.api.next_base = other
        assert harvesting.reason() == "source-api-elsewhere"


def test_activities_without_their_people_are_refused_when_many(harvesting: Harvesting) -> None:
    kept = dict(list(harvesting.api.resources["Practitioner"].items())[:200])
    harvesting.api.resources["Practitioner"] = kept
    assert harvesting.reason() == "source-api-incomplete"


def test_a_few_missing_or_odd_resources_are_left_out(
    harvesting: Harvesting, people: list[SyntheticPerson]
) -> None:
    del harvesting.api.resources["Organization"]["o" + people[0].rpps]
    harvesting.api.put({"resourceType": "Practitioner", "id": "odd", "name": "Dupont"})
    harvesting.api.put({"resourceType": "PractitionerRole", "id": "lone"})
    found = harvesting.people()
    assert people[0].rpps not in found
    assert people[1].rpps in found


def test_many_odd_resources_are_a_change_of_format(harvesting: Harvesting) -> None:
    for rank in range(40):
        harvesting.api.put({"resourceType": "Practitioner", "id": f"z{rank}", "name": "Dupont"})
    assert harvesting.reason() == "source-api-strange"


def test_a_mailbox_on_the_red_list_is_not_taken(
    harvesting: Harvesting, people: list[SyntheticPerson]
) -> None:
    shown, hidden = practitioner(people[0]), practitioner(people[1])
    shown["telecom"] = [mailbox("vue@pro.mssante.example")]
    hidden["telecom"] = [mailbox("tue@pro.mssante.example", hidden=True)]
    for resource in (shown, hidden):
        harvesting.api.put(resource)
    found = harvesting.people()
    assert found[people[0].rpps].mailboxes == ("vue@pro.mssante.example",)
    assert found[people[1].rpps].mailboxes == ()


def test_a_separator_in_a_name_does_not_break_the_rows(
    harvesting: Harvesting, people: list[SyntheticPerson]
) -> None:
    odd = organization(people[0])
    odd["name"] = "CABINET | DES\nDEUX   PHARES"
    harvesting.api.put(odd)
    assert role(people[0])
    assert harvesting.people()[people[0].rpps].activities[0].structure == "CABINET DES DEUX PHARES"
