"""Tells the policies who is what, before anybody acts."""

from __future__ import annotations

from collections.abc import Iterable

from care.access.people import Account as KnownAccount
from care.access.people import Kind
from care.access.registry_file import RegistryUnreadable, parse_registry, render_registry
from care.accounts.model import Account
from care.runtime.secrets import write_secret
from care.runtime.settings import Territory
from homeserver.layout import Layout
from homeserver.service_accounts import OPERATOR_NAME, bot_accounts, operator_id, user_id


def write_registry(territory: Territory, layout: Layout, people: Iterable[Account]) -> None:
    """Replace the accounts file if its content changes; the policies then read it again."""
    known = _script_bots(layout) | {
        person.user_id: KnownAccount(Kind(person.kind.value), person.display_name)
        for person in people
    }
    for bot in bot_accounts(territory).values():
        known[user_id(territory, bot.localpart)] = KnownAccount(Kind.BOT, bot.display_name)
    known[operator_id(territory)] = KnownAccount(Kind.OPERATOR, OPERATOR_NAME)
    text = render_registry(known)
    if not layout.accounts.exists() or layout.accounts.read_text(encoding="utf-8") != text:
        write_secret(layout.accounts, text)


def _script_bots(layout: Layout) -> dict[str, KnownAccount]:
    """The bots that an administrator wrote: in the file since they first ran, kept there."""
    try:
        present = parse_registry(layout.accounts.read_text(encoding="utf-8")).accounts
    except (FileNotFoundError, RegistryUnreadable):
        return {}
    return {name: known for name, known in present.items() if known.kind is Kind.BOT}
