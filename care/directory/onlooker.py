"""Who looks at the directory: what they may see, and where they stand."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from sqlalchemy import select

from care.access.directory import Field, can_find_unlisted, visible_fields
from care.access.people import Kind
from care.accounts.model import Account
from care.accounts.store import account_of
from care.accounts.tables import ACCOUNTS
from care.directory.dialogue import Asker
from care.directory.index import Index
from care.directory.profiles.model import EMPTY, Profile
from care.directory.rules import is_carer
from care.runtime.units import UnitOfWork

_ITEM_OF_FIELD = {
    Field.SECRETARY_PHONE: "secretary_phone",
    Field.URGENT_PHONE: "urgent_phone",
    Field.EMAIL: "email",
    Field.MAILBOX: "mailbox",
    Field.LANGUAGES: "languages",
    Field.HOURS: "hours",
    Field.ABSENCE: "absences",
    Field.ACCESS: "access",
    Field.BIO: "bio",
}


@dataclass(frozen=True, slots=True)
class Onlooker:
    """`enrolled` are the RPPS numbers of who has an account, if that may be known.

    `origin` is the INSEE commune where the onlooker practises, when they do.
    """

    account: Account | None
    kind: Kind
    fields: frozenset[Field]
    enrolled: AbstractSet[str]
    origin: str | None

    @property
    def can_contact(self) -> bool:
        """Whether conversations may be opened for them."""
        return is_carer(self.account)

    @property
    def finds_unlisted(self) -> bool:
        """Whether a full name leads them to who asked not to be listed."""
        return can_find_unlisted(self.kind, by_full_name=True)

    def redact(self, profile: Profile) -> Profile:
        """What they may see of `profile`."""
        unseen = {
            name: getattr(EMPTY, name)
            for field, name in _ITEM_OF_FIELD.items()
            if field not in self.fields
        }
        return replace(profile, **unseen)


def look(work: UnitOfWork, index: Index, asker: Asker) -> Onlooker:
    """What `asker` may see, and from where they look."""
    account = account_of(work.connection, asker.user_id)
    kind = Kind.UNKNOWN if account is None else Kind(account.kind.value)
    fields = visible_fields(kind, alone=asker.alone)
    return Onlooker(
        account=account,
        kind=kind,
        fields=fields,
        enrolled=_enrolled(work) if Field.ACCOUNT in fields else frozenset(),
        origin=_origin(index, account),
    )


def _origin(index: Index, account: Account | None) -> str | None:
    number = index.by_rpps.get(account.rpps or "") if account is not None else None
    return None if number is None else next(iter(index.entries[number].places), None)


def _enrolled(work: UnitOfWork) -> frozenset[str]:
    rows = work.connection.execute(select(ACCOUNTS.c.rpps).where(ACCOUNTS.c.rpps.is_not(None)))
    return frozenset(rows.scalars())
