"""Tasks, reminders and days, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from bots.engine.markup import Written, fact, link, write
from bots.liaison.cards import short_name
from bots.liaison.tasks.texts import TEXTS
from care.day.telling import tell_occurrence, tell_schedule
from care.moments.french.model import Guess, Meaning
from care.moments.model import Occurrence
from care.tasks.model import State, Task
from care.tasks.myday import DayItem, Lateness, MyDay

Names = Mapping[str, str]


def write_card(task: Task, names: Names, today: date) -> Written:
    """What is to be done, when, by whom; one sign says that it is done."""
    state = task.state
    head = TEXTS.say(f"task-{state.value}", text=fact(task.text), urgent=_urgent(task))
    parts = [head, *_when(task, today), *_for(task, names)]
    lines = [" – ".join(parts), *(TEXTS.say("task-note", text=fact(n.text)) for n in task.notes)]
    if state is State.TODO:
        lines.append(TEXTS.say("task-next"))
    return write(lines)


def ring_for_test() -> Written:
    """What rings a phone for nothing, and what to do when it did not."""
    return write([TEXTS.say("trial"), TEXTS.say("trial-next")])


def confirm_added(
    task: Task, meaning: Meaning | None, names: Names, today: date, circle: str, undo: str
) -> Written:
    """It is noted, as it was understood; `undo` names the word that takes it back."""
    head = TEXTS.say("task-noted", text=fact(task.text), urgent=_urgent(task))
    parts = [head, *_when(task, today), *_for(task, names)]
    if circle:
        parts.append(TEXTS.say("task-circle", name=fact(circle)))
    guesses = meaning.guesses if meaning else frozenset()
    lines = [" – ".join(parts)]
    lines += [TEXTS.say(f"guess-{one.value}") for one in Guess if one in guesses]
    return write([*lines, TEXTS.say(undo)])


def ask_moment(meanings: Sequence[Meaning], today: date) -> Written:
    """Which of several moments is meant."""
    lines = [TEXTS.say("moment-which")]
    lines += [
        TEXTS.say("moment-choice", number=rank, when=tell_schedule(meaning.schedule, today))
        for rank, meaning in enumerate(meanings, start=1)
    ]
    return write([*lines, TEXTS.say("moment-next")])


def ring(task: Task, occurrence: Occurrence, names: Names, today: date, late: bool) -> Written:
    """The reminder."""
    head = TEXTS.say("task-ring", text=fact(task.text), urgent=_urgent(task))
    parts = [head, tell_occurrence(occurrence, today), *_for(task, names)]
    lines = [" – ".join(parts), TEXTS.say("task-ring-next")]
    return write([TEXTS.say("task-ring-late"), *lines] if late else lines)


def write_day(day: MyDay, patients: Mapping[str, str], page: str = "") -> Written:
    """One's day: late first, urgent first, each with its number; then where its page is."""
    opens = [TEXTS.say("day-page", page=link(page, page))] if page else []
    if not day.items:
        return write([TEXTS.say("day-nothing", done=day.done), *opens])
    lines = [TEXTS.say("day-title", count=len(day.items), done=day.done)]
    before: Lateness | None = None
    for number, item in enumerate(day.items, start=1):
        if item.lateness is not before:
            lines.append(TEXTS.say(f"day-{item.lateness.value}"))
            before = item.lateness
        lines.append(_item(number, item, patients, day.day))
    return write([*lines, TEXTS.say("day-next"), *opens])


def write_tasks(tasks: Sequence[Task], names: Names, today: date) -> Written:
    """The open tasks of a circle, numbered, and how many are done."""
    if not tasks:
        return write([TEXTS.say("tasks-none")])
    lines = [TEXTS.say("tasks-title", count=len(tasks))]
    for rank, task in enumerate(tasks, start=1):
        parts = [f"<b>{rank}.</b> {fact(task.text)}{_urgent(task)}", *_when(task, today)]
        lines.append(" – ".join([*parts, *_for(task, names)]))
    return write([*lines, TEXTS.say("day-next")])


def _item(number: int, item: DayItem, patients: Mapping[str, str], today: date) -> str:
    parts = [f"<b>{number}.</b> {fact(item.task.text)}{_urgent(item.task)}"]
    patient = patients.get(item.task.circle or "")
    if patient:
        parts.append(f"<b>{fact(patient)}</b>")
    if item.occurrence is not None:
        parts.append(tell_occurrence(item.occurrence, today))
    if item.missed:
        parts.append(TEXTS.say("day-missed", count=item.missed))
    return " – ".join(parts)


def _urgent(task: Task) -> str:
    return f" {TEXTS.say('task-urgent')}" if task.is_urgent else ""


def _when(task: Task, today: date) -> Iterable[str]:
    if task.schedule is not None:
        yield tell_schedule(task.schedule, today)


def _for(task: Task, names: Names) -> Iterable[str]:
    if task.assignee is not None:
        name = short_name(names.get(task.assignee, "")) or TEXTS.say("somebody")
        yield TEXTS.say("task-for", name=fact(name))
