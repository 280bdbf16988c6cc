"""Each kind of room has its time."""

from __future__ import annotations

from care.access.act import RoomKind
from care.archive.model import Keeping


def test_each_kind_has_its_own_time() -> None:
    keeping = Keeping(24, 6)
    assert (keeping.months(RoomKind.CIRCLE), keeping.months(RoomKind.PROFESSIONALS)) == (24, 6)
