"""What the page is told of a task: enough to change it offline, nothing more."""

from __future__ import annotations

from care.day.standing import who_acts
from care.moments.model import Frequency, Repeat
from care.tasks.model import SCHEDULE
from care.tasks.myday import list_my_day
from tests.widgets.day.scene import add_in_room, at, open_day_circle
from tests.widgets.house import ALICE, ASSISTANT, BOB, House
from widgets.day.picture import show_circles, show_item


async def test_an_item_says_when_how_often_and_which_edits_made_it(house: House) -> None:
    circle = open_day_circle(house)
    repeat = Repeat(Frequency.DAILY)
    add_in_room(house, "pilulier", circle, **{SCHEDULE: at(house, 7, -2, repeat)})
    with house.units.unit("look") as work:
        who = who_acts(work, ALICE, ASSISTANT)
        [item] = list_my_day(work, who).items
        shown = show_item(item, who)
        [told] = show_circles(work, who)
    assert (shown.day, shown.time, shown.missed) == ("2030-01-07", "07:00", 2)
    assert shown.repeat == "tous les jours"
    assert shown.key == "2030-01-07T07:00"
    assert shown.seen["moved"] == shown.seen["text"] != []
    assert shown.seen["state"] == []
    assert told.patient == "EXEMPLE Jeanne"
    assert {one.user_id for one in told.team} == {ALICE, BOB}
