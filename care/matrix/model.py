"""What a conversation looks like once decrypted and checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Person:
    """A Matrix account, with the name the homeserver shows for it."""

    user_id: str
    display_name: str = ""


@dataclass(frozen=True, slots=True)
class IncomingMessage:
    """A message that was decrypted and whose device its owner has cross-signed.

    `direct` is true when only the sender and the bot are in the room. `edits`, `in_reply_to` and
    `thread` (on which its thread hangs) are event ids. `content` is the decrypted content as it
    came.
    """

    event_id: str
    room_id: str
    sender: Person
    text: str
    direct: bool
    sent_at: datetime
    in_reply_to: str | None = None
    edits: str | None = None
    content: Mapping[str, Any] = field(default_factory=dict)
    thread: str | None = None


@dataclass(frozen=True, slots=True)
class Reaction:
    """`emoji` put by `sender` on the event `target`. It travelled in clear."""

    event_id: str
    room_id: str
    sender: Person
    target: str
    emoji: str
    sent_at: datetime
    direct: bool


@dataclass(frozen=True, slots=True)
class Arrival:
    """`person` is in the room from now on."""

    event_id: str
    room_id: str
    person: Person
    at: datetime


@dataclass(frozen=True, slots=True)
class Departure:
    """`person` is out: by themselves or `by` another; `was_in` is false for a lost invitation."""

    event_id: str
    room_id: str
    person: Person
    by: str
    at: datetime
    was_in: bool = True


@dataclass(frozen=True, slots=True)
class Erased:
    """The content of the event `target` was erased `by` a person of the room."""

    event_id: str
    room_id: str
    target: str
    by: str
    at: datetime


Happening = Reaction | Arrival | Departure | Erased


@dataclass(frozen=True, slots=True)
class Moved:
    """The conversation that we opened as `key` goes on in `room_id`; nothing of `former` is there.

    What was said and pinned in `former` can be edited no more.
    """

    key: str
    room_id: str
    former: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """`person` has read the room up to `event_id`."""

    room_id: str
    person: str
    event_id: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Credentials:
    """A logged-in device."""

    user_id: str
    device_id: str
    access_token: str
