"""« Ma journée » as browsers ask for it: whose tasks, changed once, told of, and lost at once."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest

from care.runtime.clock import ManualClock
from care.runtime.logs import setup_logs
from care.tasks.bells import SHOW
from care.tasks.model import ASSIGNEE, SCHEDULE, State
from tests.widgets.day.scene import (
    acts_in_room,
    add_in_room,
    at,
    closes,
    leaves,
    open_day_circle,
    task_now,
    timers,
)
from tests.widgets.front import Answer, BrowserFront
from tests.widgets.house import ALICE, BOB, House

_SERIAL = iter(range(10_000))


async def day(browser: BrowserFront) -> dict[str, dict[str, Any]]:
    """What the page shows, by text."""
    shown = await browser.ask("day/show")
    assert shown.status == 200, shown.body
    return {item["text"]: item for item in shown.body["items"]}


async def send(
    browser: BrowserFront,
    house: House,
    kind: str,
    target: str,
    *,
    edit_id: str = "",
    ago: timedelta = timedelta(),
    seen: dict[str, list[str]] | None = None,
    **values: object,
) -> Answer:
    """One edit, written `ago`."""
    now = house.units.clock.now()
    fields = {
        name: {"value": value, "at": (now - ago).isoformat(), "seen": (seen or {}).get(name, [])}
        for name, value in values.items()
    }
    edit_id = edit_id or f"edit-{next(_SERIAL):016d}"
    edit = {"id": edit_id, "kind": kind, "target": target, "fields": fields}
    return await browser.post("edits", {"sent_at": now.isoformat(), "edits": [edit]})


def outcome(answer: Answer) -> tuple[str, str]:
    """What became of it, and the sentence, with ordinary spaces."""
    assert answer.status == 200, answer.body
    [one] = answer.body["outcomes"]
    sentence = one["sentence"].replace("\u00a0", " ").replace("\u202f", " ")
    return one["state"], sentence


async def test_everything_to_do_in_every_circle_and_nothing_of_others(
    house: House, browser: BrowserFront, other: BrowserFront
) -> None:
    mine, hers = open_day_circle(house, "EXEMPLE"), open_day_circle(house, "FICTIVE", ALICE)
    add_in_room(house, "en retard", mine, **{SCHEDULE: at(house, 8, -1)})
    add_in_room(house, "ce jour", mine, **{ASSIGNEE: ALICE, SCHEDULE: at(house, 18)})
    add_in_room(house, "plus tard", hers, ALICE, **{SCHEDULE: at(house, None, 40)})
    add_in_room(house, "à Bob", mine, **{ASSIGNEE: BOB})
    add_in_room(house, "à moi seule", None, ALICE)
    await browser.enter(house.secret(ALICE))
    found = await day(browser)
    assert {text: item["section"] for text, item in found.items()} == {
        "en retard": "late",
        "ce jour": "today",
        "plus tard": "coming",
        "à moi seule": "undated",
    }
    await other.enter(house.secret(BOB))
    assert set(await day(other)) == {"en retard", "à Bob"}


async def test_finished_in_a_page_once_and_the_card_is_asked_for(
    house: House, browser: BrowserFront
) -> None:
    circle = open_day_circle(house)
    task = add_in_room(house, "bilan", circle, **{SCHEDULE: at(house, 18)})
    await browser.enter(house.secret(ALICE))
    item = (await day(browser))["bilan"]
    name = f"state:{item['key']}"
    again = [
        await send(
            browser, house, "task", task, edit_id="e" * 16, seen={name: item["seen"]["state"]},
            **{name: "done"},
        )
        for _ in range(2)
    ]  # fmt: skip
    assert [outcome(one) for one in again] == [("applied", "")] * 2
    assert task_now(house, task).state is State.DONE
    assert [timer.key for timer in timers(house)].count(f"{SHOW}{task}") == 1
    found = (await day(browser))["bilan"]
    assert (found["section"], found["may"]) == ("done", ["finish", "reopen", "postpone",
                                                         "hand_over", "edit"])  # fmt: skip


@pytest.mark.parametrize(
    ("ago", "kept"), [(timedelta(hours=2), "Bob"), (timedelta(minutes=30), "Alice")]
)
async def test_moved_offline_and_in_the_room_the_newest_holds_and_both_are_told(
    house: House, browser: BrowserFront, clock: ManualClock, ago: timedelta, kept: str
) -> None:
    circle = open_day_circle(house)
    task = add_in_room(house, "bilan", circle, **{SCHEDULE: at(house, 18)})
    await browser.enter(house.secret(ALICE))
    item = (await day(browser))["bilan"]
    clock.advance(timedelta(hours=2))
    acts_in_room(house, BOB, "postpone", task, at(house, 9, 2))
    clock.advance(timedelta(hours=1))
    await browser.resume()
    name = f"moved:{item['key']}"
    state, sentence = outcome(
        await send(
            browser, house, "task", task, ago=ago, seen={name: item["seen"]["moved"]},
            **{name: at(house, 10, 3).day.isoformat() + "T10:00"},
        )
    )  # fmt: skip
    schedule = task_now(house, task).schedule
    assert schedule is not None
    assert state == "merged"
    assert "« bilan » : EXEMPLE Bob a aussi déplacé cette tâche" in sentence
    assert "mercredi 9/01 à 9 h 00" in sentence
    assert "jeudi 10/01 à 10 h 00" in sentence
    assert (schedule.times[0].hour, "après vous" in sentence) == (
        (9, True) if kept == "Bob" else (10, False)
    )


async def test_different_fields_changed_on_both_sides_are_both_kept(
    house: House, browser: BrowserFront, clock: ManualClock
) -> None:
    circle = open_day_circle(house)
    task = add_in_room(house, "bilan", circle, **{SCHEDULE: at(house, 18)})
    await browser.enter(house.secret(ALICE))
    item = (await day(browser))["bilan"]
    clock.advance(timedelta(hours=1))
    await browser.resume()
    acts_in_room(house, BOB, "postpone", task, at(house, 9, 2))
    sent = await send(
        browser, house, "task", task, ago=timedelta(minutes=59),
        seen={"urgent": item["seen"]["urgent"]}, urgent=True,
    )  # fmt: skip
    assert outcome(sent) == ("applied", "")
    now = task_now(house, task)
    assert now.is_urgent
    assert now.schedule == at(house, 9, 2)


async def test_both_did_it_and_the_page_says_so(house: House, browser: BrowserFront) -> None:
    circle = open_day_circle(house)
    task = add_in_room(house, "bilan", circle, **{SCHEDULE: at(house, 18)})
    await browser.enter(house.secret(ALICE))
    key = (await day(browser))["bilan"]["key"]
    acts_in_room(house, BOB, "finish", task)
    sent = await send(browser, house, "task", task, **{f"state:{key}": "done"})
    assert outcome(sent) == ("merged", "« bilan » : EXEMPLE Bob l’avait déjà fait.")


@pytest.mark.parametrize(
    ("text", "said", "meanings", "problem"),
    [
        ("bilan jeudi 8h15", "", ["jeudi 10/01 à 8 h 15"], ""),
        ("bilan", "jeudi 8h15", ["jeudi 10/01 à 8 h 15"], ""),
        ("le bilan d’hier", "", [], ""),
        ("bilan", "", [], ""),
        ("bilan", "zorglub", [], "pas été compris"),
        ("bilan", "hier", [], "est passé"),
    ],
)
async def test_a_moment_is_read_in_french(
    house: House, browser: BrowserFront, text: str, said: str, meanings: list[str], problem: str
) -> None:
    await browser.enter(house.secret(ALICE))
    read = (await browser.ask("day/read", {"text": text, "said": said})).body
    found = [one["when"].replace("\u00a0", " ") for one in read["meanings"]]
    assert found == meanings
    assert problem in read["problem"]
    assert bool(problem) == bool(read["problem"])


async def test_an_unclear_moment_has_several_meanings(house: House, browser: BrowserFront) -> None:
    await browser.enter(house.secret(ALICE))
    read = (await browser.ask("day/read", {"text": "bilan", "said": "lundi 18h"})).body
    assert len(read["meanings"]) == 2


async def test_added_with_what_was_read_or_with_words_written_offline(
    house: House, browser: BrowserFront
) -> None:
    circle = open_day_circle(house)
    await browser.enter(house.secret(ALICE))
    read = (await browser.ask("day/read", {"text": "bilan jeudi 8h15", "said": ""})).body
    [meaning] = read["meanings"]
    ids = [f"t{n:032x}" for n in (1001, 1002, 1003)]
    sent = [
        await send(
            browser, house, "new-task", ids[0], text=meaning["text"], schedule=meaning["schedule"],
            circle=circle.id.text, assignee=BOB, urgent=True, theme="sang",
        ),
        await send(browser, house, "new-task", ids[1], ago=timedelta(days=1), text="appeler",
                   said="demain 20h"),
        await send(browser, house, "new-task", ids[2], text="livraison", said="lundi 18h"),
    ]  # fmt: skip
    states = [outcome(one) for one in sent]
    assert states[:2] == [("applied", "")] * 2
    assert states[2][0] == "merged"
    assert "« livraison – lundi 18h » est notée" in states[2][1]
    first, second, third = (task_now(house, one) for one in ids)
    assert (first.text, first.assignee, first.is_urgent) == ("bilan", BOB, True)
    assert first.schedule is not None
    assert (first.schedule.day - at(house, 8).day).days == 3
    assert second.schedule == at(house, 20)  # tomorrow, as seen from yesterday
    assert third.schedule is None
    assert set(await day(browser)) == {"appeler", "livraison – lundi 18h"}


async def test_who_left_loses_the_circle_s_tasks_and_changes_nothing(
    house: House, browser: BrowserFront, other: BrowserFront
) -> None:
    circle = open_day_circle(house)
    task = add_in_room(house, "bilan", circle, ALICE)
    add_in_room(house, "à moi", None, BOB)
    await other.enter(house.secret(BOB))
    assert set(await day(other)) == {"bilan", "à moi"}
    leaves(house, BOB, circle)
    assert set(await day(other)) == {"à moi"}
    state, sentence = outcome(await send(other, house, "task", task, **{"state:": "done"}))
    assert (state, "n’est plus pour vous" in sentence) == ("refused", True)
    assert "bilan" not in sentence
    added = await send(other, house, "new-task", f"t{7:032x}", text="encore", circle=circle.id.text)
    assert outcome(added)[0] == "refused"
    assert task_now(house, task).state is State.TODO


async def test_a_closed_circle_s_tasks_are_gone(house: House, browser: BrowserFront) -> None:
    circle = open_day_circle(house)
    add_in_room(house, "bilan", circle)
    await browser.enter(house.secret(ALICE))
    closes(house, circle)
    assert await day(browser) == {}


async def test_nobody_watches_the_tasks_of_others(
    house: House, browser: BrowserFront, other: BrowserFront
) -> None:
    open_day_circle(house, "FICTIVE", ALICE)
    await browser.enter(house.secret(ALICE))
    await other.enter(house.secret(BOB))
    topics = (await browser.ask("day/show")).body["topics"]
    assert len(topics) == 3
    for topic in topics:
        refused = await other.post("watch", {"topics": [topic]})
        assert refused.code == "topic-refused"


async def test_what_no_task_has_is_refused(house: House, browser: BrowserFront) -> None:
    circle = open_day_circle(house)
    task = add_in_room(house, "bilan", circle, **{SCHEDULE: at(house, 18)})
    await browser.enter(house.secret(ALICE))
    for values in (
        {"for_all": True},
        {"attachment:$x": True},
        {"text": "   "},
        {"text": 7},
        {"state:": "zorglub"},
        {"moved:": "demain"},
        {"schedule": "{"},
        {"assignee": "@zorglub:cercle.test"},
        {"circle": circle.id.text},
    ):
        assert outcome(await send(browser, house, "task", task, **values))[0] == "refused", values
    new = f"t{9:032x}"
    for values in ({"said": "demain"}, {"text": "x", "circle": "../x"}, {"text": ""}):
        sent = await send(browser, house, "new-task", new, **values)
        assert outcome(sent)[0] == "refused", values


async def test_no_word_of_a_task_is_logged(
    house: House, browser: BrowserFront, capsys: pytest.CaptureFixture[str]
) -> None:
    setup_logs()
    circle = open_day_circle(house, "CANARI")
    task = add_in_room(house, "canaritache", circle, **{SCHEDULE: at(house, 18)})
    await browser.enter(house.secret(ALICE))
    await browser.ask("day/show")
    await send(browser, house, "task", task, **{"state:": "done"})
    await send(browser, house, "task", task, text="canaritexte")
    told = capsys.readouterr()
    assert "canari" not in (told.out + told.err).lower()
    with house.database.begin() as connection:
        for table in ("page_edits", "page_sessions", "page_links", "changes", "timers"):
            rows = connection.exec_driver_sql(f"SELECT * FROM {table}").all()  # noqa: S608
            assert "canari" not in json.dumps([str(row) for row in rows]).lower()
