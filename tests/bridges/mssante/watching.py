"""A watcher that remembers, and a white list of one's own."""

from __future__ import annotations

from dataclasses import dataclass, field

from care.mail.model import DeliveryChange, ExpiryWarning, MailboxChange
from care.runtime.units import UnitOfWork


@dataclass
class Memory:
    """What it was told, in order."""

    deliveries: list[DeliveryChange] = field(default_factory=list)
    mailboxes: list[MailboxChange] = field(default_factory=list)
    warnings: list[ExpiryWarning] = field(default_factory=list)

    def delivery_changed(self, _work: UnitOfWork, change: DeliveryChange) -> None:
        self.deliveries.append(change)

    def mailbox_changed(self, _work: UnitOfWork, change: MailboxChange) -> None:
        self.mailboxes.append(change)

    def expiry_is_near(self, _work: UnitOfWork, warning: ExpiryWarning) -> None:
        self.warnings.append(warning)


@dataclass(frozen=True)
class Domains:
    """Trusts these domains."""

    known: frozenset[str] = frozenset(
        {"biologie.mssante.example", "ch.mssante.example", "patient.mssante.fr"}
    )
    is_ready: bool = True

    def is_trusted(self, address: str) -> bool:
        return address.partition("@")[2] in self.known
