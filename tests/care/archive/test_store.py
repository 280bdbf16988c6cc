"""Holds, ends and tombstones are found as they were kept."""

from __future__ import annotations

from dataclasses import replace

from care.access.act import RoomKind
from care.archive.model import Due, Hold, KeptRoom, Media, Tombstone
from care.archive.store import (
    add_tombstone,
    all_circles,
    begin,
    closed_circles,
    drop_hold,
    drop_purge,
    held_circles,
    kept_rooms,
    load_hold,
    load_tombstone,
    open_purges,
    purge_of,
    save_hold,
    save_purge,
)
from care.runtime.units import Units
from tests.care.archive.kept_circle import ASSISTANT, CIRCLE, OPENED, ROOM, keep_circle

DUE = Due(CIRCLE, (KeptRoom(RoomKind.CIRCLE, f"circle:{CIRCLE}", ROOM),), whole=True)


def test_a_hold_is_sealed_replaced_and_dropped(units: Units) -> None:
    with units.unit("x") as work:
        for reason in ("plainte du fils", "expertise"):
            save_hold(work, Hold(CIRCLE, work.now, reason))
        held = load_hold(work.connection, work.keys, CIRCLE)
        assert held is not None
        assert held.reason == "expertise"
        assert held_circles(work.connection) == {CIRCLE}
        assert drop_hold(work.connection, CIRCLE)
        assert not drop_hold(work.connection, CIRCLE)
        assert load_hold(work.connection, work.keys, CIRCLE) is None


def test_an_end_is_kept_step_by_step(units: Units) -> None:
    with units.unit("x") as work:
        purge = begin(work, DUE)
        assert purge_of(work.connection, CIRCLE) == purge
        listed = replace(purge, archive="a", digest="d", media=(Media("mxc://a/b", "@a:b"),),
                         listed_at=work.now, doomed_at=work.now)  # fmt: skip
        save_purge(work.connection, listed)
        assert open_purges(work.connection) == [listed]
        drop_purge(work.connection, listed.number)
        assert open_purges(work.connection) == []
        assert purge_of(work.connection, CIRCLE) is None


def test_circles_and_their_rooms_are_found(units: Units) -> None:
    with units.unit("x") as work:
        keep_circle(work)
        assert all_circles(work.connection) == closed_circles(work.connection) == [CIRCLE]
        own, team = kept_rooms(work.connection, CIRCLE, ASSISTANT)
        assert own == DUE.rooms[0]
        assert team.kind is RoomKind.PROFESSIONALS


def test_a_tombstone_says_when(units: Units) -> None:
    with units.unit("x") as work:
        stone = Tombstone(CIRCLE, OPENED, None, work.now)
        add_tombstone(work.connection, stone)
        assert load_tombstone(work.connection, CIRCLE) == stone
