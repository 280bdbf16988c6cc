"""The rooms follow what was decided, by whichever door, and nothing is sent twice."""

from __future__ import annotations

import re
from datetime import timedelta

from bots.liaison.house import House
from bots.liaison.keeping import Keeper
from care.audit.model import Face
from care.circles.membership import add_people, remove_person
from care.circles.model import CircleId
from care.circles.store import circles_of, unsettled_circles
from care.circles.waking import wake_to_settle
from care.runtime.outbox import load_pending
from tests.bots.liaison.village import ALICE, IDA, KIM, LIAISON, PAUL, Village, open_jeanne
from tests.care.circles.hamlet import identity, newcomer, open_one


def circle_of(village: Village, person: str = ALICE) -> CircleId:
    with village.database.begin() as connection:
        return circles_of(connection, person)[0]


def test_what_a_page_or_a_command_decided_reaches_the_room() -> None:
    village = Village()
    room = open_jeanne(village)
    circle = circle_of(village)
    with village.units.unit("page") as work:
        add_people(work, circle, ALICE, [newcomer(KIM)], Face.PAGE)
        remove_person(work, circle, ALICE, PAUL, Face.PAGE)
        wake_to_settle(work, LIAISON)
    assert KIM not in room.invited
    village.time_passes(timedelta())
    assert KIM in room.invited
    assert PAUL not in room.joined
    assert "MASSE Kim" in room.cards[1]


def test_settling_again_sends_nothing() -> None:
    village = Village()
    open_jeanne(village)
    circle = circle_of(village)
    with village.units.unit("again") as work:
        Keeper(House(LIAISON)).settle(work, circle)
    with village.database.begin() as connection:
        assert load_pending(connection, village.units.keys, LIAISON) == []
        assert unsettled_circles(connection, 5) == []


def test_a_card_that_does_not_change_is_not_edited() -> None:
    village = Village()
    room = open_jeanne(village)
    before = len(room.said)
    village.writes(IDA, "!tél 06 00 00 00 12", room)  # already there
    assert [say.edits for say in list(room.said.values())[before:]] == [None]


def test_many_circles_are_settled_a_few_at_a_time_and_all_of_them() -> None:
    village = Village()
    with village.units.unit("many") as work:
        for rank in range(25):
            who = identity(name=f"EXEMPLE {chr(65 + rank)}", day=1 + rank)
            open_one(work, ALICE, PAUL, who=who)
        wake_to_settle(work, LIAISON)
    for _ in range(4):
        village.time_passes(timedelta(seconds=1))
    assert len(village.circles) == 25
    assert all(room.invited == {ALICE, PAUL} for room in village.circles)


def test_rooms_show_the_page_of_their_circle_once_and_again_where_they_go_on() -> None:
    village = Village()
    room = open_jeanne(village)
    (page,) = room.pages
    assert re.fullmatch(r"https://pages\.test/pages/circle/c[0-9a-f]{32}#/\?.*", page)
    assert "$matrix_room_id" in page.partition("#")[2]
    village.writes(ALICE, "!tél 06 00 00 00 12", room)
    village.writes(ALICE, "!équipe", room)
    assert len(room.pages) == 1
    team = next(one for one in village.rooms.values() if (one.name or "").startswith("Équipe"))
    assert team.pages == [page]
    village.clock.advance(timedelta(minutes=1))
    assert village.is_replaced(room).pages == [page]
