"""The demonstration's accounts and rooms, made by the same steps as any territory's."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path

from bots.mailbox.rooms import MailRoom
from bridges.directory_api.application import PREFIX
from bridges.mssante.embedded.imap_server import LocalMailbox
from care.accounts.store import load_accounts
from care.directory.synthetic import SyntheticPerson
from care.mail.mailboxes import Mailboxes, MailboxSeat
from care.runtime.database import Database
from care.runtime.errors import SettingsError
from care.runtime.rooms import room_of
from care.runtime.secrets import read_secret
from care.runtime.settings import Territory
from deploy.demo.api_key import fresh_key
from deploy.demo.contract import (
    DemoContract,
    DemoDirectoryApi,
    DemoHomeserver,
    DemoMail,
    DemoMailbox,
    DemoServer,
)
from deploy.demo.people import accounts_csv, list_accounts, localpart, players
from deploy.demo.ports import HOST, Ports
from deploy.state import TerritoryFolder
from homeserver.provisioning.provision import Provisioned, Provisioning
from homeserver.service_accounts import operator_id

_PATIENCE, _POLL = 30.0, 0.05


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
    mail: DemoMail,
    mail_authority: Path,
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
        mail=mail,
        mail_authority=str(mail_authority.resolve()),
    )


async def describe_mail(
    ports: Ports, mailboxes: Sequence[LocalMailbox], served: Mailboxes, database: Database
) -> DemoMail:
    """What `demo.json` says of the mail operator, once the rooms of what we serve are open."""
    told = [
        DemoMailbox(one.address, one.password, await _room_id(served.at(one.address), database))
        for one in mailboxes
    ]
    return DemoMail(DemoServer(HOST, ports.smtp), DemoServer(HOST, ports.imap), told)


async def _room_id(seat: MailboxSeat | None, database: Database) -> str | None:
    if seat is None:
        return None
    async with asyncio.timeout(_PATIENCE):
        while True:
            with database.begin() as connection:
                room = room_of(connection, seat.account, MailRoom.LETTERS.value)
            if room is not None:
                return room.room_id
            await asyncio.sleep(_POLL)
