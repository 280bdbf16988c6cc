"""Who sees what of the directory's cards: one table, which the bots apply and the docs print."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from care.access.people import Kind


class Field(StrEnum):
    """A part of someone's card."""

    IDENTITY = "identity"
    PUBLIC_PHONE = "public_phone"
    SECRETARY_PHONE = "secretary_phone"
    URGENT_PHONE = "urgent_phone"
    EMAIL = "email"
    MAILBOX = "mailbox"
    LANGUAGES = "languages"
    HOURS = "hours"
    ABSENCE = "absence"
    ACCESS = "access"
    BIO = "bio"
    ACCOUNT = "account"


class Sight(StrEnum):
    """A cell of the table: never, always, or only where nobody else reads."""

    NO = "no"
    YES = "yes"
    ALONE = "alone"


class Finding(StrEnum):
    """How someone who asked not to be listed may still be found."""

    NEVER = "never"
    BY_FULL_NAME = "by_full_name"


_STAFF = frozenset({Kind.PROFESSIONAL, Kind.COORDINATOR, Kind.SECRETARY})
_OPEN_TO_ALL = (
    Field.IDENTITY,
    Field.PUBLIC_PHONE,
    Field.SECRETARY_PHONE,
    Field.LANGUAGES,
    Field.HOURS,
    Field.ABSENCE,
    Field.ACCESS,
    Field.BIO,
)
_FOR_STAFF = (Field.EMAIL, Field.MAILBOX, Field.ACCOUNT)


def _row(granted: frozenset[Kind], sight: Sight = Sight.YES) -> Mapping[Kind, Sight]:
    return MappingProxyType({kind: sight if kind in granted else Sight.NO for kind in Kind})


VISIBILITY: Mapping[Field, Mapping[Kind, Sight]] = MappingProxyType(
    {field: _row(frozenset(Kind)) for field in _OPEN_TO_ALL}
    | {field: _row(_STAFF) for field in _FOR_STAFF}
    # Given among colleagues for emergencies: a group may hold a relative, so never in a group.
    | {Field.URGENT_PHONE: _row(frozenset({Kind.PROFESSIONAL}), Sight.ALONE)}
)

UNLISTED: Mapping[Kind, Finding] = MappingProxyType(
    {
        kind: Finding.BY_FULL_NAME
        if kind in {Kind.PROFESSIONAL, Kind.COORDINATOR}
        else Finding.NEVER
        for kind in Kind
    }
)


def can_see(kind: Kind, field: Field, *, alone: bool) -> bool:
    """Whether this kind of account sees this part; `alone` when nobody else reads the answer."""
    sight = VISIBILITY[field][kind]
    return sight is Sight.YES or (sight is Sight.ALONE and alone)


def visible_fields(kind: Kind, *, alone: bool) -> frozenset[Field]:
    """Every part that this kind of account sees."""
    return frozenset(field for field in Field if can_see(kind, field, alone=alone))


def can_find_unlisted(kind: Kind, *, by_full_name: bool) -> bool:
    """Whether someone who asked not to be listed may be found by this kind of account."""
    return UNLISTED[kind] is Finding.BY_FULL_NAME and by_full_name
