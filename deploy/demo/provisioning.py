"""The demonstration's accounts and rooms, made by the same steps as any territory's."""

from __future__ import annotations

from collections.abc import Sequence

from bridges.directory_api.application import PREFIX
from care.accounts.store import load_accounts
from care.directory.synthetic import SyntheticPerson
from care.runtime.database import Database
from care.runtime.errors import SettingsError
from care.runtime.secrets import read_secret
from care.runtime.settings import Territory
from deploy.demo.api_key import fresh_key
from deploy.demo.contract import DemoContract, DemoDirectoryApi, DemoHomeserver
from deploy.demo.people import accounts_csv, list_accounts, localpart, players
from deploy.demo.ports import HOST
from deploy.state import TerritoryFolder
from homeserver.provisioning.provision import Provisioned, Provisioning
from homeserver.service_accounts import operator_id


async def provision(
    folder: TerritoryFolder,
    territory: Territory,
    database: Database,
    people: Sequence[SyntheticPerson],
) -> Provisioned:
    """Make what is missing; the second time, nothing is."""
    provisioning = Provisioning(
        territory,
        folder.homeserver,
        territory.homeserver.public_url,
        database,
        folder.bots,
    )
    plan = await provisioning.import_accounts(accounts_csv(people))
    if plan.errors:
        raise SettingsError("\n".join(str(error) for error in plan.errors))
    return await provisioning.bring_up()


def describe(
    folder: TerritoryFolder,
    territory: Territory,
    database: Database,
    people: Sequence[SyntheticPerson],
    provisioned: Provisioned,
) -> DemoContract:
    """What `demo.json` says of it."""
    with database.begin() as connection:
        accounts = load_accounts(connection)
    hidden = frozenset(localpart(person) for person in players(people))
    homeserver = DemoHomeserver(
        url=territory.homeserver.public_url,
        server_name=territory.territory.server_name,
        admin_user=operator_id(territory),
        admin_password=read_secret(folder.homeserver.operator_password),
    )
    web_url = f"http://{HOST}:{territory.service.web_port}"
    return DemoContract(
        homeserver=homeserver,
        web_url=web_url,
        accounts=list_accounts(accounts, folder.homeserver, hidden),
        bots={name: seat.user_id for name, seat in provisioned.bots.items()},
        rooms=provisioned.rooms,
        directory_api=DemoDirectoryApi(web_url + PREFIX, fresh_key(database)),
    )
