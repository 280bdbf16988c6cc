"""What « Le cercle » shows, and what is filled in there."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import Field

from widgets.engine.view import Form, Opaque, ShortText, View

Line = Annotated[str, Field(max_length=120)]
Address = Annotated[str, Field(max_length=200)]
RightName = Literal[
    "edit_contact", "edit_alerts", "add_members", "remove_members", "record_consent",
    "meet_professionals", "close", "see_trail",
]  # fmt: skip


class CircleForm(Form):
    """One of one's circles."""

    circle: Opaque


class ContactBefore(Form):
    """The contact that was shown when it was changed: another's change must not be lost."""

    phones: Annotated[list[Annotated[str, Field(max_length=40)]], Field(max_length=20)]
    address: ShortText


class ContactForm(CircleForm):
    """How the patient is reached from now on; `before`: what the page showed."""

    phones: Annotated[list[Annotated[str, Field(max_length=40)]], Field(max_length=6)]
    address: Address
    before: ContactBefore


class AlertsForm(CircleForm):
    """What everybody must see first from now on; `before`: what the page showed."""

    alerts: Annotated[list[Line], Field(max_length=8)]
    before: Annotated[list[ShortText], Field(max_length=20)]


class PersonForm(CircleForm):
    """Somebody of the circle, by the opaque name of their account."""

    person: Opaque


class RoleForm(PersonForm):
    """What somebody is to the patient; `relation` (JDV_J11) for relatives."""

    role: Opaque
    relation: Opaque = ""


class AddForm(RoleForm):
    """Somebody to be let in, and on what ground; `role` by their profession when empty."""

    ground: Opaque


class FindForm(CircleForm):
    """Words of a name."""

    typed: Annotated[str, Field(max_length=80)]


class StatementForm(CircleForm):
    """What the patient agreed to, or opposes; `day` (today when empty) is when it was said."""

    stance: Literal["consent", "opposition"]
    scope: Opaque
    person: Opaque = ""
    giver: Opaque
    evidence: Opaque
    day: date | None = None
    note: ShortText = ""


class CloseForm(CircleForm):
    """Why the circle is closed; `words` for another reason."""

    reason: Opaque
    words: ShortText = ""


class ExportForm(CircleForm):
    """What is to be downloaded."""

    format: Literal["pdf", "fhir"]


class DocumentForm(CircleForm):
    """One of the documents of a circle."""

    document: Opaque


class ChoiceView(View):
    """What can be chosen, and how it is called."""

    value: str
    label: str


class PhoneView(View):
    """A number in E.164, and as one reads it."""

    number: str
    shown: str


class IdentityView(View):
    """Who the patient is. `standing` says what this is worth, as it was received."""

    name: str
    born: str
    names: str
    number: str
    standing: str
    cautions: list[str]
    alerts: list[str]
    doctor: str


class ContactView(View):
    """How the patient is reached; `route` is for maps."""

    phones: list[PhoneView]
    address: str
    route: str


class MemberView(View):
    """Somebody of the circle. `roles` are those that they may be given by whoever looks."""

    person: str
    name: str
    role: str
    role_value: str
    relation_value: str
    ground: str
    until: datetime | None
    phone: PhoneView | None
    me: bool
    roles: list[ChoiceView]


class SectionView(View):
    """A heading of the member card."""

    title: str
    members: list[MemberView]


class TaskLineView(View):
    """Something to do for the patient."""

    id: str
    text: str
    due: str
    who: str
    late: bool
    urgent: bool


class DocumentView(View):
    """Something that was sent. `day` is what it is about, `link` where it was shown.

    `precision` is how much of the day was told. `state` says that it is no more what it was;
    `opens`: the page gives its file.
    """

    id: str
    title: str
    kind: str
    day: date
    precision: Literal["year", "month", "day"]
    author: str
    state: str
    link: str
    opens: bool
    professionals: bool
    fresh: bool
    alert: bool


class StatementView(View):
    """A line of the register."""

    stance: Literal["consent", "opposition"]
    what: str
    said_at: datetime
    giver: str
    evidence: str
    recorded_by: str
    note: str


class TrailLineView(View):
    """Who did what."""

    at: datetime
    who: str
    what: str
    emergency: bool
    reason: str


class OptionsView(View):
    """What can be chosen where something is filled in."""

    relations: list[ChoiceView]
    grounds: list[ChoiceView]
    scopes: list[ChoiceView]
    givers: list[ChoiceView]
    evidences: list[ChoiceView]
    reasons: list[ChoiceView]


class OpenCircleView(View):
    """A circle as its members see it; what somebody may not see is not in it."""

    identity: IdentityView
    contact: ContactView
    sections: list[SectionView]
    tasks: list[TaskLineView]
    documents: list[DocumentView]
    consents: list[StatementView] | None
    trail: list[TrailLineView] | None
    room: str
    team_room: str
    locked: bool
    options: OptionsView


class ClosedCircleView(View):
    """A circle that nobody reads any more."""

    sentence: str
    may_reopen: bool


class CircleView(View):
    """One circle. `may`: what the page offers to change; `mine`: one's own lines of the trail."""

    id: str
    pseudonym: str
    topics: list[str]
    may: list[RightName]
    open: OpenCircleView | None
    closed: ClosedCircleView | None
    mine: list[TrailLineView]


class FoundPersonView(View):
    """Somebody who may be let in."""

    person: str
    name: str
    roles: list[ChoiceView]
    relative: bool


class FoundView(View):
    """Who may be meant; nobody, one or several. `roles` are those that they may have."""

    people: list[FoundPersonView]


class FileView(View):
    """A file to keep on this device; `content` in base64."""

    name: str
    media_type: str
    content: str
