"""The Annuaire Santé FHIR API v2 as a source: harvested whole, then by what has changed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from care.directory.national_files import UnusableFile
from care.directory.sources.fhir_client import FhirClient, Manners
from care.directory.sources.fhir_harvest import KINDS, Harvest, Tally
from care.directory.sources.fhir_rows import write_national_files
from care.directory.sources.files import disk_errors, fresh_folder
from care.directory.sources.port import Delivery, Progress
from care.directory.sources.web import Web, host_of
from care.runtime.clock import Clock, SystemClock
from care.runtime.secrets import read_secret

_STRAYS_ALLOWED = 0.02
_WHOLE, _CHANGES = "whole", "changes"
_WHOLE_EVERY = timedelta(days=7)
_OVERLAP = timedelta(hours=26)


@dataclass(frozen=True, slots=True)
class FhirSource:
    """The API at `base`. Once a week everything is asked for again: the API tells no departure."""

    base: str
    key_file: Path
    ca_file: Path | None = None
    clock: Clock = SystemClock()  # noqa: RUF009
    manners: Manners = Manners()  # noqa: RUF009

    @contextmanager
    def deliver(self, spool: Path, progress: Progress) -> Iterator[Delivery]:
        """What the API knows now, as the three national files, dated of the harvest."""
        client = FhirClient(Web(self.ca_file), self.base, read_secret(self.key_file), self.manners)
        with fresh_folder(spool) as folder, disk_errors():
            with closing(Harvest(spool / "harvest.db")) as harvest:
                now = self.clock.now().replace(second=0, microsecond=0)
                self._gather(harvest, client, now, progress)
                write_national_files(folder, now, harvest.people(), harvest.places())
            yield Delivery(folder, host_of(self.base))

    def _gather(
        self, harvest: Harvest, client: FhirClient, now: datetime, progress: Progress
    ) -> None:
        with harvest.gathering():
            query = self._query(harvest, now)
            if not query:
                harvest.forget()
                harvest.note(_WHOLE, now)
            tally = Tally()
            for kind in KINDS:
                harvest.take(kind, client.search(kind, query, progress), tally)
            harvest.note(_CHANGES, now)
            self._check(harvest, tally)

    def _query(self, harvest: Harvest, now: datetime) -> dict[str, str]:
        whole, changes = harvest.moment(_WHOLE), harvest.moment(_CHANGES)
        if whole is None or changes is None or now - whole >= _WHOLE_EVERY:
            return {}
        return {"_lastUpdated": f"ge{(changes - _OVERLAP).isoformat(timespec='seconds')}"}

    def _check(self, harvest: Harvest, tally: Tally) -> None:
        """Refuse answers that we understand too little of. Raises UnusableFile."""
        host = host_of(self.base)
        if tally.stray > tally.good * _STRAYS_ALLOWED:
            raise UnusableFile("source-api-strange", host=host, count=tally.stray)
        orphans, roles = harvest.count_orphans()
        if orphans > roles * _STRAYS_ALLOWED:
            raise UnusableFile("source-api-incomplete", host=host, count=orphans)
