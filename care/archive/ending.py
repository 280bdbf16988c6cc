"""Making the ends that are due: the archive first, then our rows, the rooms, their files.

Each step is written down before the next begins, and may be done twice: whatever dies where, the
next run goes on. Until our rows go, nothing is lost and everything can still be stopped.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from pathlib import Path

from care.archive.conversation import addresses_in, uses_of
from care.archive.gathering import Gathered, gather
from care.archive.keys import Lock
from care.archive.model import Keeping, Media, Purge
from care.archive.paperwork import DocumentShelf
from care.archive.port import Eraser, History
from care.archive.workflow import (
    doom,
    due_for_purge,
    finish,
    note_listed,
    note_rooms_gone,
)
from care.archive.writing import Written, digest_of, write_archive
from care.runtime.errors import PermanentFailure, Refusal
from care.runtime.units import Units


@dataclass(frozen=True, slots=True)
class Place:
    """Where archives go, and what locks them."""

    folder: Path
    lock: Lock


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an end; `failed` says why it will have to be tried again."""

    purge: Purge
    deleted: int = 0
    kept: int = 0
    stopped: bool = False
    failed: str | None = None


class Ending:
    """Ends circles whose rooms `assistant` opened; without a `place`, nothing is archived."""

    def __init__(
        self,
        units: Units,
        history: History,
        eraser: Eraser,
        assistant: str,
        keeping: Keeping,
        place: Place | None,
        timezone: str,
    ) -> None:
        self._units = units
        self._history = history
        self._eraser = eraser
        self._assistant = assistant
        self._keeping = keeping
        self._place = place
        self._timezone = timezone
        self._files: dict[str, set[str]] | None = None

    async def run(self) -> AsyncIterator[Outcome]:
        """Make every end that is due. One that the homeserver refuses does not stop the others.

        Raises Unreachable when the homeserver does not answer.
        """
        with self._units.unit("archive:due") as work:
            purges = due_for_purge(work, self._assistant, self._keeping)
        self._files = None
        for purge in purges:
            try:
                yield await self._end(purge)
            except (PermanentFailure, Refusal) as reason:
                yield Outcome(purge, failed=str(reason))

    async def _end(self, purge: Purge) -> Outcome:
        if purge.doomed_at is None and not self._is_listed(purge):
            purge = await self._list(purge)
        if purge.doomed_at is None:
            with self._units.unit(f"archive:doom:{purge.number}") as work:
                doomed = doom(work, purge, self._keeping, self._assistant)
            if doomed is None:
                return Outcome(purge, stopped=True)
            purge = doomed
        if purge.rooms_gone_at is None:
            for room in purge.due.rooms:
                if room.room_id is not None:
                    await self._eraser.delete_room(room.room_id)
            with self._units.unit(f"archive:rooms:{purge.number}") as work:
                purge = note_rooms_gone(work, purge)
        deleted, kept = await self._delete_media(purge)
        with self._units.unit(f"archive:finish:{purge.number}") as work:
            finish(work, purge, deleted, kept)
        return Outcome(purge, deleted, kept)

    def _is_listed(self, purge: Purge) -> bool:
        """Whether the files are known, and the archive that was written is still there, whole."""
        if purge.listed_at is None or (purge.archive is None) != (self._place is None):
            return False
        if self._place is None or purge.archive is None:
            return True
        path = self._place.folder / purge.archive
        return path.is_file() and digest_of(path) == purge.digest

    async def _list(self, purge: Purge) -> Purge:
        """Archive the circle, or only learn which files its rooms show."""
        with self._units.unit(f"archive:gather:{purge.number}") as work:
            found = gather(work, purge.due.circle, self._assistant, self._timezone)
        found = await self._existing(found)
        written = None
        if self._place is None:
            media = {room.room_id: await self._shown(room.room_id) for room in found.rooms}
        else:
            name = f"{purge.due.circle.text}-{purge.begun_at:%Y%m%d}-{purge.number}.cercle"
            written = await self._write(self._place, name, found)
            media = written.media
        going = [room.room_id for room in purge.due.rooms]
        shown = {one for room, uses in media.items() if room in going for one in uses}
        with self._units.unit(f"archive:list:{purge.number}") as work:
            return note_listed(work, purge, shown, written)

    async def _write(self, place: Place, name: str, found: Gathered) -> Written:
        shelf = DocumentShelf(self._units)
        return await write_archive(place.folder / name, place.lock, found, self._history, shelf)

    async def _existing(self, found: Gathered) -> Gathered:
        """Without the rooms that somebody else deleted from the homeserver."""
        there = [room for room in found.rooms if await self._eraser.has_room(room.room_id)]
        return replace(found, rooms=tuple(there))

    async def _shown(self, room_id: str) -> set[Media]:
        return {use async for event in self._history.events(room_id) for use in uses_of(event)}

    async def _delete_media(self, purge: Purge) -> tuple[int, int]:
        """How many files were deleted, and how many others use."""
        senders: defaultdict[str, set[str]] = defaultdict(set)
        for media in purge.media:
            senders[media.uri].add(media.sender)
        used = await self._used_elsewhere(purge) if senders else set()
        deleted = 0
        for uri, people in senders.items():
            if uri not in used:
                deleted += await self._eraser.delete_media(uri, people)
        return deleted, len(senders) - deleted

    async def _used_elsewhere(self, purge: Purge) -> set[str]:
        """The files that rooms which are still there show too.

        People forward files without uploading them again. Rooms are read once in a run.
        """
        if self._files is None:
            self._files = {room_id: set() for room_id in await self._history.rooms()}
            for room_id, found in self._files.items():
                async for event in self._history.events(room_id):
                    found.update(addresses_in(event))
        for room in purge.due.rooms:
            self._files.pop(room.room_id or "", None)
        return {uri for found in self._files.values() for uri in found}
