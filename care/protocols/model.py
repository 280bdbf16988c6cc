"""Documents that a territory posts for all of its professionals."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Protocol:
    """A message or a file in a room of protocols. `title` is its first line or its caption.

    `words` are all the words that it may be found by; `author` is the name shown then.
    """

    event_id: str
    room_id: str
    title: str
    words: str
    author: str
    posted_at: datetime
    is_file: bool = False
