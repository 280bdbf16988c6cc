"""Where a demonstration keeps what it knows; delete the folder and it never was."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class DemoLayout:
    """The files of one demonstration, all under `state`."""

    state: Path

    @property
    def marker(self) -> Path:
        """Says that the folder is a demonstration; locked while it runs."""
        return self.state / ".cercle-demo"

    @property
    def contract(self) -> Path:
        """What other programs read once everything answers; absent the rest of the time."""
        return self.state / "demo.json"

    @property
    def homeserver(self) -> Path:
        """Synapse's folder."""
        return self.state / "homeserver"

    @property
    def service(self) -> Path:
        """The folder of our own processes: database, keys, the bots' secrets."""
        return self.state / "service"

    @property
    def directory(self) -> Path:
        """The synthetic national files."""
        return self.state / "annuaire"

    @property
    def country(self) -> Path:
        """The synthetic files of the rest of the country."""
        return self.state / "annuaire-national"

    @property
    def mail(self) -> Path:
        """The mail operator's folder: its authority, its white list, its mailboxes' passwords."""
        return self.state / "mail"

    @property
    def extras(self) -> Path:
        """The folder of the two people of the story."""
        return self.state / "figurants"

    @property
    def log(self) -> Path:
        """What our own processes write down: no name, no content."""
        return self.service / "cercle.log"
