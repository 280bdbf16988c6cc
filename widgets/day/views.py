"""What « Ma journée » shows."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from widgets.engine.view import Form, ShortText, View

Section = Literal["late", "today", "coming", "undated", "done"]
Does = Literal["finish", "reopen", "postpone", "hand_over", "edit"]


class DayItemView(View):
    """Something to do, or done. `day` and `time` are those of the wall; `key` names them.

    `section` is where it stood when this was told. `seen` holds, by field, the edits that gave it
    its value. `circle` is empty for what is one's own, `assignee` for what waits for anybody.
    """

    task: str
    key: str
    text: str
    notes: list[str]
    section: Section
    day: str
    time: str
    repeat: str
    missed: int
    theme: str
    circle: str
    assignee: str
    urgent: bool
    may: list[Does]
    seen: dict[str, list[str]]


class DayPersonView(View):
    """Somebody to whom a task of the circle may be given."""

    user_id: str
    name: str


class DayCircleView(View):
    """A circle whose tasks one may see, by how its patient is called."""

    id: str
    patient: str
    team: list[DayPersonView]


class DayView(View):
    """All that somebody has to do. `zone` is that of their wall; `topics` tell of changes."""

    me: str
    zone: str
    items: list[DayItemView]
    circles: list[DayCircleView]
    topics: list[str]


class MomentForm(Form):
    """What is to be done and when, as it was written."""

    text: Annotated[str, Field(max_length=4000)]
    said: ShortText


class MeaningView(View):
    """One way to understand it. `schedule` goes back as it is; `guesses` are to be said."""

    text: str
    when: str
    schedule: str
    guesses: list[str]


class MomentView(View):
    """No meaning: no moment was told, or `problem` says why it cannot be had."""

    meanings: list[MeaningView]
    problem: str
