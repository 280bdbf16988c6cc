"""What receipts tell: of a message that was shown or taken in (MDN), of its delivery (DSN)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Disposition(StrEnum):
    """What became of a message at its reader's (RFC 8098; `failed` and `denied` are older)."""

    DISPLAYED = "displayed"
    DELETED = "deleted"
    DISPATCHED = "dispatched"
    PROCESSED = "processed"
    DENIED = "denied"
    FAILED = "failed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class ReadingReceipt:
    """An MDN. `error_code` is that of the CI-SIS (900–906, or an HL7 one); `error` its words."""

    disposition: Disposition
    message_id: str
    recipient: str
    original_recipient: str = ""
    reporter: str = ""
    is_error: bool = False
    error_code: int | None = None
    error: str = ""
    by_machine: bool = True

    @property
    def is_positive(self) -> bool:
        """Whether the message reached somebody, or their software."""
        good = {Disposition.DISPLAYED, Disposition.DISPATCHED, Disposition.PROCESSED}
        return self.disposition in good and not self.is_error


class DeliveryAction(StrEnum):
    """What a server did with a message for one recipient (RFC 3464)."""

    FAILED = "failed"
    DELAYED = "delayed"
    DELIVERED = "delivered"
    RELAYED = "relayed"
    EXPANDED = "expanded"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class RecipientDelivery:
    """The fate of a message for one recipient. `status` is like 5.1.1 (RFC 3463)."""

    recipient: str
    action: DeliveryAction
    status: str = ""
    diagnostic: str = ""
    server: str = ""
    original_recipient: str = ""

    @property
    def is_final_failure(self) -> bool:
        """Whether nothing more will be tried."""
        return self.action is DeliveryAction.FAILED


@dataclass(frozen=True, slots=True)
class DeliveryReport:
    """A DSN. `envelope_id` is the ENVID that was given at submission."""

    recipients: tuple[RecipientDelivery, ...]
    message_id: str = ""
    envelope_id: str = ""
    server: str = ""
