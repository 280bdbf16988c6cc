"""What the judge saw: of a message, of a device, of a person, of a room."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import Any, TypeVar

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Seen:
    """A message as a person would see it.

    `encrypted` is false for a message that travelled in clear. `failure` is the reason code of
    matrix-js-sdk when it could not be read, `failure_text` the sentence shown instead; `shield` is
    "none", "grey" or "red" for a message that could. `sent_at` is in milliseconds. `attention` is
    what a phone does: "rings" (sound and highlight), "sounds", "shows" or "none".
    """

    event_id: str
    room_id: str
    sender: str
    sent_at: int
    type: str
    encrypted: bool
    text: str
    failure: str | None
    failure_text: str | None
    shield: str | None
    shield_reason: str | None
    edits: str | None
    in_reply_to: str | None
    attention: str = "none"
    content: dict[str, Any] = field(hash=False, default_factory=dict)

    @property
    def flawless(self) -> bool:
        """Whether it was encrypted, readable, and shown without any shield."""
        return self.encrypted and self.failure is None and self.shield == "none"


@dataclass(frozen=True, slots=True)
class DeviceStatus:
    """What is thought of one device."""

    device_id: str
    signed_by_owner: bool
    cross_signing_verified: bool


@dataclass(frozen=True, slots=True)
class UserStatus:
    """What is thought of one person. `needs_user_approval`: the identity changed."""

    known: bool
    needs_user_approval: bool
    verified: bool


@dataclass(frozen=True, slots=True)
class RoomView:
    """One room of the account; `members` are pairs (user id, membership)."""

    room_id: str
    membership: str
    name: str
    version: str
    encrypted: bool
    members: list[tuple[str, str]] = field(hash=False, default_factory=list)


@dataclass(frozen=True, slots=True)
class Restored:
    """How much of a key backup came back, and whether its signature was believed."""

    imported: int
    total: int
    matches_key: bool
    trusted: bool


def read(kind: type[Row], row: dict[str, Any]) -> Row:
    """The `kind` described by a line of the Node program, whose other keys are left out."""
    names = {item.name for item in fields(kind)}  # type: ignore[arg-type]
    return kind(**{name: value for name, value in row.items() if name in names})
