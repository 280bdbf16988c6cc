"""Pages hear of the circles that their owners are in now, whoever asked before them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from care.circles.store import stays_topic
from care.pages.model import Entrance, PageSession
from care.tasks.taking import own_topic
from tests.widgets.day.scene import leaves, open_day_circle
from tests.widgets.house import ALICE, BOB, House
from widgets.day.watching import Mine

_AT = datetime(2030, 1, 7, tzinfo=UTC)
HERS = PageSession("a", ALICE, Entrance.LINK, "?", "", _AT, _AT, _AT)
HIS = replace(HERS, id="b", user_id=BOB)


async def test_by_person_and_at_each_look_anew(house: House) -> None:
    both, hers = open_day_circle(house), open_day_circle(house, "FICTIVE", ALICE)
    mine = Mine()
    topics = [f"tasks:{both.id}", f"tasks:{hers.id}"]
    with house.units.unit("look") as work:
        own = own_topic(work.keys, ALICE)
        heard = [
            [mine.may_hear_tasks(work, session, topic) for topic in [*topics, own]]
            for session in (HERS, HIS, HERS)
        ]
        assert heard == [[True, True, True], [True, False, False], [True, True, True]]
        stays = stays_topic(work.connection, ALICE)
        assert mine.may_hear_stays(work, HERS, stays)
        assert not mine.may_hear_stays(work, HIS, stays)
    leaves(house, BOB, both)
    with house.units.unit("look again") as work:
        assert not mine.may_hear_tasks(work, HIS, topics[0])
