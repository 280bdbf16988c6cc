"""« Ma journée »: everything that somebody has to do, in all their circles."""

from __future__ import annotations

from collections.abc import Callable

from care.audit.model import Face
from care.circles.store import stays_topic
from care.day.changing import add_new_task, change_task
from care.day.standing import who_acts
from care.day.telling import tell_schedule
from care.moments.french.model import Guess, Meaning
from care.moments.french.reading import read_moment
from care.moments.wall import wall_of
from care.pages.model import Edit, EditOutcome
from care.runtime.units import UnitOfWork
from care.tasks.codec import render_schedule
from care.tasks.myday import list_my_day
from care.tasks.store import load_preferences
from care.tasks.taking import own_topic
from widgets.day.picture import show_circles, show_item
from widgets.day.views import DayView, MeaningView, MomentForm, MomentView
from widgets.day.watching import Mine
from widgets.day.words import TEXTS, tell
from widgets.engine.page import Page, Question, Who
from widgets.engine.view import Nothing

_EDGES = " \t\n,;:.–—-"


def build_day_page(assistant: str) -> Page:
    """The page; `assistant` is the account that rings, and keeps the cards in the rooms."""
    mine = Mine()

    def show(work: UnitOfWork, who: Who, _form: Nothing) -> DayView:
        return _show(work, who.user_id, assistant)

    return Page(
        name="day",
        calls={
            "show": Question(Nothing, DayView, show),
            "read": Question(MomentForm, MomentView, read),
        },
        topics={"tasks": mine.may_hear_tasks, "stays": mine.may_hear_stays},
        edits={"task": _by(change_task, assistant), "new-task": _by(add_new_task, assistant)},
        say=tell,
    )


def read(work: UnitOfWork, who: Who, form: MomentForm) -> MomentView:
    """What the words say of when: several meanings are to be chosen from."""
    zone = load_preferences(work.connection, who.user_id).zone
    said = form.said.strip()
    reading = read_moment(said or form.text, work.now, zone)
    # Words that were not written to tell when (« le bilan d’hier ») may well tell nothing.
    problem = ""
    if said and reading.problem is not None:
        problem = TEXTS.say(f"moment-{reading.problem.value}")
    elif said and not reading.meanings:
        problem = TEXTS.say("moment-none")
    today = wall_of(work.now, zone).date()
    meanings = [
        MeaningView(
            text=form.text if said else meaning.text.strip(_EDGES) or form.text,
            when=tell_schedule(meaning.schedule, today),
            schedule=render_schedule(meaning.schedule),
            guesses=_guesses(meaning),
        )
        for meaning in reading.meanings
        if reading.problem is None
    ]
    return MomentView(meanings=meanings, problem=problem)


def _show(work: UnitOfWork, user_id: str, bell: str) -> DayView:
    who = who_acts(work, user_id, bell, Face.PAGE)
    day = list_my_day(work, who)
    every = [*day.items, *day.coming, *day.finished]
    return DayView(
        me=user_id,
        zone=load_preferences(work.connection, user_id).zone,
        items=[show_item(item, who) for item in every],
        circles=show_circles(work, who),
        topics=[
            own_topic(work.keys, user_id),
            stays_topic(work.connection, user_id),
            *(f"tasks:{circle}" for circle in sorted(who.standings)),
        ],
    )


def _guesses(meaning: Meaning) -> list[str]:
    return [TEXTS.say(f"guess-{one.value}") for one in Guess if one in meaning.guesses]


def _by(
    change: Callable[[UnitOfWork, str, Edit, str], EditOutcome], assistant: str
) -> Callable[[UnitOfWork, str, Edit], EditOutcome]:
    return lambda work, user_id, edit: change(work, user_id, edit, assistant)
