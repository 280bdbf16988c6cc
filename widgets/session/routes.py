"""« Ma session »: where my pages are open, closing them, and whether my phone rings."""

from __future__ import annotations

from pathlib import Path

from care.pages.edits import label_page
from care.pages.model import PageSession
from care.pages.rules import is_open
from care.pages.store import sessions_of
from care.pages.workflow import close_page, close_pages, topic_of
from care.runtime.texts import Texts
from care.runtime.units import UnitOfWork
from care.tasks.trial import set_trial
from widgets.engine.page import Act, Page, Question, Who
from widgets.engine.view import Done, Nothing
from widgets.session.views import ClosedView, OpenPageView, PageForm, SessionView

_TEXTS = Texts(Path(__file__).with_name("fr.ftl"))


def build_session_page(assistant: str) -> Page:
    """The page; `assistant` is the account that rings its owner's phone."""

    def ring(work: UnitOfWork, who: Who, _form: Nothing) -> Done:
        set_trial(work, assistant, who.user_id)
        return Done(sentence=_TEXTS.say("rings"))

    return Page(
        name="session",
        calls={
            "show": Question(Nothing, SessionView, show),
            "close": Act(PageForm, ClosedView, close),
            "close-others": Act(Nothing, ClosedView, close_others),
            "close-all": Act(Nothing, ClosedView, close_all),
            "ring": Act(Nothing, Done, ring),
        },
        topics={"pages": is_own},
        edits={"session": label_page},
        say=_TEXTS.say,
    )


def show(work: UnitOfWork, who: Who, _form: Nothing) -> SessionView:
    """The pages of whoever asks: this one, then the last used first."""
    sessions = sessions_of(work.connection, work.keys, who.user_id)
    sessions.sort(key=lambda one: one.id != who.session.id)
    return SessionView(
        name=who.account.display_name,
        user_id=who.user_id,
        topic=topic_of(work.keys, who.user_id),
        pages=[_view(one, who) for one in sessions if is_open(one, work.now)],
    )


def close(work: UnitOfWork, who: Who, form: PageForm) -> ClosedView:
    """Close one of them. Raises Refusal."""
    close_page(work, who.user_id, form.id)
    return ClosedView(closed=1)


def close_others(work: UnitOfWork, who: Who, _form: Nothing) -> ClosedView:
    """Close all but this one."""
    return ClosedView(closed=close_pages(work, who.user_id, but=who.session.id))


def close_all(work: UnitOfWork, who: Who, _form: Nothing) -> ClosedView:
    """Close all of them, this one too."""
    return ClosedView(closed=close_pages(work, who.user_id))


def is_own(work: UnitOfWork, session: PageSession, topic: str) -> bool:
    """Whether the topic is that of the pages of whoever watches."""
    return topic == topic_of(work.keys, session.user_id)


def _view(session: PageSession, who: Who) -> OpenPageView:
    return OpenPageView(
        id=session.id,
        browser=session.browser,
        label=session.label,
        entrance=session.entrance.value,
        opened_at=session.created_at,
        used_at=session.used_at,
        expires_at=session.expires_at,
        here=session.id == who.session.id,
    )
