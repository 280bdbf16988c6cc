"""What an import would change, before anything is changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from care.accounts.model import Account
from homeserver.provisioning.line_error import LineError
from homeserver.provisioning.person import Person


@dataclass(frozen=True, slots=True)
class ServerAccount:
    """An account as the homeserver knows it."""

    user_id: str
    display_name: str
    deactivated: bool = False
    admin: bool = False


@dataclass(frozen=True, slots=True)
class AccountsPlan:
    """The people to create, to update, and already as they should be.

    `absent` are user ids that exist but are not in the file: told, never touched. With an error,
    nothing is applied.
    """

    create: tuple[Person, ...] = ()
    update: tuple[Person, ...] = ()
    unchanged: tuple[Person, ...] = ()
    absent: tuple[str, ...] = ()
    errors: tuple[LineError, ...] = ()

    @property
    def changes_nothing(self) -> bool:
        """Whether applying it would be idle."""
        return not self.create and not self.update

    @property
    def people(self) -> tuple[Person, ...]:
        """Everybody in the file."""
        return self.create + self.update + self.unchanged


def plan_accounts(
    people: Iterable[Person],
    errors: Iterable[LineError],
    server_name: str,
    on_server: Mapping[str, ServerAccount],
    kept: Mapping[str, Account],
    ours: frozenset[str] = frozenset(),
) -> AccountsPlan:
    """Compare the file with the homeserver and with what the territory keeps, both by user id.

    `ours` are the accounts that no file lists: bots and operator.
    """
    create: list[Person] = []
    update: list[Person] = []
    unchanged: list[Person] = []
    wrong = list(errors)
    listed: set[str] = set()
    for person in people:
        wanted = person.account(server_name)
        listed.add(wanted.user_id)
        there = on_server.get(wanted.user_id)
        if there is None:
            create.append(person)
        elif there.deactivated:
            wrong.append(LineError(person.line, "deactivated", {"value": person.localpart}))
        elif there.display_name == wanted.display_name and kept.get(wanted.user_id) == wanted:
            unchanged.append(person)
        else:
            update.append(person)
    return AccountsPlan(
        tuple(create),
        tuple(update),
        tuple(unchanged),
        _absent(on_server, listed | ours),
        tuple(wrong),
    )


def _absent(on_server: Mapping[str, ServerAccount], expected: Iterable[str]) -> tuple[str, ...]:
    present = {
        user_id
        for user_id, account in on_server.items()
        if not account.deactivated and not account.admin
    }
    return tuple(sorted(present - set(expected)))
