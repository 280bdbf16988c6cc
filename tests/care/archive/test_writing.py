"""What was kept is found again, offline, with the key alone."""

from __future__ import annotations

import json
import os
import tracemalloc
from pathlib import Path
from typing import Any

import pytest

from care.access.act import RoomKind
from care.archive.gathering import gather
from care.archive.model import Media
from care.archive.opening import open_archive
from care.archive.writing import Written, digest_of, write_archive
from care.matrix.http import MatrixError, Unreachable
from care.matrix.past import PastEvent
from care.runtime.units import Units
from tests.care.archive.kept_circle import (
    ASSISTANT,
    CANARY,
    CIRCLE,
    DOCTOR,
    NURSE,
    OPENED,
    ROOM,
    SON,
    TEAM_ROOM,
    WOUND,
    ListedHistory,
    file,
    keep_circle,
    text,
)
from tests.care.archive.test_envelope import KEY

URI, GONE = "mxc://cercle.test/wound", "mxc://cercle.test/gone"


def history() -> ListedHistory:
    """Two rooms: words, a file, a file that is gone, words that nobody reads, words taken back."""
    sealed = PastEvent("$u", SON, OPENED, "m.room.encrypted", {"ciphertext": "x"}, None, True,
                       unread=True)  # fmt: skip
    erased = PastEvent("$r", SON, OPENED, "m.room.encrypted", {}, None, True, erased=True)
    came = PastEvent("$m", SON, OPENED, "m.room.member", {"membership": "join"}, SON)
    return ListedHistory(
        {
            ROOM: [came, text(1, f"{CANARY} a mal"), file(2, URI), file(3, GONE), sealed, erased],
            TEAM_ROOM: [text(4, "entre nous", DOCTOR)],
        },
        {URI: WOUND},
    )


async def written(units: Units, folder: Path, past: ListedHistory) -> Written:
    """The archive of the circle, in `folder`."""
    with units.unit("keep") as work:
        keep_circle(work)
    with units.unit("gather") as work:
        found = gather(work, CIRCLE, ASSISTANT, "Europe/Paris")
    return await write_archive(folder / "kept" / "c.cercle", KEY.public, found, past)


def events_in(path: Path, kind: RoomKind) -> list[dict[str, Any]]:
    """What the archive in `path` tells of a room."""
    with open_archive(path, KEY) as archive:
        parts = archive.rooms()[kind.value]
        return [json.loads(line) for name in parts for line in archive.read(name).splitlines()]


async def test_everything_is_in_one_file_that_tells_nothing_by_itself(
    units: Units, tmp_path: Path
) -> None:
    done = await written(units, tmp_path, history())
    assert (done.events, done.files, done.missing, done.unread) == (7, 1, 1, 1)
    assert done.digest == digest_of(done.path)
    assert done.media[ROOM] == {Media(URI, NURSE), Media(GONE, NURSE)}
    raw = done.path.read_bytes()
    assert CANARY.encode() not in raw
    assert WOUND not in raw
    assert [one.name for one in (tmp_path / "kept").iterdir()] == ["c.cercle"]
    assert done.path.stat().st_mode & 0o077 == 0


async def test_the_conversation_is_told_whole_and_in_order(units: Units, tmp_path: Path) -> None:
    done = await written(units, tmp_path, history())
    came, words, wound, gone, sealed, erased = events_in(done.path, RoomKind.CIRCLE)
    assert came["state_key"] == SON
    assert words["content"]["body"] == f"{CANARY} a mal"
    assert (words["trusted"], words["encrypted"]) == (True, True)
    assert gone["missing"]
    assert (sealed["unread"], sealed["content"]) == (True, {"ciphertext": "x"})
    assert erased["erased"]
    with open_archive(done.path, KEY) as archive:
        assert archive.read(wound["file"]) == WOUND
        assert wound["file"].endswith(".png")
    (alone,) = events_in(done.path, RoomKind.PROFESSIONALS)
    assert alone["content"]["body"] == "entre nous"


async def test_the_record_holds_all_that_the_database_knew(units: Units, tmp_path: Path) -> None:
    done = await written(units, tmp_path, history())
    with open_archive(done.path, KEY) as archive:
        record, bundle = (json.loads(archive.read(f"{one}.json")) for one in ("circle", "bundle"))
    assert record["circle"]["reason"] == CANARY
    assert record["patient"]["contact"]["address"] == CANARY
    assert {one["user_id"] for one in record["members"]} == {NURSE, DOCTOR, SON}
    assert [one["note"] for one in record["members"] if one["user_id"] == SON] == [CANARY]
    assert record["consents"][0]["note"] == CANARY
    acts = [line["act"] for line in record["trail"]]
    assert acts == ["consent.consent", "circle.opened", "task.added"]
    assert [task["text"] for task in record["tasks"]] == [CANARY]
    assert {one["content"] for one in record["entries"]} == {CANARY}
    team = bundle["entry"][0]["resource"]
    assert (team["resourceType"], len(team["participant"])) == ("CareTeam", 3)


async def test_a_long_conversation_is_cut_in_parts(units: Units, tmp_path: Path) -> None:
    many = ListedHistory({ROOM: [text(n, str(n)) for n in range(1201)], TEAM_ROOM: []})
    done = await written(units, tmp_path, many)
    with open_archive(done.path, KEY) as archive:
        assert len(archive.rooms()["circle"]) == 3
    told = [one["content"]["body"] for one in events_in(done.path, RoomKind.CIRCLE)]
    assert told == [str(n) for n in range(1201)]


@pytest.mark.parametrize("failure", [Unreachable("503"), MatrixError(401, "M_UNKNOWN_TOKEN", {})])
async def test_a_file_that_could_not_be_asked_for_is_not_called_missing(
    units: Units, tmp_path: Path, failure: Exception
) -> None:
    class Broken(ListedHistory):
        async def attachment(self, content: object) -> bytes:
            raise failure

    before = tmp_path / "kept" / "c.cercle"
    before.parent.mkdir()
    before.write_bytes(b"an earlier archive")
    with pytest.raises(type(failure)):
        await written(units, tmp_path, Broken(history().rooms_))
    assert [one.name for one in (tmp_path / "kept").iterdir()] == ["c.cercle"]
    assert before.read_bytes() == b"an earlier archive"


async def test_what_a_sudden_death_left_is_swept(units: Units, tmp_path: Path) -> None:
    leftover = tmp_path / "kept" / ".c.cercle.abc"
    leftover.parent.mkdir()
    leftover.write_bytes(b"half")
    await written(units, tmp_path, history())
    assert [one.name for one in leftover.parent.iterdir()] == ["c.cercle"]


async def test_memory_holds_one_file_at_a_time(units: Units, tmp_path: Path) -> None:
    class Large(ListedHistory):
        async def attachment(self, content: object) -> bytes:
            return os.urandom(2 * 2**20)

    many = Large({ROOM: [file(n, f"{URI}{n}") for n in range(40)], TEAM_ROOM: []})
    tracemalloc.start()
    try:
        done = await written(units, tmp_path, many)
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.reset_peak()
        with open_archive(done.path, KEY) as archive:
            archive.extract(tmp_path / "out")
        _, reading = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert done.path.stat().st_size > 80 * 2**20
    assert max(peak, reading) < 20 * 2**20


async def test_it_becomes_a_folder(units: Units, tmp_path: Path) -> None:
    done = await written(units, tmp_path, history())
    with open_archive(done.path, KEY) as archive:
        archive.extract(tmp_path / "out")
    assert "Cercle de soins" in (tmp_path / "out/LISEZMOI.txt").read_text(encoding="utf-8")
    assert sorted(one.name for one in (tmp_path / "out").iterdir()) == [
        "LISEZMOI.txt", "bundle.json", "circle.json", "media", "rooms",
    ]  # fmt: skip
