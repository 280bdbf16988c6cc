"""Somebody in the accounts file, and the name the homeserver shows for them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from care.accounts.model import Account, AccountKind
from care.accounts.profession import profession_label

_ROLES = {
    AccountKind.COORDINATOR: "coordination",
    AccountKind.SECRETARY: "secrétariat",
    AccountKind.RELATIVE: "proche",
    AccountKind.PATIENT: "patient",
}


@dataclass(frozen=True, slots=True)
class Person:
    """One line of the file, checked. `password` is None when one is to be drawn."""

    line: int
    localpart: str
    last_name: str
    first_name: str
    kind: AccountKind
    profession_code: str | None = None
    rpps: str | None = None
    password: str | None = None

    @property
    def display_name(self) -> str:
        """`NOM Prénom – profession`; initials only for patients and relatives.

        The homeserver keeps names in clear: those of the people cared for never reach it.
        """
        role = profession_label(self.profession_code or "") or _ROLES.get(self.kind, "")
        if self.kind.is_staff:
            name = f"{self.last_name.upper()} {_capitalise(self.first_name)}"
        else:
            name = f"{_initials(self.first_name)} {_initials(self.last_name)}"
        name = name.replace("'", "’")
        return f"{name} – {role}" if role else name

    def account(self, server_name: str) -> Account:
        """What the territory keeps of them."""
        return Account(
            user_id=f"@{self.localpart}:{server_name}",
            kind=self.kind,
            display_name=self.display_name,
            rpps=self.rpps,
            profession_code=self.profession_code,
        )


def _capitalise(name: str) -> str:
    if not (name.isupper() or name.islower()):
        return name
    return re.sub(r"[^\W\d_]+", lambda word: word.group().capitalize(), name)


def _initials(name: str) -> str:
    return "".join(f"{part[0].upper()}." for part in re.findall(r"[^\W\d_]+", name))
