"""A territory on a disk: its file, its homeserver, its own processes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from care.runtime.database import Database, sqlite_url
from care.runtime.sealing import KeyRing, load_key_ring
from care.runtime.settings import Territory, load_territory
from homeserver.layout import Layout


@dataclass(frozen=True, slots=True)
class TerritoryFolder:
    """Where a territory lives: `territory.toml`, and all that was made from it."""

    path: Path

    @property
    def settings(self) -> Path:
        """The one file that people write."""
        return self.path / "territory.toml"

    @property
    def homeserver(self) -> Layout:
        """Synapse's folder."""
        return Layout((self.path / "homeserver").resolve())

    @property
    def service(self) -> Path:
        """The folder of our own processes: database, keys, the bots' encryption."""
        return (self.path / "service").resolve()

    @property
    def national(self) -> Path:
        """The index of every professional of the country."""
        return self.service / "national"

    @property
    def spool(self) -> Path:
        """Where the national files are downloaded and unpacked."""
        return self.service / "annuaire"

    @property
    def bots(self) -> Path:
        """One folder per assistant: its password, its recovery key, its encryption."""
        return self.service / "bots"

    @property
    def mail(self) -> Path:
        """The white list that was last good, and which mailboxes are served."""
        return self.service / "mail"

    @property
    def keys(self) -> Path:
        """The ring of keys: never in the same backup as the database."""
        return self.service / "keys"

    @property
    def audit_anchor(self) -> Path:
        """Where the trail had got to when it was last verified."""
        return self.service / "audit.anchor"

    def load(self) -> Territory:
        """The settings. Raises SettingsError."""
        return load_territory(self.settings)

    def open_database(self, territory: Territory) -> Database:
        """The database of our own processes; the caller closes it."""
        url = territory.service.database_url
        if url != "sqlite":
            return Database(url)
        self.service.mkdir(parents=True, exist_ok=True, mode=0o700)
        return Database(sqlite_url(self.service / "cercle.db"))

    def open_keys(self) -> KeyRing:
        """The keys that seal what a stolen database may not tell."""
        return load_key_ring(self.keys)
