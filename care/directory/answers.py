"""What the directory answers: facts, for whoever puts them into words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from care.access.directory import Field
from care.directory.explaining import Understood
from care.directory.model import Edition, Professional, Structure
from care.directory.profiles.model import EMPTY, Absence, Item, Profile
from care.directory.profiles.week import Opening


@dataclass(frozen=True, slots=True)
class Line:
    """One numbered result. `reachable` is whether they have an account here.

    `km` is told when it is a distance worth telling; `opening` answers a question about time.
    """

    number: int
    name: str
    called: str
    place: str
    reachable: bool
    km: float | None = None
    opening: Opening | None = None
    absence: Absence | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A page of results, never empty; `remaining` more may be asked for.

    `understood` is told on the first page only. `more_than_total`: there are at least that many.
    """

    lines: tuple[Line, ...]
    total: int
    remaining: int
    can_contact: bool
    understood: Understood | None = None
    nationwide: bool = False
    more_than_total: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """All that the asker may know of someone. `understood` when it answers a search at once.

    `profile` holds only what the asker may see; `own` when it is the asker's. `elsewhere`: found
    beyond the territory.
    """

    person: Professional
    name: str
    called: str
    place: str
    reachable: bool
    can_contact: bool
    edition: Edition
    stale: bool
    understood: Understood | None = None
    profile: Profile = EMPTY
    km: float | None = None
    opening: Opening | None = None
    opens: datetime | None = None
    absence: Absence | None = None
    own: bool = False
    elsewhere: bool = False
    missing: tuple[Item, ...] = ()
    hidden: frozenset[Field] = frozenset()


@dataclass(frozen=True, slots=True)
class PlaceCard:
    """All that the asker may know of a place of care, and its team as numbered results."""

    structure: Structure
    called: str
    team: tuple[Line, ...]
    more_team: int
    can_contact: bool
    edition: Edition
    stale: bool
    understood: Understood | None = None
    profile: Profile = EMPTY
    km: float | None = None
    opening: Opening | None = None
    opens: datetime | None = None
    absence: Absence | None = None
    own: bool = False
    hidden: frozenset[Field] = frozenset()


@dataclass(frozen=True, slots=True)
class Nobody:
    """Nobody was found for `typed`; `alike` are known names that look like it.

    `understood` tells what was read of it, when something was.
    """

    typed: str
    alike: tuple[str, ...]
    can_widen: bool = False
    understood: Understood | None = None


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
class Edited:
    """What `name` says now of `item`, or of those `undone` when a change was taken back."""

    name: str
    item: Item | None
    profile: Profile
    erased: bool = False
    undone: tuple[Item, ...] = ()
    is_place: bool = False


@dataclass(frozen=True, slots=True)
class Summary:
    """The edition in force, and the commune where most people practise."""

    edition: Edition
    largest_place: str
