"""Who practises where, as the national directory says it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Profession:
    """A profession someone holds: TRE_G15 (or TRE_R95…) code and official label."""

    code: str
    label: str


@dataclass(frozen=True, slots=True)
class Skill:
    """A "savoir-faire": ordinal speciality (`SM…`) or other recognised skill."""

    code: str
    label: str


@dataclass(frozen=True, slots=True)
class Activity:
    """One place where someone practises. `commune_code` is INSEE; phones are E.164 when French."""

    commune_code: str
    commune: str
    postal_code: str = ""
    structure: str = ""
    street: str = ""
    phones: tuple[str, ...] = ()
    email: str = ""
    finess: str = ""
    sector_code: str = ""
    mode: str = ""


@dataclass(frozen=True, slots=True)
class Professional:
    """One person, however many rows the national files give them.

    `id` is opaque and survives imports; `rpps` is public, empty for those
    who have none. `title` is "Dr", "Pr" or empty.
    """

    id: str
    rpps: str
    title: str
    feminine: bool
    family_name: str
    given_name: str
    professions: tuple[Profession, ...]
    skills: tuple[Skill, ...] = ()
    activities: tuple[Activity, ...] = ()
    mailboxes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Structure:
    """A place of care and who practises there (`people` are ids); `kind` is a rank of its kinds."""

    id: str
    kind: int
    name: str
    commune_code: str
    commune: str
    postal_code: str = ""
    street: str = ""
    phones: tuple[str, ...] = ()
    email: str = ""
    finess: str = ""
    mailboxes: tuple[str, ...] = ()
    people: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Edition:
    """The import that answers. `published_at` is the date in the national file's name."""

    id: int
    published_at: datetime
    imported_at: datetime
    people: int
    rows: int


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import changed. `skipped` counts unreadable rows left out."""

    edition: Edition
    added: int = 0
    removed: int = 0
    updated: int = 0
    skipped: int = 0

    @property
    def changed(self) -> bool:
        """Whether anyone is new, gone or different."""
        return bool(self.added or self.removed or self.updated)
