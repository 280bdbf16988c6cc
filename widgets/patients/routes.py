"""« Mes patients »: the circles somebody is in, and their own lists of them."""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

from care.circles.lists import drop_list, put_in_list, rename_list, take_out_of_list
from care.circles.telling import mine_topic
from care.moments.wall import PARIS
from care.pages.model import PageSession
from care.runtime.texts import Texts
from care.runtime.units import UnitOfWork
from widgets.circle.reading import enter_open
from widgets.engine.page import Act, Page, Question, Who
from widgets.engine.view import Done, Nothing
from widgets.patients.listing import show_patients
from widgets.patients.views import InListForm, ListForm, PatientsView, RenameForm

_TEXTS = Texts(Path(__file__).with_name("fr.ftl"))


def build_patients_page(assistant: str, timezone: str = PARIS) -> Page:
    """The page; `assistant` is the account that keeps the rooms of circles."""
    zone = ZoneInfo(timezone)

    def show(work: UnitOfWork, who: Who, _form: Nothing) -> PatientsView:
        return show_patients(work, who.user_id, assistant, zone)

    return Page(
        name="patients",
        calls={
            "show": Question(Nothing, PatientsView, show),
            "put": Act(InListForm, Done, put),
            "take": Act(InListForm, Done, take),
            "rename": Act(RenameForm, Done, rename),
            "drop": Act(ListForm, Done, drop),
        },
        topics={"patients": is_own},
        say=_TEXTS.say,
    )


def put(work: UnitOfWork, who: Who, form: InListForm) -> Done:
    """Put one of one's circles in a list. Raises Refusal."""
    circle = enter_open(work, who, form.circle).circle
    name = put_in_list(work, who.user_id, form.name, circle.id)
    return _told(work, who, "list-added", name=name)


def take(work: UnitOfWork, who: Who, form: InListForm) -> Done:
    """Take it out. Raises Refusal."""
    circle = enter_open(work, who, form.circle).circle
    take_out_of_list(work, who.user_id, form.name, circle.id)
    return _told(work, who, "list-removed", name=form.name)


def rename(work: UnitOfWork, who: Who, form: RenameForm) -> Done:
    """Call a list otherwise. Raises Refusal."""
    name = rename_list(work, who.user_id, form.name, form.new_name)
    return _told(work, who, "list-renamed", name=name)


def drop(work: UnitOfWork, who: Who, form: ListForm) -> Done:
    """Keep a list no more."""
    drop_list(work, who.user_id, form.name)
    return _told(work, who, "list-dropped", name=form.name)


def is_own(work: UnitOfWork, session: PageSession, topic: str) -> bool:
    """Whether the topic is that of the circles of whoever watches."""
    return topic == mine_topic(work.connection, session.user_id)


def _told(work: UnitOfWork, who: Who, key: str, **facts: object) -> Done:
    work.publish(mine_topic(work.connection, who.user_id))
    return Done(sentence=_TEXTS.say(key, **facts))
