"""A territory opened by an order: its settings, its database brought up to date, its keys."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from care.audit.model import Entry, Face, Kind
from care.runtime.clock import SystemClock
from care.runtime.database import Database
from care.runtime.sealing import KeyRing
from care.runtime.settings import Territory
from care.runtime.units import Units
from deploy.migrate import upgrade
from deploy.state import TerritoryFolder

OPERATOR = "operator"


@dataclass(frozen=True, slots=True)
class Opened:
    """What an order works on."""

    folder: TerritoryFolder
    territory: Territory
    database: Database
    keys: KeyRing

    @property
    def units(self) -> Units:
        """Units of work, now."""
        return Units(self.database, self.keys, SystemClock())


@contextmanager
def open_territory(state: Path) -> Iterator[Opened]:
    """Open the territory in `state` for the time of an order. Raises SettingsError."""
    folder = TerritoryFolder(state)
    territory = folder.load()
    database = folder.open_database(territory)
    try:
        upgrade(database)
        yield Opened(folder, territory, database, folder.open_keys())
    finally:
        database.close()


def operator_entry(
    act: str, details: dict[str, object], patient: str | None = None, person: str | None = None
) -> Entry:
    """The line of the trail for what whoever runs the command did."""
    return Entry(
        act,
        Kind.ADMINISTRATION,
        OPERATOR,
        Face.CLI,
        patient=patient,
        person=person,
        details=details,
    )
