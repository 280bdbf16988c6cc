"""The trail tells who sent what kind of thing, never to whom."""

from __future__ import annotations

from care.audit.model import Face
from care.audit.store import lines_about_circle
from care.dispatches.trail import note_dispatch
from tests.care.dispatches.territory import ALICE, Territory
from tests.care.dispatches.test_store import SENT


def test_a_line_names_nobody_by_name_nor_address() -> None:
    town = Territory()
    with town.unit() as work:
        note_dispatch(work, SENT, "sent", ALICE, Face.ROOM, "p1")
        note_dispatch(work, SENT, "sent", "@stranger:test", Face.ROOM, None)
        lines = list(lines_about_circle(work.connection, work.keys, "c1"))
    entries = [line.entry for line in lines if line.entry]
    assert [entry.act for entry in entries] == ["dispatch.sent"] * 2
    assert entries[0].details["to_patient"] is True
    assert entries[0].details["recipients"] == 1
    told = repr(entries)
    assert not [word for word in ("284067", "mssante", "EXEMPLE", "@alice") if word in told]
