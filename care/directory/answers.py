"""What the directory answers: facts, for whoever puts them into words."""

from __future__ import annotations

from dataclasses import dataclass

from care.directory.model import Edition, Professional
from care.directory.search import Understood


@dataclass(frozen=True, slots=True)
class Line:
    """One numbered result. `reachable` is whether they have an account here."""

    number: int
    name: str
    called: str
    place: str
    reachable: bool


@dataclass(frozen=True, slots=True)
class Page:
    """A page of results, never empty; `remaining` more may be asked for.

    `understood` is told on the first page only.
    """

    lines: tuple[Line, ...]
    total: int
    remaining: int
    can_contact: bool
    understood: Understood | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """All that the asker may know of someone. `understood` when it answers a search at once."""

    person: Professional
    name: str
    called: str
    place: str
    reachable: bool
    can_contact: bool
    edition: Edition
    stale: bool
    understood: Understood | None = None


@dataclass(frozen=True, slots=True)
class Nobody:
    """Nobody was found for `typed`; `alike` are known names that look like it."""

    typed: str
    alike: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Conversation:
    """The encrypted conversation of two `people` (user ids), known by `key`."""

    key: str
    people: tuple[str, str]
    name: str
    existed: bool


@dataclass(frozen=True, slots=True)
class Invitation:
    """`name` has no account yet; `mailboxes` is where `sender` could invite them."""

    name: str
    mailboxes: tuple[str, ...]
    sender: str


@dataclass(frozen=True, slots=True)
class Summary:
    """The edition in force, and the commune where most people practise."""

    edition: Edition
    largest_place: str
