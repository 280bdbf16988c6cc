"""`cercle identity accept`: hear again somebody whose secure identity was reset."""

from __future__ import annotations

import asyncio
from typing import Annotated

import typer

from care.accounts.store import account_of
from care.matrix.acceptance import accept_identity
from care.matrix.http import Json, MatrixHttp, path
from care.runtime.errors import SettingsError
from care.runtime.settings import Territory
from deploy.commands.options import HERE, StateOption
from deploy.migrate import upgrade
from deploy.state import TerritoryFolder
from deploy.words import say
from homeserver.provisioning.operator import ensure_operator
from homeserver.service_accounts import bot_accounts, user_id


def accept(
    person: Annotated[str, typer.Argument(help=say("help-identity-person"))],
    state: StateOption = HERE,
) -> None:
    home = TerritoryFolder(state)
    territory = home.load()
    whom = person if person.startswith("@") else user_id(territory, person)
    database = home.open_database(territory)
    try:
        upgrade(database)
        with database.begin() as connection:
            known = account_of(connection, whom)
        if known is None:
            raise SettingsError(say("identity-unknown", person=whom))
        # Bound to the identity shown today: a later reset will need another check.
        master = asyncio.run(_present_identity(home, territory, whom))
        with database.begin_in_turn() as connection:
            for assistant in _assistants(home, territory):
                accept_identity(connection, assistant, whom, master)
    finally:
        database.close()
    typer.echo(say("identity-accepted", person=whom))


async def _present_identity(home: TerritoryFolder, territory: Territory, whom: str) -> str:
    url = territory.homeserver.public_url
    operator = await ensure_operator(url, home.homeserver)
    http = MatrixHttp(url, operator.access_token)
    try:
        wanted: Json = {"device_keys": {whom: []}}
        answer = await http.request("POST", path("keys", "query"), wanted)
    finally:
        await http.close()
    keys: dict[str, str] = answer.get("master_keys", {}).get(whom, {}).get("keys", {})
    if not keys:
        raise SettingsError(say("identity-none", person=whom))
    return next(iter(keys.values()))


def _assistants(home: TerritoryFolder, territory: Territory) -> set[str]:
    """Every assistant's account: the territory's own, and those written in one file."""
    own = bot_accounts(territory)
    folders = {folder.name for folder in home.bots.iterdir()} if home.bots.exists() else set()
    localparts = {bot.localpart for bot in own.values()} | (folders - set(own))
    return {user_id(territory, localpart) for localpart in localparts}
