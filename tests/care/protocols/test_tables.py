"""Nothing of a title is in a column of its own."""

from __future__ import annotations

from care.protocols.tables import PROTOCOL_ROOMS, PROTOCOLS


def test_only_ids_and_times_are_in_clear() -> None:
    clear = {"event_id", "room_id", "posted_at", "details"}
    assert {column.name for column in PROTOCOLS.columns} == clear
    assert {column.name for column in PROTOCOL_ROOMS.columns} == {"room_id", "named_at"}
