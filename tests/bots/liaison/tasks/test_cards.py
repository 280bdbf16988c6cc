"""A card is found by its task, and a task by what was said of it."""

from __future__ import annotations

from bots.engine.markup import write
from bots.liaison.tasks.cards import Cards
from care.runtime.outbox import load_pending
from care.runtime.outgoing import Address, Say
from tests.care.circles.hamlet import ALICE, make_units


def test_written_edited_and_signed() -> None:
    units, cards = make_units(), Cards("@l:test")
    with units.unit("card") as work:
        sent = cards.write(work, "t1", Address(key="circle:x"), write(["à faire"]))
        cards.edit(work, "t1", write(["fait"]))
        cards.edit(work, "t2", write(["inconnu"]))
        assert cards.task_of(work, sent) == "t1"
        assert cards.task_of(work, "other") is None
        assert cards.home(work, "t1") == Address(key="circle:x")
        assert cards.home(work, "t2") is None
        other = cards.write(work, "t3", Address(person=ALICE), write(["x"]))
        cards.point(work, "t3", "reminder")
        assert cards.task_of(work, "reminder") == cards.task_of(work, other) == "t3"
    with units.database.begin() as connection:
        said = [p.outgoing for p in load_pending(connection, units.keys, "@l:test")]
    assert [one.edits for one in said if isinstance(one, Say)] == [None, sent, None]
