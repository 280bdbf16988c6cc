"""What « Mes patients » shows, and what is filled in there."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import Field

from widgets.circle.views import PhoneView
from widgets.engine.view import Form, Opaque, View

ListName = Annotated[str, Field(max_length=60)]


class InListForm(Form):
    """One of one's circles, and one of one's lists, made if need be."""

    circle: Opaque
    name: ListName


class ListForm(Form):
    """One of one's lists."""

    name: ListName


class RenameForm(ListForm):
    """One of one's lists, and its new name."""

    new_name: ListName


class PatientLineView(View):
    """One circle. `names` are all those by which the patient is looked for."""

    circle: str
    pseudonym: str
    name: str
    names: str
    born: str
    age: str
    cautions: list[str]
    alerts: list[str]
    last_at: datetime
    unread: int
    tasks: int
    late: int
    phone: PhoneView | None
    route: str
    room: str
    lists: list[str]


class ClosedLineView(View):
    """A circle that nobody reads any more: nothing of the patient."""

    circle: str
    pseudonym: str
    sentence: str
    closed_at: datetime | None


class PatientsView(View):
    """All one's circles, the latest activity first."""

    topics: list[str]
    patients: list[PatientLineView]
    closed: list[ClosedLineView]
    lists: list[str]
