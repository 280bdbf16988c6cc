"""A nurse's day across her circles: late before due, urgent first, nothing of others."""

from __future__ import annotations

from datetime import date, time, timedelta

from care.audit.model import Face
from care.moments.model import Frequency, Repeat, Schedule
from care.runtime.clock import ManualClock
from care.tasks.model import Standing, State, Who
from care.tasks.myday import Lateness, count_states, is_mine, list_my_day
from care.tasks.taking import add_task
from care.tasks.workflow import finish_task
from tests.care.tasks.scene import (
    BELL,
    CIRCLE,
    LEA,
    NINA,
    NOW,
    OTHER,
    PAUL,
    TODAY,
    add,
    at,
    edit,
    task_id,
    units_of,
    who,
)

DAILY = Schedule(TODAY - timedelta(days=3), (time(8),), repeat=Repeat(Frequency.DAILY))


def test_a_day() -> None:
    with units_of().unit("one") as work:
        add(work, 1, "sans date")
        add(work, 2, "plus tard", schedule=at(18))
        add(work, 3, "urgent", schedule=at(20), urgent=True)
        add(work, 4, "en retard", schedule=at(8))
        add(work, 5, "aujourd’hui", schedule=Schedule(TODAY), theme="plaie")
        add(work, 6, "demain", schedule=at(8, days=1))
        add(work, 7, "à Nina", assignee=NINA, schedule=at(11))
        add(work, 8, "à moi", assignee=PAUL, schedule=at(12), theme="plaie")
        add(work, 9, "à moi seul", circle=None)
        add(work, 10, "tous les jours", schedule=DAILY)
        day = list_my_day(work, who(PAUL))
        assert [item.task.text for item in day.items] == [
            *("en retard", "tous les jours", "urgent", "à moi", "plus tard", "aujourd’hui"),
            *("sans date", "à moi seul"),
        ]
        assert [item.task.text for item in day.late] == ["en retard", "tous les jours"]
        assert [item.missed for item in day.late] == [0, 3]
        assert [item.task.text for item in day.urgent] == ["urgent"]
        assert [item.task.text for item in day.by_theme()["plaie"]] == ["à moi", "aujourd’hui"]
        assert list(day.by_circle()) == [CIRCLE, None]
        assert day.done == 0
        hers = list_my_day(work, who(NINA))
        assert "à Nina" in [item.task.text for item in hers.items]
        assert "à moi seul" not in [item.task.text for item in hers.items]
        relative = list_my_day(work, who(LEA))
        assert relative.items == ()


def test_what_was_done_is_counted_and_gone() -> None:
    with units_of().unit("one") as work:
        add(work, 1, schedule=at(8))
        add(work, 2, schedule=DAILY)
        finish_task(work, who(PAUL), task_id(1), "p1")
        finish_task(work, who(PAUL), task_id(2), "p2")
        day = list_my_day(work, who(PAUL))
        assert day.done == 2
        (left,) = day.items
        assert (left.lateness, left.key, left.missed) == (Lateness.LATE, "2026-11-25T08:00", 2)


def test_other_days() -> None:
    with units_of().unit("one") as work:
        add(work, 1, "demain", schedule=at(8, days=1))
        add(work, 2, "tous les jours", schedule=DAILY)
        add(work, 3, "en retard", schedule=at(8))
        tomorrow = list_my_day(work, who(PAUL), TODAY + timedelta(days=1))
        assert [item.task.text for item in tomorrow.items] == ["demain", "tous les jours"]
        assert {item.lateness for item in tomorrow.items} == {Lateness.TODAY}
        yesterday = list_my_day(work, who(PAUL), TODAY - timedelta(days=1))
        assert [item.key for item in yesterday.items] == ["2026-11-25T08:00"]


def test_a_day_is_late_when_it_is_over_even_when_the_clock_changed() -> None:
    clock = ManualClock(NOW)
    units = units_of(clock=clock)
    sunday = date(2027, 3, 28)
    with units.unit("one") as work:
        add(work, 1, schedule=Schedule(sunday))
    for hours, lateness in ((0, Lateness.TODAY), (22, Lateness.TODAY), (24, Lateness.LATE)):
        clock = ManualClock(
            NOW.replace(year=2027, month=3, day=27, hour=23) + timedelta(hours=hours)
        )
        with type(units)(units.database, units.keys, clock).unit("two") as work:
            (item,) = list_my_day(work, who(PAUL)).items
            assert item.lateness is lateness


def test_across_circles_and_only_mine() -> None:
    with units_of().unit("one") as work:
        add(work, 1, "ici")
        both = Who(NINA, {CIRCLE: Standing.CARES, OTHER: Standing.CARES}, Face.PAGE, BELL)
        elsewhere = add_task(work, both, task_id(2), OTHER, edit("n", NINA, text="ailleurs")).task
        assert [item.task.text for item in list_my_day(work, both).items] == ["ici", "ailleurs"]
        assert [item.task.text for item in list_my_day(work, who(PAUL)).items] == ["ici"]
        assert not is_mine(elsewhere, who(PAUL))
        assert count_states([elsewhere]) == {State.TODO: 1, State.DONE: 0, State.CANCELLED: 0}


def test_what_comes_later_once_each_and_what_is_done_last_first() -> None:
    with units_of().unit("one") as work:
        add(work, 1, "la semaine prochaine", schedule=at(8, days=7))
        add(work, 2, "dans un an", schedule=at(8, days=365))
        add(work, 3, "tous les jours", schedule=DAILY)
        weekly = Schedule(TODAY + timedelta(days=4), repeat=Repeat(Frequency.WEEKLY, weekdays=(0,)))
        add(work, 4, "le lundi", schedule=weekly)
        add(work, 5, "fini", schedule=at(8))
        add(work, 6, "fini aussi")
        finish_task(work, who(PAUL), task_id(5), "p5")
        day = list_my_day(work, who(PAUL))
        assert [item.task.text for item in day.coming] == [
            *("le lundi", "la semaine prochaine", "dans un an"),
        ]
        assert {item.lateness for item in day.coming} == {Lateness.COMING}
        assert [item.key for item in day.finished] == [""]
        assert day.finished[0].occurrence is not None
    with units_of().unit("none") as work:
        assert list_my_day(work, who(PAUL)).coming == ()
