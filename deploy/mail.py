"""The territory's mailboxes, served beside its assistants."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from bridges.mssante.pace import Pace
from bridges.mssante.service import MailService, MailSurroundings, open_shelf
from bridges.mssante.white_list.shelf import WhiteListShelf
from care.dispatches.office import Office
from care.dispatches.watching import DispatchWatcher
from care.identity.reason import Environment
from care.letters.reader import LetterReader
from care.mail.mailboxes import Mailboxes, seats_of
from care.mail.notices import Notices
from care.runtime.settings import Territory
from care.runtime.units import Units
from care.runtime.worker import Worker
from deploy.state import TerritoryFolder
from homeserver.service_accounts import user_id


class NobodyLoggedIn:
    """Where no page lets people log in with Pro Santé Connect yet: their mailboxes wait."""

    async def token(self, address: str) -> str | None:
        """None."""
        return None


@dataclass(frozen=True)
class MailRoom:
    """The mailboxes of a territory, and who may be written to."""

    folder: TerritoryFolder
    territory: Territory
    pace: Pace = field(default_factory=Pace)

    @property
    def mailboxes(self) -> Mailboxes:
        """Every mailbox, by whom it is spoken for."""
        territory = self.territory
        name = territory.territory.server_name
        return Mailboxes(seats_of(territory.mailboxes, name, territory.mssante))

    def shelf(self) -> WhiteListShelf:
        """The white list. Raises SettingsError when there is none."""
        return open_shelf(self.territory.white_list, self.folder.path, self.folder.mail)

    def office(self) -> Office:
        """What whoever shows letters and sendings must know. Raises SettingsError."""
        zone = ZoneInfo(self.territory.territory.timezone)
        return Office(self.mailboxes, self.shelf(), self._people, zone=zone)

    @property
    def _people(self) -> Environment:
        invented = self.territory.circles.invented_identities
        return Environment.TEST if invented else Environment.PRODUCTION

    def service(self, units: Units, worker: Worker) -> MailService:
        """What serves them all."""
        territory, mailboxes = self.territory, self.mailboxes
        keeper = user_id(territory, territory.bots.liaison.localpart)
        reader = LetterReader(
            mailboxes,
            keeper,
            self.shelf(),
            self._people,
            ZoneInfo(territory.territory.timezone),
        )
        around = MailSurroundings(
            folder=self.folder.path,
            state=self.folder.mail,
            units=units,
            worker=worker,
            reader=reader,
            watchers=(DispatchWatcher(), Notices(keeper, mailboxes)),
            tokens=NobodyLoggedIn(),
            pace=self.pace,
        )
        return MailService(territory.mailboxes, territory.white_list, around)


@asynccontextmanager
async def serving_mail(room: MailRoom, units: Units) -> AsyncIterator[asyncio.Task[None]]:
    """The mailboxes are served during the block, by the task that is given."""
    worker = Worker(units.database)
    serving = asyncio.create_task(room.service(units, worker).run())
    try:
        yield serving
    finally:
        serving.cancel()
        with suppress(asyncio.CancelledError):
            await asyncio.wait([serving])
        worker.close()
