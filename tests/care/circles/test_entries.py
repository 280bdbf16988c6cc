"""What was lately said: the latest only, by room, without what was erased."""

from __future__ import annotations

from datetime import timedelta

from care.access.act import RoomKind
from care.circles.entries import (
    KEPT,
    CircleEntry,
    change_entry,
    count_unread,
    forget_entry,
    keep_entry,
    last_said,
    latest_entries,
)
from care.circles.rooms import give_seat, note_read, want_room
from tests.care.circles.hamlet import ALICE, NOW, PAUL, make_units, opened


def entry(rank: int, kind: RoomKind = RoomKind.CIRCLE, author: str = ALICE) -> CircleEntry:
    return CircleEntry(
        f"${kind.value}{rank}", "!r", kind, author, NOW + timedelta(minutes=rank), False,
        f"note {rank}",
    )  # fmt: skip


def test_only_the_latest_are_kept_and_each_once() -> None:
    units = make_units()
    circle = opened(units)
    with units.unit("keep") as work:
        room = want_room(work.connection, circle.id, RoomKind.CIRCLE)
        for rank in range(KEPT + 5):
            keep_entry(work, room, entry(rank))
            keep_entry(work, room, entry(rank))
        kept = latest_entries(work.connection, work.keys, circle.id, professionals=True)
        assert len(kept) == KEPT
        assert (kept[0].content, kept[-1].content) == (f"note {KEPT + 4}", "note 5")
        assert last_said(work.connection, [circle.id]) == {circle.id: kept[0].said_at}


def test_what_is_said_among_professionals_stays_there() -> None:
    units = make_units()
    circle = opened(units)
    with units.unit("keep") as work:
        for kind in (RoomKind.CIRCLE, RoomKind.PROFESSIONALS):
            keep_entry(work, want_room(work.connection, circle.id, kind), entry(1, kind))
        all_of = latest_entries(work.connection, work.keys, circle.id, professionals=True)
        shared = latest_entries(work.connection, work.keys, circle.id, professionals=False)
    assert (len(all_of), [one.kind for one in shared]) == (2, [RoomKind.CIRCLE])


def test_corrections_are_their_authors_and_erasures_final() -> None:
    units = make_units()
    circle = opened(units)
    with units.unit("keep") as work:
        room = want_room(work.connection, circle.id, RoomKind.CIRCLE)
        keep_entry(work, room, entry(1))
        change_entry(work, "$circle1", PAUL, "faux")
        change_entry(work, "$circle1", ALICE, "corrigé")
        (one,) = latest_entries(work.connection, work.keys, circle.id, professionals=False)
        assert one.content == "corrigé"
        forget_entry(work.connection, "$circle1")
        assert not latest_entries(work.connection, work.keys, circle.id, professionals=True)


def test_unread_is_what_others_said_since() -> None:
    units = make_units()
    circle = opened(units)
    with units.unit("keep") as work:
        room = want_room(work.connection, circle.id, RoomKind.CIRCLE)
        give_seat(work.connection, room, PAUL)
        give_seat(work.connection, room, ALICE)
        for rank in range(3):
            keep_entry(work, room, entry(rank))
        assert count_unread(work.connection, ALICE) == {}
        assert count_unread(work.connection, PAUL) == {circle.id: 3}
        note_read(work.connection, room, PAUL, NOW + timedelta(minutes=1))
        assert count_unread(work.connection, PAUL) == {circle.id: 1}
