"""« Le cercle »: one circle as its members see it, and what they may change there."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from care.accounts.store import opaque_id
from care.moments.wall import PARIS
from care.runtime.units import UnitOfWork
from widgets.circle.acting import Acting
from widgets.circle.documents import fetch_document
from widgets.circle.exporting import Exporting
from widgets.circle.patient import PatientActs
from widgets.circle.reading import enter, may_watch
from widgets.circle.results import CurvesView, show_results
from widgets.circle.showing import show_circle
from widgets.circle.trail import note_seen
from widgets.circle.views import (
    AddForm,
    AlertsForm,
    CircleForm,
    CircleView,
    CloseForm,
    ContactForm,
    DocumentForm,
    ExportForm,
    FileView,
    FindForm,
    FoundView,
    PersonForm,
    RoleForm,
    StatementForm,
)
from widgets.circle.words import TEXTS
from widgets.engine.page import Act, Fetching, Page, Question, Who
from widgets.engine.view import Done


def build_circle_page(assistant: str, timezone: str = PARIS) -> Page:
    """The page; `assistant` is the account that keeps the rooms of circles."""
    zone = ZoneInfo(timezone)
    acting, patient = Acting(assistant), PatientActs(assistant, zone)

    def show(work: UnitOfWork, who: Who, form: CircleForm) -> CircleView:
        entered = enter(work, who, form.circle)
        if entered.is_open:
            note_seen(work, entered.circle, opaque_id(work.connection, who.user_id) or "")
        return show_circle(work, entered, assistant, zone)

    return Page(
        name="circle",
        calls={
            "show": Act(CircleForm, CircleView, show),
            "contact": Act(ContactForm, Done, patient.contact),
            "alerts": Act(AlertsForm, Done, patient.alerts),
            "state": Act(StatementForm, Done, patient.state),
            "find": Question(FindForm, FoundView, acting.find),
            "add": Act(AddForm, Done, acting.add),
            "remove": Act(PersonForm, Done, acting.remove),
            "role": Act(RoleForm, Done, acting.change),
            "write": Act(PersonForm, Done, acting.write),
            "team": Act(CircleForm, Done, acting.open_team),
            "close": Act(CloseForm, Done, acting.close),
            "reopen": Act(CircleForm, Done, acting.reopen),
            "results": Question(CircleForm, CurvesView, show_results),
            "export": Act(ExportForm, FileView, Exporting(assistant, zone).export),
        },
        topics={"circle": may_watch},
        files={"document": Fetching(DocumentForm, fetch_document)},
        say=TEXTS.say,
    )
