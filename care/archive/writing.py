"""Writing the archive of a circle: one file, sealed, whole or not there at all."""

from __future__ import annotations

import asyncio
import hashlib
import os
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

import orjson

from care.archive.conversation import (
    attachment_of,
    ending_of,
    render_event,
    uses_of,
)
from care.archive.envelope import SealingWriter
from care.archive.gathering import Gathered
from care.archive.keys import Lock
from care.archive.model import Media
from care.archive.paperwork import Shelf
from care.archive.port import History, PastRoom
from care.archive.words import read_me
from care.matrix.http import MatrixError
from care.matrix.past import PastEvent
from care.runtime.errors import PermanentFailure

_EVENTS_PER_PART = 500
_BYTES_PER_PART = 4 * 2**20
_GONE = 404


@dataclass
class Written:
    """What went into an archive. `missing`: files that the homeserver has no more, or changed.

    `unread`: messages that no key opens; their ciphertext is kept. `digest`: SHA-256 of the file.
    `media`: the files on the homeserver that each room shows.
    """

    path: Path
    events: int = 0
    files: int = 0
    missing: int = 0
    unread: int = 0
    digest: str = ""
    media: dict[str, set[Media]] = field(default_factory=dict)


async def write_archive(
    path: Path, lock: Lock, gathered: Gathered, history: History, shelf: Shelf | None = None
) -> Written:
    """Write everything of a circle to `path`, in place of what was there, once it is whole.

    `shelf` hands over the files of its documents. Memory holds one file and a few hundred messages
    at a time. Raises MatrixError, Unreachable: nothing is left then.
    """
    written = Written(path)
    with _replacing(path) as file:
        writer = await asyncio.to_thread(SealingWriter, file, lock)
        with zipfile.ZipFile(writer, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("LISEZMOI.txt", read_me(gathered.circle))
            pretty = orjson.OPT_INDENT_2
            archive.writestr("circle.json", orjson.dumps(gathered.record, option=pretty))
            archive.writestr("bundle.json", gathered.bundle)
            if shelf is not None:
                await asyncio.to_thread(_write_documents, archive, written, gathered, shelf)
            for room in gathered.rooms:
                await _Conversation(archive, written, history, room).write()
        writer.finish()
    written.digest = await asyncio.to_thread(digest_of, path)
    return written


def _write_documents(
    archive: zipfile.ZipFile, written: Written, gathered: Gathered, shelf: Shelf
) -> None:
    for file in gathered.files:
        content = shelf.take(file)
        if content is None:
            written.missing += 1
        else:
            archive.writestr(file.name, content)
            written.files += 1


def digest_of(path: Path) -> str:
    """The SHA-256 of a file: what the trail says of an archive."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


class _Conversation:
    """A room, in parts, each followed by nothing that it needs: its files come before it."""

    def __init__(
        self, archive: zipfile.ZipFile, written: Written, history: History, room: PastRoom
    ) -> None:
        self._archive, self._written = archive, written
        self._history, self._room = history, room
        self._lines: list[bytes] = []
        self._parts = 0

    async def write(self) -> None:
        shown = self._written.media.setdefault(self._room.room_id, set())
        async for event in self._history.events(self._room.room_id):
            self._written.events += 1
            self._written.unread += event.unread
            shown |= uses_of(event)
            self._lines.append(await self._line(event))
            is_full = sum(map(len, self._lines)) > _BYTES_PER_PART
            if is_full or len(self._lines) >= _EVENTS_PER_PART:
                await self._end_part()
        if self._lines:
            await self._end_part()

    async def _line(self, event: PastEvent) -> bytes:
        content = attachment_of(event)
        if content is None:
            return render_event(event)
        try:
            found = await self._history.attachment(content)
        except PermanentFailure as reason:
            # Anything else than gone (a session ended, a right lost) must not pass for an absence.
            if isinstance(reason, MatrixError) and reason.status != _GONE:
                raise
            self._written.missing += 1
            return render_event(event, missing=str(reason))
        self._written.files += 1
        name = f"media/{self._written.files:06d}{ending_of(content)}"
        await asyncio.to_thread(self._archive.writestr, name, found, zipfile.ZIP_STORED)
        return render_event(event, file=name)

    async def _end_part(self) -> None:
        self._parts += 1
        name = f"rooms/{self._room.kind.value}/{self._parts:06d}.jsonl"
        await asyncio.to_thread(self._archive.writestr, name, b"".join(self._lines))
        self._lines.clear()


@contextmanager
def _replacing(path: Path) -> Iterator[IO[bytes]]:
    """A private file that takes the place of `path` when the block ends well.

    What a sudden death left of an earlier try goes first: one process at a time writes `path`.
    """
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    for leftover in path.parent.glob(f".{path.name}.*"):
        leftover.unlink(missing_ok=True)
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
    folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
