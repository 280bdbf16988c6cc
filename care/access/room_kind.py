"""The mark of a room: one opaque state event says what it is for, set at birth, for good.

It is readable by the server: it holds a word of ours and nothing about anybody.
"""

from __future__ import annotations

from collections.abc import Mapping

from care.access.act import MARKED_KINDS, Act, RoomKind
from care.access.people import Kind
from care.access.reason import AccessRefused, Reason
from care.access.rules import check_may

#: `fr.cercle.room` says which group of `territory.toml` a room is: another mark, which may change.
KIND_EVENT = "fr.cercle.room.kind"
_KEY = "kind"


def render_kind(kind: RoomKind) -> dict[str, str]:
    """The content of the mark. Raises ValueError for a kind that is never marked."""
    if kind not in MARKED_KINDS:
        raise ValueError(f"a room is never marked as {kind}")
    return {_KEY: kind.value}


def read_kind(content: object) -> RoomKind | None:
    """The kind that a mark gives; None for anything that is not exactly a mark of ours."""
    if not isinstance(content, Mapping) or set(content) != {_KEY}:
        return None
    marked = [kind for kind in MARKED_KINDS if kind.value == content[_KEY]]
    return marked[0] if marked else None


def check_mark(
    kind: Kind, state_key: str, content: object, room: RoomKind = RoomKind.CONVERSATION
) -> None:
    """Raises AccessRefused unless this marks a room that has no mark, or repeats the one it has."""
    wanted = read_kind(content)
    if wanted is None or state_key != "" or room not in {RoomKind.CONVERSATION, wanted}:
        raise AccessRefused(Reason.ROOM_MARK)
    check_may(kind, Act.MARK_ROOM, wanted)
