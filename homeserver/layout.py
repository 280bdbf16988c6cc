"""Where the homeserver keeps its files."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Layout:
    """The files of one homeserver, all under `state`."""

    state: Path

    @property
    def configuration(self) -> Path:
        """What Synapse reads."""
        return self.state / "homeserver.yaml"

    @property
    def log_configuration(self) -> Path:
        """What Synapse reads about its logs."""
        return self.state / "log.yaml"

    @property
    def logs(self) -> Path:
        """The folder of the rotated logs."""
        return self.state / "logs"

    @property
    def log(self) -> Path:
        """Synapse's own log."""
        return self.logs / "homeserver.log"

    @property
    def console(self) -> Path:
        """What the process printed: errors that come before its log is open."""
        return self.logs / "console.log"

    @property
    def pid(self) -> Path:
        """The number of the running process."""
        return self.state / "homeserver.pid"

    @property
    def database(self) -> Path:
        """The SQLite database, when there is no PostgreSQL."""
        return self.state / "homeserver.db"

    @property
    def media(self) -> Path:
        """Uploaded files, already encrypted by those who sent them."""
        return self.state / "media"

    @property
    def replication_socket(self) -> Path:
        """Where workers reach the main process."""
        return self.state / "replication.sock"

    @property
    def accounts(self) -> Path:
        """Who is what, for the policies; see `care.access.registry_file`."""
        return self.state / "accounts.json"

    @property
    def rooms(self) -> Path:
        """Which rooms the provisioning made, by key."""
        return self.state / "rooms.json"

    @property
    def secrets(self) -> Path:
        """The folder of everything that must not leak."""
        return self.state / "secrets"

    def secret(self, name: str) -> Path:
        """The file of one secret."""
        return self.secrets / name

    @property
    def signing_key(self) -> Path:
        """The server's identity towards other servers."""
        return self.secret("signing.key")

    @property
    def shared_secret(self) -> Path:
        """What lets the provisioning make accounts."""
        return self.secret("registration_shared_secret")

    @property
    def operator_password(self) -> Path:
        """The password of the account that makes the rooms."""
        return self.secret("operator_password")

    def first_password(self, localpart: str) -> Path:
        """The password drawn for a person whose line in the accounts file gave none."""
        return self.secrets / "first_passwords" / localpart
