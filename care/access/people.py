"""Who acts: the kinds of account a territory knows."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What an account is for the territory; `UNKNOWN` is what we cannot tell, and trust least."""

    PROFESSIONAL = "professional"
    COORDINATOR = "coordinator"
    SECRETARY = "secretary"
    RELATIVE = "relative"
    PATIENT = "patient"
    BOT = "bot"
    OPERATOR = "operator"
    PARTNER = "partner"
    UNKNOWN = "unknown"


#: Those who work for the people cared for.
STAFF_KINDS = frozenset({Kind.PROFESSIONAL, Kind.COORDINATOR, Kind.SECRETARY})

#: Accounts of the territory itself; nobody else's act may put them aside.
SERVICE_KINDS = frozenset({Kind.BOT, Kind.OPERATOR})

#: Kinds that the accounts file may give. Partners live on other servers; unknown is nobody's kind.
RECORDED_KINDS = frozenset(Kind) - {Kind.PARTNER, Kind.UNKNOWN}


@dataclass(frozen=True, slots=True)
class Account:
    """One account of the territory, and the only name it may show (None: whatever it has)."""

    kind: Kind
    display_name: str | None = None


STRANGER = Account(Kind.UNKNOWN)
