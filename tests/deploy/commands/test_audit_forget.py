"""`cercle audit forget`: empties what was kept long enough, and nothing else."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from care.audit.model import Entry, Face, Kind
from care.audit.store import record
from care.runtime.clock import ManualClock
from care.runtime.units import Units
from deploy.opened import open_territory
from tests.deploy.commands.keys_and_trail import make_territory, run


def test_only_lines_of_long_ago_are_emptied(tmp_path: Path) -> None:
    make_territory(tmp_path)
    with open_territory(tmp_path) as opened:
        long_ago = ManualClock(datetime(2001, 1, 1, tzinfo=UTC))
        with Units(opened.database, opened.keys, long_ago).unit("$old") as work:
            record(work, Entry("circle.opened", Kind.CARE, "a1", Face.ROOM, patient="p1"))
    assert run(tmp_path, "audit", "forget").output.rstrip().endswith("1.")
    assert run(tmp_path, "audit", "forget").output.rstrip().endswith("0.")
    assert run(tmp_path, "audit", "verify").exit_code == 0
