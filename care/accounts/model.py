"""The people who have an account in the territory."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class AccountKind(StrEnum):
    """What somebody is to the territory; decides what the account may do."""

    PROFESSIONAL = "professional"
    COORDINATOR = "coordinator"
    SECRETARY = "secretary"
    RELATIVE = "relative"
    PATIENT = "patient"

    @property
    def is_staff(self) -> bool:
        """Whether they work for the territory, rather than being cared for in it."""
        return self not in {AccountKind.RELATIVE, AccountKind.PATIENT}


@dataclass(frozen=True, slots=True)
class Account:
    """One account. `rpps` and `profession_code` (TRE_G15) are public data of professionals.

    `display_name` is what the homeserver shows: `NOM Prénom – profession`.
    """

    user_id: str
    kind: AccountKind
    display_name: str
    rpps: str | None = None
    profession_code: str | None = None
