"""The last good list stays, through everything that comes after it."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import pytest

from bridges.mssante.white_list.shelf import WhiteListShelf
from care.runtime.errors import Refusal
from tests.bridges.mssante.white_list.lists import NOW, Agency


def test_a_list_is_kept_and_read_by_another_process(agency: Agency, tmp_path: Path) -> None:
    shelf, other = (WhiteListShelf(tmp_path / "s", agency.authority) for _ in range(2))
    assert not other.is_ready
    assert not other.is_trusted("a@ch.mssante.example")
    shelf.offer(agency.publish(), NOW)
    assert other.is_ready
    assert other.is_trusted("a@ch.mssante.example")
    shelf.offer(agency.publish([("autre.example", "x")], NOW + timedelta(hours=1)), NOW)
    assert not other.is_trusted("a@ch.mssante.example")
    assert other.is_trusted("a@autre.example")


def test_what_is_refused_changes_nothing(agency: Agency, tmp_path: Path) -> None:
    shelf = WhiteListShelf(tmp_path / "s", agency.authority)
    shelf.offer(agency.publish(), NOW)
    for bad in (
        b"",
        agency.publish(at=NOW - timedelta(days=1)),
        agency.publish(at=NOW + timedelta(days=3)),
        agency.publish()[:-10],
    ):
        with pytest.raises(Refusal):
            shelf.offer(bad, NOW)
        again = WhiteListShelf(tmp_path / "s", agency.authority)
        assert shelf.latest() == again.latest() != None  # noqa: E711
    assert [path.name for path in (tmp_path / "s").iterdir()] == ["white_list.xml"]


def test_a_list_whose_signer_ended_since_goes_on_serving(agency: Agency, tmp_path: Path) -> None:
    shelf = WhiteListShelf(tmp_path / "s", agency.authority)
    shelf.offer(agency.publish(), NOW)
    later = NOW + timedelta(days=500)
    with pytest.raises(Refusal):
        shelf.offer(agency.publish(at=later), later)
    assert WhiteListShelf(tmp_path / "s", agency.authority).is_ready


def test_a_file_altered_on_disk_is_not_believed(agency: Agency, tmp_path: Path) -> None:
    shelf = WhiteListShelf(tmp_path / "s", agency.authority)
    shelf.offer(agency.publish(), NOW)
    assert shelf.is_trusted("a@ch.mssante.example")
    path = tmp_path / "s" / "white_list.xml"
    path.write_bytes(path.read_bytes().replace(b"medecin.", b"mechant."))
    os.utime(path, (NOW.timestamp(), NOW.timestamp() + 1))
    assert shelf.is_trusted("a@ch.mssante.example")  # what it had read
    assert not WhiteListShelf(tmp_path / "s", agency.authority).is_ready
