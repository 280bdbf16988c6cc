"""The professionals' room and conversations of two."""

from __future__ import annotations

import pytest

from care.access.act import RoomKind
from care.circles.rooms import rooms_of
from care.circles.team import open_team_room, pair_up
from care.runtime.errors import Refusal
from tests.care.circles.hamlet import ALICE, ANNE, IDA, PAUL, make_units, opened


def test_the_team_room_is_opened_once_by_a_professional() -> None:
    units = make_units()
    circle = opened(units, ALICE, PAUL, ANNE)
    with pytest.raises(Refusal, match="circle-may-not"), units.unit("anne") as work:
        open_team_room(work, circle.id, ANNE)
    with units.unit("team") as work:
        assert open_team_room(work, circle.id, ALICE).is_new
        assert not open_team_room(work, circle.id, PAUL).is_new
        kinds = [room.kind for room in rooms_of(work.connection, circle.id)]
    assert kinds == [RoomKind.PROFESSIONALS]


def test_two_members_have_one_conversation_whoever_asks() -> None:
    units = make_units()
    circle = opened(units, ALICE, PAUL, ANNE)
    with units.unit("pair") as work:
        one, other = pair_up(work, circle.id, ALICE, PAUL), pair_up(work, circle.id, PAUL, ALICE)
        assert one.key == other.key != pair_up(work, circle.id, ALICE, ANNE).key
        assert circle.id.text not in one.key
        with pytest.raises(Refusal, match="circle-write-self"):
            pair_up(work, circle.id, ALICE, ALICE)
        with pytest.raises(Refusal, match="circle-no-such-member"):
            pair_up(work, circle.id, ALICE, IDA)
