"""The accounts file: who is what in the territory, written at provisioning, read by the policies.

`{"version": 1, "accounts": {"@user:server": {"kind": "professional", "display_name": "…"}}}`
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from care.access.people import RECORDED_KINDS, Account, Kind

VERSION = 1
_KEYS = frozenset({"kind", "display_name"})


class RegistryUnreadable(Exception):
    """The file as a whole cannot be trusted: keep the one before."""


@dataclass(frozen=True, slots=True)
class Registry:
    """The accounts by user id; `unreadable` counts entries left out, whose owners are unknown."""

    accounts: Mapping[str, Account] = field(default_factory=dict)
    unreadable: int = 0


def render_registry(accounts: Mapping[str, Account]) -> str:
    """The same text for the same accounts. Raises ValueError for a kind that is never recorded."""
    entries = {user_id: _render(account) for user_id, account in sorted(accounts.items())}
    return (
        json.dumps({"version": VERSION, "accounts": entries}, ensure_ascii=False, indent=1) + "\n"
    )


def parse_registry(text: str) -> Registry:
    """The accounts in a file; raises RegistryUnreadable if it is not such a file."""
    try:
        parsed = json.loads(text)
    except ValueError as error:
        raise RegistryUnreadable("not JSON") from error
    entries = parsed.get("accounts") if isinstance(parsed, dict) else None
    if not isinstance(entries, dict) or parsed.get("version") != VERSION:
        raise RegistryUnreadable("not an accounts file of this version")
    read = {user_id: _parse(user_id, entry) for user_id, entry in entries.items()}
    accounts = {user_id: account for user_id, account in read.items() if account is not None}
    return Registry(accounts, unreadable=len(read) - len(accounts))


def _render(account: Account) -> dict[str, str]:
    if account.kind not in RECORDED_KINDS:
        raise ValueError(f"an account is never recorded as {account.kind}")
    named = {} if account.display_name is None else {"display_name": account.display_name}
    return {"kind": account.kind.value, **named}


def _parse(user_id: str, entry: object) -> Account | None:
    """None for an entry that is not exactly one of ours: its owner is then unknown."""
    if not user_id.startswith("@") or not isinstance(entry, dict) or not entry.keys() <= _KEYS:
        return None
    kind, name = entry.get("kind"), entry.get("display_name")
    if kind not in [recorded.value for recorded in RECORDED_KINDS]:
        return None
    if name is not None and not (isinstance(name, str) and name.strip()):
        return None
    return Account(Kind(kind), name)
