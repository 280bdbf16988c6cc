"""The MSSanté mailboxes of the territory: which account speaks for each, to whom."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from care.mail.queue import MEGABYTE
from care.runtime.mail_settings import Mailbox, MailboxKind, Mssante

DEFAULT = Mssante()


@dataclass(frozen=True, slots=True)
class MailboxSeat:
    """A mailbox: its address, the Matrix account that speaks for it, its name as people say it,
    who sits in its rooms (Matrix ids), whose it is, how many bytes it may send at once, and the
    reference of the product that sends (X-MSS-NIL: on every mail, ECO 2.4.3).
    """

    address: str
    account: str
    name: str
    team: tuple[str, ...] = ()
    kind: MailboxKind = MailboxKind.ORGANISATION
    limit: int = 10 * MEGABYTE
    product: str = DEFAULT.product


def seats_of(
    mailboxes: Iterable[Mailbox], server_name: str, mssante: Mssante = DEFAULT
) -> tuple[MailboxSeat, ...]:
    """The seats that the settings describe, on this homeserver."""
    return tuple(
        MailboxSeat(
            address=one.address,
            account=f"@{one.bot.localpart}:{server_name}",
            name=one.shown_name,
            team=tuple(f"@{person}:{server_name}" for person in one.team),
            kind=one.kind,
            limit=int(one.size_limit_mb * MEGABYTE),
            product=mssante.product,
        )
        for one in mailboxes
    )


class Mailboxes:
    """All of them, by address and by account."""

    def __init__(self, seats: Iterable[MailboxSeat] = ()) -> None:
        self.seats = tuple(seats)
        self._by_address = {seat.address: seat for seat in self.seats}
        self._by_account = {seat.account: seat for seat in self.seats}

    def at(self, address: str) -> MailboxSeat | None:
        """The mailbox with this address."""
        return self._by_address.get(address.strip().lower())

    def of(self, account: str) -> MailboxSeat | None:
        """The mailbox that this account speaks for."""
        return self._by_account.get(account)

    def open_to(self, person: str) -> list[MailboxSeat]:
        """The mailboxes in whose team `person` is, in the order of the settings."""
        return [seat for seat in self.seats if person in seat.team]
