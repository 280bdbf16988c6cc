"""Indexes side by side, and what betrays a damaged one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from care.directory.model import Edition
from care.directory.national.editions import (
    IndexDamaged,
    IndexMissing,
    building,
    check,
    current_name,
    names,
    publish,
)

_DAY = datetime(2026, 11, 12, tzinfo=UTC)


def _publish(root: Path, day: int) -> str:
    with building(root) as folder:
        (folder / "words.txt").write_text(f"day {day}")
        (folder / "rows.txt").write_text("rows")
        publish(root, folder, Edition(0, _DAY + timedelta(days=day), _DAY, 1, 1))
    return current_name(root)


def test_nothing_was_ever_built(tmp_path: Path) -> None:
    with pytest.raises(IndexMissing):
        current_name(tmp_path)


def test_the_one_before_stays_and_no_other(tmp_path: Path) -> None:
    first, second, third = (_publish(tmp_path, day) for day in range(3))
    assert names(tmp_path) == [third, second]
    assert not (tmp_path / first).exists()


def test_an_unfinished_one_goes(tmp_path: Path) -> None:
    kept = _publish(tmp_path, 0)
    with pytest.raises(ZeroDivisionError), building(tmp_path) as folder:
        (folder / "words.txt").write_text("half")
        raise ZeroDivisionError
    assert not folder.exists()
    assert names(tmp_path) == [kept]


def test_a_sound_one_tells_its_edition(tmp_path: Path) -> None:
    name = _publish(tmp_path, 4)
    assert check(tmp_path / name).published_at == _DAY + timedelta(days=4)


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("words.txt", b"day 9"),
        ("words.txt", b""),
        ("rows.txt", b"row"),
        ("manifest.json", b"{}"),
        ("manifest.json", b"not json"),
        ("manifest.json", b'{"format": 99}'),
        ("manifest.json", b"[]"),
    ],
)
def test_damage_shows(tmp_path: Path, file: str, content: bytes) -> None:
    folder = tmp_path / _publish(tmp_path, 0)
    (folder / file).write_bytes(content)
    with pytest.raises(IndexDamaged):
        check(folder, light=frozenset({"rows.txt"}))


def test_a_missing_file_shows(tmp_path: Path) -> None:
    folder = tmp_path / _publish(tmp_path, 0)
    (folder / "words.txt").unlink()
    with pytest.raises(IndexDamaged):
        check(folder)


@pytest.mark.parametrize("pointer", [b"", b"../../elsewhere", b".new-1", b"\xff\xfe"])
def test_a_spoilt_pointer_leads_nowhere(tmp_path: Path, pointer: bytes) -> None:
    name = _publish(tmp_path, 0)
    (tmp_path / "current").write_bytes(pointer)
    with pytest.raises(IndexMissing):
        current_name(tmp_path)
    assert names(tmp_path) == [name]
