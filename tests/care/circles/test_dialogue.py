"""What a conversation remembers: a day, sealed, for one person."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from care.circles.dialogue import Chosen, Draft, Memory, Stage, keep_memory, recall_memory
from care.circles.tables import DRAFTS
from care.runtime.clock import ManualClock
from tests.care.circles.hamlet import ALICE, IDA, identity, make_units

MEMORY = Memory(
    draft=Draft(Stage.PEOPLE, identity=identity(), people=(Chosen(IDA, "SOIGNE Ida"),)),
    listed=("c" + "1" * 32,),
)


def test_it_is_found_again_by_the_same_person_in_the_same_place() -> None:
    units = make_units()
    with units.unit("keep") as work:
        keep_memory(work, "!room", ALICE, MEMORY)
        assert recall_memory(work, "!room", ALICE) == MEMORY
        assert recall_memory(work, "!other", ALICE) == Memory()
        assert recall_memory(work, "!room", IDA) == Memory()


def test_it_lasts_a_day_and_names_nobody_in_the_database() -> None:
    units = make_units()
    with units.unit("keep") as work:
        keep_memory(work, "!room", ALICE, MEMORY)
        raw = work.connection.execute(select(DRAFTS)).one()
    assert b"EXEMPLE" not in raw.state
    assert ALICE not in raw.id
    assert isinstance(units.clock, ManualClock)
    units.clock.advance(timedelta(days=1, seconds=1))
    with units.unit("later") as work:
        assert recall_memory(work, "!room", ALICE) == Memory()
        keep_memory(work, "!room", IDA, Memory())
        assert len(work.connection.execute(select(DRAFTS)).all()) == 1
