"""Earlier states stay for a while, so that pages begun can be ended."""

from __future__ import annotations

from pathlib import Path

from bridges.directory_api.shelf import Shelf
from care.directory.synthetic_files import write_synthetic_files
from tests.care.directory.territory import KEYS, empty_database, take_in


def test_nothing_before_the_first_import() -> None:
    with empty_database().begin() as connection:
        assert Shelf(KEYS).present(connection) is None


def test_an_earlier_state_stays_half_an_hour(folder: Path, tmp_path: Path) -> None:
    now, database = [0.0], empty_database()
    shelf = Shelf(KEYS, lambda: now[0])
    take_in(database, folder)
    with database.begin() as connection:
        first = shelf.present(connection)
        assert first is not None
        assert shelf.present(connection) == first
    write_synthetic_files(tmp_path, seed=3, people=30)
    take_in(database, tmp_path, accept_smaller=True)
    now[0] = 100.0
    with database.begin() as connection:
        second = shelf.present(connection)
    assert second is not None and second.snapshot.stamp != first.snapshot.stamp
    assert shelf.find(first.snapshot.stamp) is first.snapshot
    now[0] = 2000.0
    assert shelf.find(first.snapshot.stamp) is None
    assert shelf.find(second.snapshot.stamp) is second.snapshot
