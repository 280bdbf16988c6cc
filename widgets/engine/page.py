"""What a page is made of: questions, acts, edits, files, and what may be watched.

All are plain functions inside one unit of work, as a bot's are: they neither await nor speak HTTP.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Generic, TypeVar

from care.accounts.model import Account
from care.pages.edits import Applying
from care.pages.model import PageSession
from care.runtime.units import UnitOfWork
from widgets.engine.view import Form, View

Asked = TypeVar("Asked", bound=Form)
Given = TypeVar("Given", bound=View)


@dataclass(frozen=True, slots=True)
class Who:
    """Who has the page open: their account, and the session that it is open in."""

    account: Account
    session: PageSession

    @property
    def user_id(self) -> str:
        """Their Matrix id."""
        return self.account.user_id


@dataclass(frozen=True)
class Question(Generic[Asked, Given]):
    """Something that a page asks; nothing changes."""

    form: type[Asked]
    view: type[Given]
    answer: Callable[[UnitOfWork, Who, Asked], Given]
    changes: bool = False


@dataclass(frozen=True)
class Act(Question[Asked, Given]):
    """Something that a page does, at once. What may wait for the network is an edit instead."""

    changes: bool = True


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that a page asks for: its bytes, never an address that anybody could follow."""

    name: str
    media_type: str
    content: bytes = field(repr=False)


@dataclass(frozen=True)
class Fetching(Generic[Asked]):
    """How a page asks for a file: whoever may see it, checked each time, in a unit of work."""

    form: type[Asked]
    answer: Callable[[UnitOfWork, Who, Asked], Attached]


# Whether the session may hear of the topic: asked when it starts to watch, and before every push.
MaySee = Callable[[UnitOfWork, PageSession, str], bool]


@dataclass(frozen=True)
class Page:
    """A page's folder, seen by the engine. `name` is its path; Refusals are told from `texts`.

    `topics` says, by what comes before the colon, who may watch; `edits` how each kind is made;
    `files` what may be fetched; `is_for` in whose menu it is.
    """

    name: str
    calls: Mapping[str, Question[Any, Any]]
    topics: Mapping[str, MaySee] = field(default_factory=lambda: MappingProxyType({}))
    edits: Mapping[str, Applying] = field(default_factory=lambda: MappingProxyType({}))
    files: Mapping[str, Fetching[Any]] = field(default_factory=lambda: MappingProxyType({}))
    say: Callable[..., str] | None = None
    is_for: Callable[[UnitOfWork, str], bool] = lambda _work, _user_id: True
