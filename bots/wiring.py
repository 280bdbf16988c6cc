"""Which bots there are. Adding one is its folder and one line in `build_bots`."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from zoneinfo import ZoneInfo

from bots.directory.bot import DirectoryBot
from bots.engine.answering import Answering
from bots.engine.bot import Bot
from bots.engine.sentinel import Sentinel
from bots.engine.service import Post, Service
from bots.liaison.bot import LiaisonBot
from bots.liaison.house import House
from bots.liaison.sending.counter import Counter
from bots.mailbox.bot import MailboxBot
from bots.mailbox.house import House as MailHouse
from bots.mailbox.rooms import wake_to_open
from care.circles.opening import Naming
from care.directory.elsewhere import NationalSearch
from care.dispatches.office import Office
from care.identity.reason import Environment
from care.mail.mailboxes import Mailboxes, MailboxSeat
from care.mail.ports import TrustedDomains
from care.matrix.disk import AccountFiles
from care.matrix.window import Window
from care.runtime.settings import Circles, Retention
from care.runtime.units import Units
from care.runtime.worker import Worker

SENTINEL = "sentinel"
_CIRCLES, _RETENTION = Circles(), Retention()


@dataclass(frozen=True)
class Seat:
    """The account that a bot answers from."""

    account: str
    files: AccountFiles


class NobodyTrusted:
    """The white list of a territory without mailboxes."""

    is_ready = False

    def is_trusted(self, address: str) -> bool:
        """Never."""
        return False


_NOBODY = NobodyTrusted()


@dataclass(frozen=True)
class Surroundings:
    """What bots are told of the territory: its rooms of protocols, what searches the country, how
    its circles are named and for how long they are kept, the clock on its walls, its pages and
    whether rooms show them, its mailboxes and to whom they may write.
    """

    protocol_rooms: tuple[str, ...] = ()
    national: NationalSearch | None = None
    circles: Circles = _CIRCLES
    retention: Retention = _RETENTION
    timezone: str = "Europe/Paris"
    pages_url: str = "http://127.0.0.1"
    shows_pages: bool = False
    mailboxes: tuple[MailboxSeat, ...] = ()
    trusted: TrustedDomains = _NOBODY


ALONE = Surroundings()


def build_bots(
    seats: Mapping[str, Seat], units: Units, worker: Worker, around: Surroundings = ALONE
) -> dict[str, Bot]:
    """Every bot, by its name in `territory.toml`."""
    account = seats["directory"].account
    directory = DirectoryBot(
        account, national=around.national, protocol_rooms=around.protocol_rooms
    )
    keeper = seats["liaison"].account
    mailboxes = {one.address: _mailbox(one, keeper, around) for one in around.mailboxes}
    liaison = _liaison(keeper, units, worker, around)
    return {"directory": directory, "liaison": liaison, **mailboxes}


def _mailbox(seat: MailboxSeat, keeper: str, around: Surroundings) -> MailboxBot:
    house = MailHouse(
        seat, keeper, around.trusted, ZoneInfo(around.timezone), around.pages_url, _people(around)
    )
    return MailboxBot(house)


def _people(around: Surroundings) -> Environment:
    invented = around.circles.invented_identities
    return Environment.TEST if invented else Environment.PRODUCTION


def _liaison(account: str, units: Units, worker: Worker, around: Surroundings) -> LiaisonBot:
    house = House(
        account,
        ZoneInfo(around.timezone),
        Naming(around.circles.naming.value),
        timedelta(hours=around.circles.emergency_hours),
        around.retention.circle_months,
        around.retention.professionals_months,
        around.pages_url,
        around.shows_pages,
        frozenset(person for seat in around.mailboxes for person in seat.team),
    )
    office = Office(Mailboxes(around.mailboxes), around.trusted, _people(around), zone=house.zone)

    def open_counter(house: House, window: Window) -> Counter:
        return Counter(house, office, window, units, worker)

    return LiaisonBot(house, _people(around), open_counter if around.mailboxes else None)


class Bots:
    """All bots of the territory in one process, and the sentinel that checks them."""

    def __init__(
        self,
        base_url: str,
        seats: Mapping[str, Seat],
        units: Units,
        worker: Worker,
        around: Surroundings = ALONE,
    ) -> None:
        answering = [
            Post(seats[name].account, seats[name].files, Answering(seats[name].account, bot))
            for name, bot in build_bots(seats, units, worker, around).items()
        ]
        sentinel = seats[SENTINEL]
        self.sentinel = Sentinel(
            sentinel.account, [post.account for post in answering], units, worker
        )
        watch = Post(sentinel.account, sentinel.files, self.sentinel)
        self._service = Service(base_url, [*answering, watch], units, worker)
        self._units, self._worker = units, worker
        self._mailboxes = [seat.account for seat in around.mailboxes]

    async def ready(self) -> None:
        """Wait until every account is listening."""
        await self._service.ready()

    async def run(self) -> None:
        """Serve until cancelled. Raises SettingsError when an account cannot be used at all."""
        await self._worker.run(self._open_mailboxes)
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._service.run())
            await self.ready()
            tasks.create_task(self.sentinel.run())

    def _open_mailboxes(self) -> None:
        """Their teams may have changed in the settings."""
        with self._units.unit("mailboxes") as work:
            for account in self._mailboxes:
                wake_to_open(work, account)
