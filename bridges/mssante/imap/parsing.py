"""The answers of an IMAP server (RFC 3501, RFC 9051), as far as the bridge asks: pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

# An atom is text, a string or literal is bytes, NIL is the atom "NIL", a list is a tuple.
Token = str | bytes | tuple["Token", ...]

_DEEPEST = 32
_TOKEN = re.compile(
    rb'\s*(?:(?P<open>\()|(?P<close>\))|"(?P<quoted>(?:[^"\\]|\\.)*)"'
    rb'|(?P<atom>(?:[^\s()"\[\]]+(?:\[[^\]]*\])?|\[[^\]]*\])[^\s()"]*))',
    re.DOTALL,
)
_CODE = re.compile(rb"\[(?P<name>[A-Za-z0-9.-]+)(?: (?P<value>[^\]]*))?\]")


class Unreadable(Exception):
    """The server answered outside the grammar."""


@dataclass(frozen=True, slots=True)
class Response:
    """One answer: `parts` is what was on its lines, and between them the literals."""

    parts: tuple[bytes, ...]

    @property
    def head(self) -> bytes:
        """The first line, up to its first literal."""
        return self.parts[0]

    def starts(self, *words: str) -> bool:
        """Whether the answer begins with one of `words`, whatever the case."""
        return self.head.upper().startswith(tuple(word.encode() for word in words))

    def code(self) -> tuple[str, str] | None:
        """The response code between brackets, and what comes with it."""
        found = _CODE.search(self.head)
        if found is None:
            return None
        return found["name"].decode().upper(), (found["value"] or b"").decode("latin-1")


@dataclass(frozen=True, slots=True)
class Listed:
    """What is known of a message before it is fetched."""

    uid: int
    size: int
    flags: frozenset[str]
    internal_date: datetime | None


def tokens(response: Response) -> tuple[Token, ...]:
    """All of an answer. Raises Unreadable."""
    stack: list[list[Token]] = [[]]
    for kind, value in _scan(response.parts):
        if kind == "open":
            if len(stack) > _DEEPEST:
                raise Unreadable("nested too deep")
            stack.append([])
        elif kind == "close":
            if len(stack) == 1:
                raise Unreadable("unbalanced")
            closed = tuple(stack.pop())
            stack[-1].append(closed)
        elif kind == "atom":
            stack[-1].append(value.decode("latin-1"))
        else:
            stack[-1].append(value)
    if len(stack) != 1:
        raise Unreadable("unbalanced")
    return tuple(stack[0])


def _scan(parts: tuple[bytes, ...]) -> Iterator[tuple[str, bytes]]:
    for rank, part in enumerate(parts):
        if rank % 2:
            yield "literal", part
            continue
        place, end = 0, len(part.rstrip())
        while place < end:
            found = _TOKEN.match(part, place)
            if found is None or found.end() == place:
                raise Unreadable("not a token")
            kind = found.lastgroup or ""
            value = found[kind]
            yield kind, re.sub(rb"\\(.)", rb"\1", value) if kind == "quoted" else value
            place = found.end()


def fetched_items(response: Response) -> dict[str, Token] | None:
    """The items of a FETCH answer by name; None for another answer. Raises Unreadable."""
    if not re.match(rb"\* \d+ FETCH ", response.head, re.IGNORECASE):
        return None
    found = tokens(response)
    items = found[3] if len(found) > 3 else ()
    if not isinstance(items, tuple) or len(items) % 2:
        raise Unreadable("not a list of pairs")
    return {
        name.upper(): value
        for name, value in zip(items[::2], items[1::2], strict=True)
        if isinstance(name, str)
    }


def parse_listed(response: Response) -> Listed | None:
    """A message of a list; None when the answer is of another kind or lacks something."""
    items = fetched_items(response)
    if items is None:
        return None
    uid, size, flags = items.get("UID"), items.get("RFC822.SIZE"), items.get("FLAGS", ())
    if not (isinstance(uid, str) and uid.isdigit() and isinstance(size, str) and size.isdigit()):
        return None
    names = flags if isinstance(flags, tuple) else ()
    return Listed(
        int(uid),
        int(size),
        frozenset(name.lower() for name in names if isinstance(name, str)),
        _parse_date(items.get("INTERNALDATE")),
    )


def _parse_date(value: Token | None) -> datetime | None:
    if not isinstance(value, bytes):
        return None
    try:
        return datetime.strptime(value.decode().strip(), "%d-%b-%Y %H:%M:%S %z")
    except ValueError:
        return None
