"""The lines of the trail: who did what, when, on whom, from where, with what result."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Any

_ACT = re.compile(r"[a-z]+(\.[a-z_]+)+")
# Opaque ids only: letters, digits, dashes. A Matrix id or a name cannot be written by mistake.
_OPAQUE = re.compile(r"[A-Za-z0-9-]{1,64}")


class Face(StrEnum):
    """From where somebody acted; `system` when nobody did."""

    ROOM = "room"
    PAGE = "page"
    MAIL = "mail"
    CLI = "cli"
    API = "api"
    SYSTEM = "system"


class Result(StrEnum):
    """What came of it."""

    DONE = "done"
    REFUSED = "refused"
    FAILED = "failed"


class Kind(StrEnum):
    """What a line is about; decides how long it is kept."""

    CARE = "care"
    EMERGENCY = "emergency"
    ACCESS = "access"
    ADMINISTRATION = "administration"
    TECHNICAL = "technical"


@dataclass(frozen=True, slots=True)
class Entry:
    """A line to write. Ids are opaque; what identifies anybody goes into `details`, sealed.

    `act` is a subject and a verb: `circle.opened`. Raises ValueError for any other form.
    """

    act: str
    kind: Kind
    actor: str
    face: Face
    result: Result = Result.DONE
    circle: str | None = None
    patient: str | None = None
    person: str | None = None
    details: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}), repr=False)

    def __post_init__(self) -> None:
        if not _ACT.fullmatch(self.act) or len(self.act) > 64:
            raise ValueError("an act is written subject.verb")
        ids = (self.actor, self.circle, self.patient, self.person)
        if not all(one is None or _OPAQUE.fullmatch(one) for one in ids):
            raise ValueError("the trail takes opaque ids only")


@dataclass(frozen=True, slots=True)
class Head:
    """The last line of a trail: equal heads, equal trails. Sequence 0: nothing was written yet."""

    sequence: int
    hash: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it was read. Once its time is over, only `kind`, `at` and the chain are left."""

    sequence: int
    at: datetime
    kind: Kind
    hash: str
    entry: Entry | None


class Fault(StrEnum):
    """What may be wrong with a trail."""

    ALTERED = "altered"
    DETAILS_ALTERED = "details_altered"
    MISSING = "missing"
    UNLINKED = "unlinked"
    FALSE_ERASURE = "false_erasure"
    TRUNCATED = "truncated"
    REWRITTEN = "rewritten"
    ANCHOR_ALTERED = "anchor_altered"


@dataclass(frozen=True, slots=True)
class Problem:
    """A fault, and the lines concerned (first and last sequence)."""

    fault: Fault
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Report:
    """What a verification found. `anchored`: lines up to this one cannot have been cut off."""

    lines: int
    erased: int
    head: Head
    anchored: int
    problems: tuple[Problem, ...]

    @property
    def is_intact(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems
