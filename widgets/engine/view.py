"""What pages and server say to each other: strict models, from which the TypeScript is made."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

Opaque = Annotated[str, Field(max_length=64, pattern=r"^[A-Za-z0-9_-]*$")]
Topic = Annotated[str, Field(max_length=200, pattern=r"^[a-z]+:[A-Za-z0-9_-]+$")]
ShortText = Annotated[str, Field(max_length=500)]


class Form(BaseModel):
    """What a page sends; anything unknown in it is refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class View(BaseModel):
    """What a page is given."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", json_schema_serialization_defaults_required=True
    )


class Nothing(Form):
    """A question that needs no detail."""


class Done(View):
    """It was done; `sentence` says so if there is something to say."""

    sentence: str = ""


class ProblemView(View):
    """Why there is no answer. `code` is for the page, `sentence` for the person."""

    code: str
    sentence: str
    incident: str = ""
    wait: float = 0


class ConfigurationView(View):
    """What a page must know before anybody is known. `clients` may show it inside themselves."""

    territory: str
    clients: list[str]


class LinkForm(Form):
    """The secret of a link, and the public key of this browser (base64url, P-256 point)."""

    secret: Annotated[str, Field(max_length=64)]
    key: Annotated[str, Field(max_length=100)]


class WidgetForm(Form):
    """The OpenID token that the Matrix client gave, the room it shows, the session before."""

    token: Annotated[str, Field(min_length=1, max_length=500)]
    server: Annotated[str, Field(max_length=255)]
    room: Annotated[str, Field(max_length=255)] = ""
    previous: Opaque = ""


class ChallengeView(View):
    """What this browser must sign to go on."""

    challenge: str


class ResumeForm(Form):
    """The challenge, and its signature by the key of this browser (base64url, r then s)."""

    challenge: Annotated[str, Field(max_length=200)]
    signature: Annotated[str, Field(max_length=100)]


class MeView(View):
    """Whose pages these are. `person` is an opaque name: what is kept offline belongs to it;
    `pages` are those of use to them.
    """

    name: str
    person: str
    pages: list[str]


class EntryView(View):
    """The door is open: `token` goes with every request, for `lasts` seconds."""

    token: str
    lasts: int
    session: str
    page: str
    me: MeView


class WatchForm(Form):
    """What the page wants to hear of, and the last it heard."""

    topics: Annotated[list[Topic], Field(max_length=500)]
    last: Annotated[int, Field(ge=0)] | None = None


class FieldForm(Form):
    """What a field is to become, and when it was written, by the browser's clock.

    `seen`: the edits that had given the field what its author saw.
    """

    value: Annotated[str, Field(max_length=10_000)] | bool | int | None
    at: AwareDatetime
    seen: Annotated[list[Annotated[str, Field(max_length=255)]], Field(max_length=100)] = []


class EditForm(Form):
    """One edit. `id` is drawn at random by the page: sent twice, it is done once."""

    id: Annotated[str, Field(min_length=16, max_length=64, pattern=r"^[A-Za-z0-9_-]+$")]
    kind: Annotated[str, Field(max_length=40, pattern=r"^[a-z-]+$")]
    target: Opaque
    fields: Annotated[dict[str, FieldForm], Field(min_length=1, max_length=40)]


class EditsForm(Form):
    """What waited to be sent. `sent_at` is the browser's clock now: it may be wrong."""

    sent_at: AwareDatetime
    edits: Annotated[list[EditForm], Field(min_length=1, max_length=100)]


class OutcomeView(View):
    """What became of one edit."""

    id: str
    state: Literal["applied", "merged", "refused"]
    sentence: str = ""


class EditsView(View):
    """What became of each, in the same order."""

    outcomes: list[OutcomeView]
    at: datetime
