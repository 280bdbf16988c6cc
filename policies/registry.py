"""Who is what, as the accounts file says now; a file that cannot be read changes nothing."""

from __future__ import annotations

import logging
from pathlib import Path

from care.access.people import STRANGER, Account, Kind
from care.access.registry_file import Registry, RegistryUnreadable, parse_registry
from care.access.server import server_of
from policies.settings import PolicySettings

logger = logging.getLogger("cercle.policies")

_Version = tuple[int, int, int]


class AccountRegistry:
    """The accounts file, read again whenever it changes, the last good one kept.

    Bots and operators come from the configuration first: no file can lock them out.
    """

    def __init__(self, settings: PolicySettings, server_name: str) -> None:
        self._settings = settings
        self._server_name = server_name
        self._registry = Registry()
        self._seen: _Version | None = None
        self.changes = 0

    def account(self, user_id: str) -> Account:
        """Who this is; someone of whom we know nothing is a stranger."""
        recorded = self.current().accounts.get(user_id)
        kind = self._fixed_kind(user_id)
        if kind is None:
            return recorded or STRANGER
        return Account(kind, recorded.display_name if recorded else None)

    def kind(self, user_id: str) -> Kind:
        """What this account is for the territory."""
        return self._fixed_kind(user_id) or self.account(user_id).kind

    def current(self) -> Registry:
        """The last readable content of the file."""
        version = _version_of(self._settings.accounts_file)
        if version != self._seen:
            self._seen = version
            self._read()
        return self._registry

    def _fixed_kind(self, user_id: str) -> Kind | None:
        if user_id in self._settings.bots:
            return Kind.BOT
        if user_id in self._settings.operators:
            return Kind.OPERATOR
        return None if server_of(user_id) == self._server_name else Kind.PARTNER

    def _read(self) -> None:
        try:
            self._registry = parse_registry(self._settings.accounts_file.read_text("utf-8"))
        except (OSError, ValueError, RegistryUnreadable) as error:
            logger.error(
                "Accounts file unreadable (%s): keeping the %d accounts known before",
                type(error).__name__,
                len(self._registry.accounts),
            )
            return
        self.changes += 1
        if self._registry.unreadable:
            logger.error("Accounts file: %d unreadable entries", self._registry.unreadable)


def _version_of(path: Path) -> _Version | None:
    """Changes with every atomic replacement; None while there is no file."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino
