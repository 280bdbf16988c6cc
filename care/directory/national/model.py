"""What a search over the whole country is asked and answers."""

from __future__ import annotations

from dataclasses import dataclass, field

from care.directory.model import Professional
from care.directory.search import Understood


@dataclass(frozen=True, slots=True)
class Filters:
    """Whom to leave out. `communes` are INSEE codes; `within_km` counts from where one looks."""

    feminine: bool | None = None
    within_km: float | None = None
    communes: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a question asks beside who and where.

    `when` are its words about time, which no national file can answer; `around` is "near …".
    """

    when: tuple[str, ...] = ()
    around: bool = False
    feminine: bool | None = None
    within_km: float | None = None


@dataclass(frozen=True, slots=True)
class FoundPerson:
    """Someone found, the commune to show, kilometres to it when known, and whether enrolled."""

    person: Professional
    place: str
    km: float | None
    enrolled: bool


@dataclass(frozen=True, slots=True)
class Found:
    """A page of the best answers among `total`, which is a minimum when `more` is true."""

    total: int
    people: tuple[FoundPerson, ...]
    understood: Understood
    wishes: Wishes = field(default_factory=Wishes)
    more: bool = False
