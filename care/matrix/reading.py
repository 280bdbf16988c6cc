"""From a decrypted event to an `IncomingMessage`."""

from __future__ import annotations

from typing import Any

from care.matrix.decryption import Decrypted
from care.matrix.event_time import moment_of
from care.matrix.http import Json
from care.matrix.model import IncomingMessage, Person
from care.matrix.rooms import RoomView

TEXT_TYPES = frozenset({"m.text", "m.emote"})
#: A file's text is its caption, or its name when it has none (`content` tells which).
FILE_TYPES = frozenset({"m.file", "m.image", "m.audio", "m.video"})
NOTICE = "m.notice"
LONGEST_TEXT = 20_000


class NotAMessage(Exception):
    """Something that is neither written words nor a file: a reaction, a poll…"""


def read_message(
    room_id: str, event: Json, inside: Decrypted, view: RoomView, *, notices: bool = False
) -> IncomingMessage:
    """The message in `event`; what assistants say to nobody counts with `notices` only.

    Raises NotAMessage.
    """
    content = inside.content
    kind = str(content.get("msgtype"))
    is_heard = kind in TEXT_TYPES | FILE_TYPES or (notices and kind == NOTICE)
    if inside.type != "m.room.message" or not is_heard:
        raise NotAMessage
    relation = content.get("m.relates_to") or event.get("content", {}).get("m.relates_to") or {}
    if not isinstance(relation, dict):
        relation = {}
    sender = str(event["sender"])
    return IncomingMessage(
        event_id=str(event["event_id"]),
        room_id=room_id,
        sender=Person(sender, view.joined.get(sender, "")),
        text=_own_words(str(content.get("body", "")), relation)[:LONGEST_TEXT],
        direct=view.is_direct,
        sent_at=moment_of(event.get("origin_server_ts")),
        in_reply_to=_reply_target(relation),
        edits=str(relation.get("event_id")) if relation.get("rel_type") == "m.replace" else None,
        content=content,
        thread=str(relation.get("event_id")) if relation.get("rel_type") == "m.thread" else None,
    )


def _reply_target(relation: dict[str, Any]) -> str | None:
    target = relation.get("m.in_reply_to")
    return str(target["event_id"]) if isinstance(target, dict) and "event_id" in target else None


def _own_words(body: str, relation: dict[str, Any]) -> str:
    """`body` without the quotation that older clients put before a reply."""
    if not _reply_target(relation) or not body.startswith("> "):
        return body.strip()
    lines = body.split("\n")
    while lines and lines[0].startswith("> "):
        lines.pop(0)
    return "\n".join(lines).strip()
