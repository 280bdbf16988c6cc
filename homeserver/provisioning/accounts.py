"""Accounts from the file to the homeserver and to what the territory keeps."""

from __future__ import annotations

import asyncio

from care.accounts.store import load_accounts, save_account
from care.runtime.database import Database
from care.runtime.secrets import ensure_secret
from care.runtime.settings import Territory
from homeserver.layout import Layout
from homeserver.provisioning.accounts_csv import parse_accounts
from homeserver.provisioning.admin import Admin
from homeserver.provisioning.person import Person
from homeserver.provisioning.plan import AccountsPlan, ServerAccount, plan_accounts
from homeserver.provisioning.registry import write_registry
from homeserver.service_accounts import bot_ids, operator_id, reserved_localparts

_AT_ONCE = 4


def draft_plan(
    source: bytes,
    territory: Territory,
    database: Database,
    on_server: dict[str, ServerAccount],
) -> AccountsPlan:
    """What importing `source` would do; touches nothing."""
    file = parse_accounts(source, reserved_localparts(territory))
    with database.begin() as connection:
        kept = {account.user_id: account for account in load_accounts(connection)}
    return plan_accounts(
        file.people,
        file.errors,
        territory.territory.server_name,
        on_server,
        kept,
        bot_ids(territory) | {operator_id(territory)},
    )


async def apply_plan(
    plan: AccountsPlan, territory: Territory, layout: Layout, database: Database, admin: Admin
) -> None:
    """Do what the plan says; nothing when it has errors. Doing it again changes nothing.

    The record comes last for each account: a crash in between is repaired by the next run.
    """
    if plan.errors:
        return
    server_name = territory.territory.server_name
    _tell_policies(plan, territory, layout, database)
    gate = asyncio.Semaphore(_AT_ONCE)

    async def bring(person: Person, *, new: bool) -> None:
        account = person.account(server_name)
        async with gate:
            if new:
                password = _password(person, layout)
                await admin.create_account(account.user_id, password, account.display_name)
            else:
                await admin.set_display_name(account.user_id, account.display_name)
        with database.begin() as connection:
            save_account(connection, account)

    await asyncio.gather(
        *(bring(person, new=True) for person in plan.create),
        *(bring(person, new=False) for person in plan.update),
    )


def _tell_policies(
    plan: AccountsPlan, territory: Territory, layout: Layout, database: Database
) -> None:
    with database.begin() as connection:
        people = {account.user_id: account for account in load_accounts(connection)}
    for person in plan.people:
        account = person.account(territory.territory.server_name)
        people[account.user_id] = account
    write_registry(territory, layout, people.values())


def _password(person: Person, layout: Layout) -> str:
    return person.password or ensure_secret(layout.first_password(person.localpart), size=12)
