"""What the orders about circles share: who reads their past, who ends their rooms."""

from __future__ import annotations

import fcntl
from collections.abc import AsyncIterator, Collection, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path

from care.access.act import RoomKind
from care.archive.ending import Place
from care.archive.keys import Lock, read_lock
from care.archive.model import Keeping
from care.archive.reason import ArchiveRefused
from care.circles.model import CircleId
from care.matrix.disk import AccountFiles
from care.matrix.forgetting import forget_room_keys
from care.matrix.http import MatrixHttp
from care.matrix.past import Past, open_past
from care.runtime.errors import Refusal
from care.runtime.settings import Retention, Territory
from deploy.opened import Opened
from homeserver.provisioning.bots import bot_files
from homeserver.provisioning.operator import ensure_operator
from homeserver.purging import SynapseEraser
from homeserver.service_accounts import user_id


def keeping_of(retention: Retention) -> Keeping:
    """How long the rooms of circles are kept."""
    return Keeping(retention.circle_months, retention.professionals_months)


def days_of(retention: Retention) -> dict[RoomKind, int]:
    """How many days the messages of other rooms are kept."""
    return {
        RoomKind.GROUP: retention.group_days,
        RoomKind.ANNOUNCEMENTS: retention.group_days,
        RoomKind.CONVERSATION: retention.conversation_days,
    }


def place_of(opened: Opened) -> Place | None:
    """Where archives go; None when they are not wanted. Raises Refusal for an unusable key."""
    retention, folder = opened.territory.retention, opened.folder.path
    if retention.archive_folder is None or retention.archive_key_file is None:
        return None
    lock = lock_in(folder / retention.archive_key_file)
    return Place(folder / retention.archive_folder, lock)


def lock_in(path: Path) -> Lock:
    """What locks archives. Raises Refusal."""
    try:
        return read_lock(path)
    except ArchiveRefused as refused:
        raise refusal_of(refused) from None


def refusal_of(refused: ArchiveRefused) -> Refusal:
    """The sentence for what will not do."""
    return Refusal(f"archive-{refused.reason.value.replace('_', '-')}")


def parse_circle(text: str) -> CircleId:
    """The circle of this id. Raises Refusal."""
    try:
        return CircleId(text.strip())
    except ValueError:
        raise Refusal("circles-bad-id") from None


def assistant_of(territory: Territory) -> str:
    """The account that opens the rooms of circles."""
    return user_id(territory, territory.bots.liaison.localpart)


@contextmanager
def ending_alone(opened: Opened) -> Iterator[None]:
    """Only one process ends circles at a time. Raises Refusal when another one does."""
    with (opened.folder.service / "purge.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Refusal("circles-purge-running") from None
        yield


@asynccontextmanager
async def reading_past(opened: Opened) -> AsyncIterator[Past]:
    """The past of the assistant's rooms. Raises SettingsError when it has no device here."""
    async with open_past(opened.territory.homeserver.public_url, _files(opened)) as past:
        yield past


@dataclass(frozen=True)
class HouseEraser:
    """Ends rooms on the homeserver, and forgets their keys."""

    synapse: SynapseEraser
    past: Past
    files: AccountFiles

    async def has_room(self, room_id: str) -> bool:
        """Whether the homeserver knows the room."""
        return await self.synapse.has_room(room_id)

    async def delete_room(self, room_id: str) -> None:
        """Delete the room, then the assistant's keys for it."""
        await self.synapse.delete_room(room_id)
        await forget_room_keys(self.past.http, self.files, room_id)

    async def delete_media(self, uri: str, senders: Collection[str]) -> bool:
        """Delete a file that one of `senders` uploaded."""
        return await self.synapse.delete_media(uri, senders)


@asynccontextmanager
async def administering(opened: Opened) -> AsyncIterator[MatrixHttp]:
    """The operator's connection to the homeserver."""
    url = opened.territory.homeserver.public_url
    operator = await ensure_operator(url, opened.folder.homeserver)
    http = MatrixHttp(url, operator.access_token)
    try:
        yield http
    finally:
        await http.close()


def eraser_of(opened: Opened, past: Past, http: MatrixHttp) -> HouseEraser:
    """Who ends the rooms of this territory."""
    territory = opened.territory
    name, federates = territory.territory.server_name, territory.homeserver.federation_allow
    return HouseEraser(SynapseEraser(http, name, block=bool(federates)), past, _files(opened))


def _files(opened: Opened) -> AccountFiles:
    return bot_files(opened.folder.bots, "liaison")
