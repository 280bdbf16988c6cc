"""What was said in a room, event by event, and where its files are kept."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import orjson

from care.archive.model import Media
from care.matrix.past import PastEvent

_ADDRESSES = frozenset({"url", "thumbnail_url"})
_MXC = re.compile(r"mxc://[A-Za-z0-9.:\[\]-]{1,255}/[A-Za-z0-9_-]{1,255}")
_ENDING = re.compile(r"\.[A-Za-z0-9]{1,5}$")
_DEEPEST = 20


def uses_of(event: PastEvent) -> set[Media]:
    """The files on the homeserver that an event shows, thumbnails too."""
    if not event.encrypted or event.unread:
        return set()
    return {Media(uri, event.sender) for uri in _addresses(event.content, _DEEPEST)}


def addresses_in(event: PastEvent) -> set[str]:
    """Every file on the homeserver that an event names, whoever sent it and however."""
    return set() if event.unread else set(_addresses(event.content, _DEEPEST))


def attachment_of(event: PastEvent) -> Mapping[str, Any] | None:
    """The content that shows the file of an event, a corrected one included."""
    if event.type != "m.room.message":
        return None
    corrected = event.content.get("m.new_content")
    shown = corrected if isinstance(corrected, Mapping) else event.content
    return shown if isinstance(shown.get("file"), Mapping) else None


def ending_of(content: Mapping[str, Any]) -> str:
    """The ending of a file's name (`.pdf`); empty when it has none that is safe."""
    found = _ENDING.search(str(content.get("filename") or content.get("body") or ""))
    return found[0].lower() if found else ""


def render_event(event: PastEvent, **more: object) -> bytes:
    """One line of JSON."""
    told: dict[str, Any] = {
        "event_id": event.event_id,
        "sender": event.sender,
        "at": event.at.isoformat(),
        "type": event.type,
        "content": dict(event.content),
        "encrypted": event.encrypted,
        "trusted": event.trusted,
    }
    told |= {name: True for name in ("unread", "erased") if getattr(event, name)}
    told |= {"state_key": event.state_key} if event.state_key is not None else {}
    told |= {name: value for name, value in more.items() if value is not None}
    return orjson.dumps(told, option=orjson.OPT_APPEND_NEWLINE)


def _addresses(value: object, depth: int) -> Iterator[str]:
    if depth == 0:
        return
    if isinstance(value, Mapping):
        for name, part in value.items():
            if name in _ADDRESSES and isinstance(part, str) and _MXC.fullmatch(part):
                yield part
            yield from _addresses(part, depth - 1)
    elif isinstance(value, Iterable) and not isinstance(value, str | bytes):
        for part in value:
            yield from _addresses(part, depth - 1)
