"""What « À classer » shows, and what people decide there."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from widgets.engine.view import Form, ShortText, View

Number = Annotated[int, Field(ge=1, le=10**12)]
Mark = Literal["same", "close", "different", "unknown"]


class LetterForm(Form):
    """One letter."""

    number: Number


class FileLetterForm(LetterForm):
    """Into the circle of which of its candidates, from 1."""

    choice: Annotated[int, Field(ge=1, le=100)]


class DiscardForm(LetterForm):
    """Why it is for nobody, and the error to tell its sender (0: that of what was found)."""

    reason: ShortText
    code: Literal[0, 900, 901, 902, 903, 904, 905, 906] = 0


class LetterFileForm(LetterForm):
    """One of its files, by its rank from 1."""

    rank: Annotated[int, Field(ge=1, le=500)]


class MailboxView(View):
    """One of one's mailboxes, and how much of it waits."""

    address: str
    name: str
    waiting: int
    quarantined: int


class SenderView(View):
    """Who wrote. `spoofed` is a warning when the name that is shown lies, else empty."""

    name: str
    address: str
    verified: bool
    spoofed: str


class PaperView(View):
    """A document of a letter in a line."""

    label: str
    cautions: list[str]


class TraitView(View):
    """One trait: as the mail says it and as we know it; `word` says how they compare."""

    label: str
    theirs: str
    ours: str
    mark: Mark
    word: str


class CandidateView(View):
    """A patient whom a letter may be about. `name` is empty for one who is gone."""

    choice: int
    name: str
    born: str
    grade: str
    traits: list[TraitView]
    standing: list[str]
    fileable: bool


class WaitingView(View):
    """A letter that waits. `says`: what it tells of its patient, when nobody of ours is alike."""

    number: int
    mailbox: str
    quarantined: bool
    reason: str
    subject: str
    sender: SenderView
    received_at: datetime
    papers: list[PaperView]
    says: list[TraitView]
    candidates: list[CandidateView]
    releasable: bool
    circle_possible: bool


class DecidedView(View):
    """A letter that somebody decided of lately."""

    number: int
    mailbox: str
    subject: str
    sentence: str
    at: datetime | None
    undoable: bool


class TriageView(View):
    """What waits in one's mailboxes, the oldest first, and what was decided of lately.

    `left`: how many more wait.
    """

    topics: list[str]
    mailboxes: list[MailboxView]
    waiting: list[WaitingView]
    left: int
    decided: list[DecidedView]


class LetterFileView(View):
    """A file of a letter. `kind` says which viewer opens it; others are saved."""

    rank: int
    name: str
    size: str
    kind: Literal["pdf", "picture", "other"]
    document: bool


class HeaderView(View):
    """A line of the header of a mail in quarantine."""

    label: str
    value: str


class LetterView(View):
    """One letter to read. `headers` instead of files when it is in quarantine."""

    topics: list[str]
    number: int
    mailbox: str
    subject: str
    sender: SenderView
    received_at: datetime
    text: str
    quoted: str
    signature: str
    cautions: list[str]
    headers: list[HeaderView]
    files: list[LetterFileView]
    waiting: WaitingView | None
    decided: DecidedView | None
