"""What a workflow may ask to be sent: plain data, without knowing how it travels."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Discriminator, TypeAdapter

from care.access.act import RoomKind

LARGEST_FILE = 25 * 2**20


@dataclass(frozen=True, slots=True)
class Address:
    """A conversation: by its Matrix `room_id`, by the `key` under which we open it, or by `person`:
    the one that we have with them alone, whichever it is by then, opened if there is none.
    """

    room_id: str | None = None
    key: str | None = None
    person: str | None = None

    def __post_init__(self) -> None:
        if not (self.room_id or self.key or self.person):
            raise ValueError("an address needs a room, a key or a person")

    @property
    def lane(self) -> str:
        """The queue in which everything for this conversation keeps its order."""
        if self.person:
            return f"person:{self.person}"
        return f"key:{self.key}" if self.key else f"room:{self.room_id}"


@dataclass(frozen=True, slots=True)
class Say:
    """A message, with its plain text always complete.

    `data` is structured content for machines (`fr.cercle.*` keys); `edits` is the key that `send`
    returned for an earlier Say, which this one replaces in place; `notice` marks what needs nobody.
    `mentions` are the people whose phones are to ring; `thread` is what a thread hangs on: an
    event, or the key that `send` returned for an earlier message.
    """

    to: Address
    text: str
    html: str | None = None
    data: dict[str, Any] = field(default_factory=dict)
    edits: str | None = None
    notice: bool = False
    in_reply_to: str | None = None
    mentions: tuple[str, ...] = ()
    thread: str | None = None
    verb: Literal["say"] = "say"


@dataclass(frozen=True, slots=True)
class SendFile:
    """A file, encrypted for whoever may read the conversation; an image is shown as one.

    `text` is its caption. Raises ValueError beyond LARGEST_FILE bytes.
    """

    to: Address
    name: str
    media_type: str
    content: bytes = field(repr=False)
    text: str = ""
    data: dict[str, Any] = field(default_factory=dict)
    in_reply_to: str | None = None
    thread: str | None = None
    verb: Literal["send_file"] = "send_file"

    def __post_init__(self) -> None:
        if len(self.content) > LARGEST_FILE:
            raise ValueError("the file is too large")


@dataclass(frozen=True, slots=True)
class OpenRoom:
    """Open the encrypted conversation known as `key`, once, and invite `people` to it.

    With `step_back`, the bot leaves as soon as the first of `people` has joined: the conversation
    is theirs alone. In a plain conversation they have every power; in a room of another `kind`,
    marked so for good, only the one who opened it has.
    """

    key: str
    people: tuple[str, ...]
    name: str | None = None
    direct: bool = False
    step_back: bool = False
    kind: RoomKind = RoomKind.CONVERSATION
    verb: Literal["open_room"] = "open_room"

    @property
    def to(self) -> Address:
        return Address(key=self.key)


@dataclass(frozen=True, slots=True)
class Invite:
    """Invite `person`; whoever is in already, or invited, stays so."""

    to: Address
    person: str
    verb: Literal["invite"] = "invite"


@dataclass(frozen=True, slots=True)
class Remove:
    """Have `person` out of the conversation, or their invitation withdrawn."""

    to: Address
    person: str
    verb: Literal["remove"] = "remove"


@dataclass(frozen=True, slots=True)
class Pin:
    """Pin the messages that `sent` (keys that `send` returned) became, and no others, in order."""

    to: Address
    sent: tuple[str, ...]
    verb: Literal["pin"] = "pin"


@dataclass(frozen=True, slots=True)
class SetReadOnly:
    """Let nobody else write in a marked room any more, or let them write again."""

    to: Address
    read_only: bool
    verb: Literal["set_read_only"] = "set_read_only"


@dataclass(frozen=True, slots=True)
class ShowPage:
    """Have Matrix clients that can show the page at `url` beside the conversation, as `name`.

    Both travel in clear: nothing about a person. `widget` is its own name in the room: shown again
    under the same one, it takes the place of what was there.
    """

    to: Address
    widget: str
    name: str
    url: str
    verb: Literal["show_page"] = "show_page"


@dataclass(frozen=True, slots=True)
class Erase:
    """Erase the content of an event, whoever wrote it."""

    to: Address
    event_id: str
    verb: Literal["erase"] = "erase"


@dataclass(frozen=True, slots=True)
class React:
    """Answer an event with one emoji. Reactions travel in clear: nothing about a person."""

    to: Address
    event_id: str
    emoji: str
    verb: Literal["react"] = "react"


@dataclass(frozen=True, slots=True)
class ClearNotice:
    """A sentence in clear in an encrypted room, for somebody whose device gets no keys from us.

    It says only what is wrong with the device: never a name, never anything about a patient.
    """

    to: Address
    text: str
    verb: Literal["clear_notice"] = "clear_notice"


Message = Say | SendFile
RoomAct = Invite | Remove | Pin | SetReadOnly | ShowPage | Erase
Outgoing = Message | RoomAct | OpenRoom | React | ClearNotice
OUTGOING: TypeAdapter[Outgoing] = TypeAdapter(
    Annotated[Outgoing, Discriminator("verb")], config=ConfigDict(hide_input_in_errors=True)
)
