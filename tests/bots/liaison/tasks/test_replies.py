"""One's day in a message: numbered, counted, and the way to its page."""

from __future__ import annotations

from datetime import date

from bots.liaison.tasks.replies import write_day
from care.tasks.merging import merge_edit
from care.tasks.model import Task
from care.tasks.myday import DayItem, Lateness, MyDay
from tests.bots.liaison.village import plain
from tests.care.tasks.scene import blank, edit

TODAY = date(2026, 11, 26)
PAGE = "https://pages.test/pages/day"


def task(number: int, text: str) -> Task:
    return merge_edit(blank(number), edit(f"e{number}", text=text)).task


def test_a_day_is_numbered_and_leads_to_its_page() -> None:
    items = tuple(DayItem(task(n, f"acte {n}"), Lateness.UNDATED) for n in (1, 2))
    told = plain(write_day(MyDay(TODAY, items), {}, PAGE).text)
    assert "1. acte 1" in told
    assert "2. acte 2" in told
    assert told.endswith(PAGE)
    assert PAGE not in write_day(MyDay(TODAY, items), {}).text


def test_an_empty_day_leads_there_too() -> None:
    done = (DayItem(task(1, "fini"), Lateness.DONE),)
    told = plain(write_day(MyDay(TODAY, (), done), {}, PAGE).text)
    assert "Une tâche faite" in told
    assert told.endswith(PAGE)
