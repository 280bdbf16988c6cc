"""The pages that a person has open, and the links that open them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType

LINK_LASTS = timedelta(minutes=10)
IDLE_LASTS = timedelta(days=7)
SESSION_LASTS = timedelta(days=30)
WIDGET_LASTS = timedelta(hours=12)


class Entrance(StrEnum):
    """How a person came in: by a link of their own, or inside their Matrix client."""

    LINK = "link"
    WIDGET = "widget"


@dataclass(frozen=True, slots=True)
class Link:
    """A link given to `user_id`, that opens the page `purpose` once and soon."""

    id: str
    user_id: str
    purpose: str
    created_at: datetime
    expires_at: datetime
    used_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class PageSession:
    """A browser opened to `user_id`. `room_id`: the conversation that the page is shown in, if any.

    `browser` says which browser it is in ordinary words; `label` is the name that its owner gave
    it; `key` is the public key that the browser proves to hold (uncompressed P-256 point).
    """

    id: str
    user_id: str
    entrance: Entrance
    browser: str
    label: str
    created_at: datetime
    used_at: datetime
    expires_at: datetime
    room_id: str | None = None
    key: bytes | None = None
    revoked_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class FieldEdit:
    """What a field is to become, and when the person wrote it (by our clock).

    `seen`: the edits that had given the field what its author saw.
    """

    value: str | bool | int | None = field(repr=False)
    at: datetime
    seen: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Edit:
    """What somebody changed, perhaps while offline. `id` is drawn by the browser: once is enough.

    `kind` names what may be changed (`session`, `task`…), `target` which one.
    """

    id: str
    kind: str
    target: str
    fields: Mapping[str, FieldEdit]


Facts = Mapping[str, str | int]


class EditState(StrEnum):
    """What became of an edit. `MERGED`: somebody else had changed the same thing meanwhile."""

    APPLIED = "applied"
    MERGED = "merged"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class EditOutcome:
    """`reason` is a key of the catalogue, `facts` its variables, when there is something to say."""

    state: EditState
    reason: str = ""
    facts: Facts = field(default_factory=lambda: MappingProxyType({}), repr=False)
