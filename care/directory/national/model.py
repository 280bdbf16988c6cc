"""What a search over the whole country is asked and answers."""

from __future__ import annotations

from dataclasses import dataclass, replace

from care.directory.model import Professional
from care.directory.search import Understood


@dataclass(frozen=True, slots=True)
class Filters:
    """Whom to leave out. `communes` are INSEE codes.

    `within_km` counts from where one looks; from the place that is named, when it is asked for
    `around`.
    """

    feminine: bool | None = None
    within_km: float | None = None
    communes: frozenset[str] | None = None
    around: bool = False


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a question asks beside who and where.

    `when` are its words about time, which no national file can answer; `around` is "near …".
    """

    when: tuple[str, ...] = ()
    around: bool = False
    feminine: bool | None = None
    within_km: float | None = None

    def and_also(self, filters: Filters) -> Wishes:
        """These wishes, those of `filters` first."""
        return replace(
            self,
            around=self.around or filters.around,
            feminine=self.feminine if filters.feminine is None else filters.feminine,
            within_km=self.within_km if filters.within_km is None else filters.within_km,
        )


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
    more: bool = False
