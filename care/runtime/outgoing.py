"""What a workflow may ask to be sent: plain data, without knowing how it travels."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from pydantic import ConfigDict, TypeAdapter


@dataclass(frozen=True, slots=True)
class Address:
    """A conversation: by its Matrix `room_id`, or by the `key` under which we open it."""

    room_id: str | None = None
    key: str | None = None

    def __post_init__(self) -> None:
        if not self.room_id and not self.key:
            raise ValueError("an address needs a room or a key")

    @property
    def lane(self) -> str:
        """The queue in which everything for this conversation keeps its order."""
        return f"key:{self.key}" if self.key else f"room:{self.room_id}"


@dataclass(frozen=True, slots=True)
class Say:
    """A message, with its plain text always complete.

    `data` is structured content for machines (`fr.cercle.*` keys); `edits` is the key that `send`
    returned for an earlier Say, which this one replaces in place; `notice` marks what needs nobody.
    """

    to: Address
    text: str
    html: str | None = None
    data: dict[str, Any] = field(default_factory=dict)
    edits: str | None = None
    notice: bool = False
    in_reply_to: str | None = None
    kind: Literal["say"] = "say"


@dataclass(frozen=True, slots=True)
class OpenRoom:
    """Open the encrypted conversation known as `key`, once, and invite `people` to it.

    With `step_back`, the bot leaves as soon as the first of `people` has joined: the conversation
    is theirs alone.
    """

    key: str
    people: tuple[str, ...]
    name: str | None = None
    direct: bool = False
    step_back: bool = False
    kind: Literal["open_room"] = "open_room"

    @property
    def to(self) -> Address:
        return Address(key=self.key)


@dataclass(frozen=True, slots=True)
class React:
    """Answer an event with one emoji. Reactions travel in clear: nothing about a person."""

    to: Address
    event_id: str
    emoji: str
    kind: Literal["react"] = "react"


@dataclass(frozen=True, slots=True)
class ClearNotice:
    """A sentence in clear in an encrypted room, for somebody whose device gets no keys from us.

    It says only what is wrong with the device: never a name, never anything about a patient.
    """

    to: Address
    text: str
    kind: Literal["clear_notice"] = "clear_notice"


Outgoing = Say | OpenRoom | React | ClearNotice
OUTGOING: TypeAdapter[Outgoing] = TypeAdapter(
    Outgoing, config=ConfigDict(hide_input_in_errors=True)
)
