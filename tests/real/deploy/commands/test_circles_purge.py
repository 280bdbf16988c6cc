"""`cercle circles purge` on a real Synapse, killed again and again: done once in the end."""

from __future__ import annotations

import asyncio
import random
import signal
import sqlite3
import subprocess
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from care.archive.keys import read_opener
from care.archive.opening import open_archive
from care.archive.store import all_circles, open_purges
from care.audit.store import lines_about_circle
from care.audit.verification import verify_trail
from care.matrix.http import MatrixError
from care.matrix.media import get_file
from deploy.opened import open_territory
from tests.care.archive.kept_circle import CIRCLE
from tests.real.deploy.kept_territory import KeptTerritory, kept_territory, latest

pytestmark = pytest.mark.real
#: What still names a room that is gone: people's own backups of keys that open nothing any more,
#: what Synapse keeps of its task for a week, and which events changed members (no content).
_LEFTOVERS = {
    "current_state_delta_stream",
    "device_lists_changes_in_room",
    "e2e_room_keys",
    "scheduled_tasks",
}
_DEATHS = 6


async def check_gone(made: KeptTerritory, folder: Path) -> None:
    """Nothing of the circle is left but its archive, its stone and the trail."""
    gone = [made.rooms["circle"], made.rooms["professionals"]]
    doomed = made.media["plaie.png"], made.media["autre.pdf"]
    assert made.tables_naming(*gone) <= _LEFTOVERS
    assert made.tables_naming(*(uri.rpartition("/")[2] for uri in doomed)) == set()
    assert not any(made.has_media(uri) for uri in doomed)
    with pytest.raises(MatrixError):
        await latest(made.alice, gone[0])
    with open_territory(folder) as opened:
        assert verify_trail(opened.database, opened.keys).is_intact
        with opened.database.begin() as connection:
            assert all_circles(connection) == []
            assert open_purges(connection) == []
            trail = list(lines_about_circle(connection, opened.keys, CIRCLE.text))
    acts = [line.entry.act for line in trail if line.entry]
    assert [acts.count(act) for act in ("circle.archived", "circle.purged")] == [1, 1]
    (archive,) = (folder / "archives").iterdir()
    with open_archive(archive, read_opener(folder / "archives.key")) as found:
        media = [found.read(name) for name in found.names if name.startswith("media/")]
    assert sorted(media) == sorted(made.files.values())


async def check_others_live(made: KeptTerritory) -> None:
    """The conversation to which a file was forwarded still shows it, and still works."""
    assert made.has_media(made.media["forwarded.pdf"])
    elsewhere = made.rooms["elsewhere"]
    shown = next(one for one in made.liaison.heard[elsewhere] if "file" in one.content)
    assert await get_file(made.alice.http, shown.content) == made.files["forwarded.pdf"]
    before = made.liaison.count()
    await made.alice.say(elsewhere, "toujours là")
    await made.liaison.listen_until(before + 1)


async def test_what_is_due_is_told_then_leaves(tmp_path: Path) -> None:
    async with kept_territory(tmp_path) as made:
        told = await made.order("circles", "purge", "--dry-run")
        assert f"{CIRCLE}\u00a0: partirait en entier" in told.stdout
        assert not (tmp_path / "archives").exists()
        await made.order("circles", "hold", CIRCLE.text, "--reason", "expertise du tribunal")
        held = await made.order("circles", "purge")
        assert "Rien n’est arrivé à terme" in held.stdout
        await made.order("circles", "release", CIRCLE.text)
        ran = await made.order("circles", "purge")
        assert ran.returncode == 0, ran.stderr
        assert f"{CIRCLE}\u00a0: parti. Fichiers supprimés\u00a0: 2" in ran.stdout
        await check_gone(made, tmp_path)
        await check_others_live(made)
        again = await made.order("circles", "purge")
        assert "Rien n’est arrivé à terme" in again.stdout


async def test_killed_after_each_step_and_at_any_moment_it_goes_on_where_it_was(
    tmp_path: Path,
) -> None:
    chance = random.Random(1948)
    async with kept_territory(tmp_path) as made:
        for step in ("begun_at", "listed_at", "doomed_at", "rooms_gone_at"):
            await _kill(made.start("circles", "purge"), lambda s=step: _has(tmp_path, s))
        for _ in range(_DEATHS):
            moment = time.monotonic() + chance.uniform(0.5, 3.5)
            await _kill(made.start("circles", "purge"), lambda m=moment: time.monotonic() > m)
        ran = await made.order("circles", "purge")
        assert ran.returncode == 0, ran.stderr
        await check_gone(made, tmp_path)
        await check_others_live(made)


async def _kill(process: subprocess.Popen[str], now: Callable[[], bool]) -> None:
    """Without a warning, as soon as it is `now`, unless it ended first."""
    while process.poll() is None and not now():
        await asyncio.sleep(0.002)
    process.send_signal(signal.SIGKILL)
    await asyncio.to_thread(process.communicate)


def _has(folder: Path, step: str) -> bool:
    """Whether an end has come to `step`."""
    database = f"file:{folder / 'service' / 'cercle.db'}?mode=ro"
    with closing(sqlite3.connect(database, uri=True, timeout=90)) as connection:
        query = f"SELECT count(*) FROM kept_purges WHERE {step} IS NOT NULL"
        return bool(connection.execute(query).fetchone()[0])
