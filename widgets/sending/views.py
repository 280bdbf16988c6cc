"""What « Où en est mon envoi » shows, and what is asked there."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import Field

from widgets.circle.views import ChoiceView
from widgets.engine.view import Form, Opaque, View


class SendingForm(Form):
    """One of one's sendings."""

    sending: Opaque


class ReplaceForm(SendingForm):
    """The words that take the place of a document."""

    text: Annotated[str, Field(min_length=1, max_length=20_000)]


class RecipientView(View):
    """Where it is for one recipient. `advice`: what to do, when it did not arrive."""

    name: str
    where: str
    at: datetime
    failed: bool
    advice: str


class SendingView(View):
    """Something that left. `room` is where the circle, or the mailbox's team, speaks of it.

    `lacking`: some did not get it, and may be sent it again.
    """

    id: str
    title: str
    kind: str
    circle: str
    patient: str
    mailbox: str
    sent_at: datetime
    standing: list[str]
    failed: bool
    recipients: list[RecipientView]
    room: str
    changeable: bool
    lacking: bool


class SendingsView(View):
    """What somebody sent, the newest first. `hidden`: of circles that they read no more."""

    topics: list[str]
    circles: list[ChoiceView]
    sendings: list[SendingView]
    hidden: int


class PreviewView(View):
    """What would leave, to be looked at first."""

    to: list[str]
    sender: str
    kind: str
    text: str
    identity: str
    size: str
