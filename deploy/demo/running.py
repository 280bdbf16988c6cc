"""A whole territory on one machine: each part started in order, stopped in the reverse order."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

from bots.wiring import Seat, Surroundings
from bridges.mssante.pace import Pace
from care.directory.synthetic import SyntheticPerson
from care.runtime.clock import SystemClock
from care.runtime.database import Database
from care.runtime.sealing import KeyRing
from care.runtime.settings import Territory
from care.runtime.units import Units
from deploy.demo.assistants import running_bots
from deploy.demo.circle import open_demo_circle
from deploy.demo.contract import DemoContract, published
from deploy.demo.directory import fill_directory, index_country
from deploy.demo.layout import DemoLayout
from deploy.demo.people import localpart, players
from deploy.demo.ports import Ports
from deploy.demo.post_office import running_operator, send_result
from deploy.demo.provisioning import describe, describe_mail, provision
from deploy.demo.settings import write_settings
from deploy.demo.synapse import running_synapse
from deploy.directory import directory_api, national_directory, place_of, refreshing
from deploy.mail import MailRoom, serving_mail
from deploy.migrate import upgrade
from deploy.pages import professional_pages
from deploy.state import TerritoryFolder
from deploy.web.pages import serving_pages
from homeserver.provisioning.membership import PROTOCOLS_KEY
from homeserver.service_accounts import user_id
from homeserver.stray import stop_stray

# The operator is beside us, and people watch.
_PACE = Pace(look=0.2)


@dataclass(frozen=True)
class RunningDemo:
    """A demonstration that answers. `broken` ends, with its error, if a part of it dies."""

    folder: TerritoryFolder
    territory: Territory
    contract: DemoContract
    players: Sequence[SyntheticPerson]
    broken: asyncio.Task[None]


@asynccontextmanager
async def running_demo(
    layout: DemoLayout, ports: Ports, on_step: Callable[[str], None]
) -> AsyncIterator[RunningDemo]:
    """Everything answers during the block, and `demo.json` says so; `on_step` hears what is next.

    Raises SettingsError when a port is taken, StartFailure when Synapse does not start.
    """
    layout.contract.unlink(missing_ok=True)
    folder = TerritoryFolder(layout.state)
    await asyncio.to_thread(stop_stray, folder.homeserver)
    ports.check_free()
    territory = write_settings(folder, ports, layout.directory)
    now = SystemClock().now()
    async with AsyncExitStack() as stack:
        operator = running_operator(layout.mail, ports, now)
        office, mailboxes = await stack.enter_async_context(operator)
        mail = MailRoom(folder, territory, _PACE)
        database, keys = folder.open_database(territory), folder.open_keys()
        stack.callback(database.close)
        on_step("step-synapse")
        filling = asyncio.create_task(asyncio.to_thread(_fill, layout, territory, database, keys))
        indexing = asyncio.create_task(
            asyncio.to_thread(index_country, layout.country, folder.national)
        )
        await stack.enter_async_context(running_synapse(folder, territory))
        people = await filling
        await indexing
        on_step("step-accounts")
        provisioned = await provision(folder, territory, database, people)
        on_step("step-bots")
        seats = {name: Seat(bot.user_id, bot.files) for name, bot in provisioned.bots.items()}
        url = territory.homeserver.public_url
        protocols = provisioned.rooms.get(PROTOCOLS_KEY)
        around = Surroundings(
            protocol_rooms=(protocols,) if protocols else (),
            national=national_directory(folder, keys),
            circles=territory.circles,
            retention=territory.retention,
            timezone=territory.territory.timezone,
            pages_url=territory.pages_url,
            shows_pages=bool(territory.pages.public_url and territory.pages.clients),
            mailboxes=mail.mailboxes.seats,
            trusted=mail.shelf(),
        )
        units = Units(database, keys, SystemClock())
        absent = [user_id(territory, localpart(one)) for one in players(people)]
        await asyncio.to_thread(open_demo_circle, units, seats["liaison"].account, absent)
        serving = running_bots(url, seats, database, keys, around, folder.audit_anchor, units)
        answering = await stack.enter_async_context(serving)
        carrying = await stack.enter_async_context(serving_mail(mail, units))
        broken = asyncio.create_task(_first_to_break(answering, carrying))
        stack.callback(broken.cancel)
        await send_result(office, layout.mail, now)
        place = place_of(folder, territory, database, keys)
        await stack.enter_async_context(refreshing(place, folder, territory))
        fhir = await stack.enter_async_context(directory_api(territory, database, keys))
        accounts = [seat.files for seat in seats.values()]
        speaks = seats["liaison" if "liaison" in seats else "directory"].account
        pages = professional_pages(territory, database, keys, speaks, accounts, mail.office())
        professional = await stack.enter_async_context(pages)
        await stack.enter_async_context(serving_pages(territory, fhir, professional))
        post = await describe_mail(ports, mailboxes, mail.mailboxes, database)
        authority = layout.mail / "authority.pem"
        contract = describe(folder, territory, database, people, provisioned, post, authority)
        stack.enter_context(published(contract, layout.contract))
        yield RunningDemo(folder, territory, contract, players(people), broken)


async def _first_to_break(*parts: asyncio.Task[None]) -> None:
    done, _ = await asyncio.wait(parts, return_when=asyncio.FIRST_COMPLETED)
    for part in done:
        part.result()


def _fill(
    layout: DemoLayout, territory: Territory, database: Database, keys: KeyRing
) -> list[SyntheticPerson]:
    upgrade(database)
    return fill_directory(layout.directory, territory.territory.communes, database, keys)
