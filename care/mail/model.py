"""What is said of mails and mailboxes: plain facts, whoever brings them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from care.mail.delivery import Delivery


@dataclass(frozen=True, slots=True)
class IncomingMail:
    """A mail as it came: its whole bytes, and the address that its header says it is from."""

    number: int
    mailbox: str
    source: bytes
    sender: str
    received_at: datetime


@dataclass(frozen=True, slots=True)
class DeliveryChange:
    """What is new for one recipient of a mail that we sent. `code`: of SMTP or MDN, or empty."""

    mailbox: str
    message_id: str
    recipient: str
    state: Delivery
    code: str


class Way(StrEnum):
    """The two things that a mailbox does."""

    RECEIVING = "receiving"
    SENDING = "sending"


class Trouble(StrEnum):
    """What stands in the way of a mailbox, by whom it can be mended."""

    UNREACHABLE = "unreachable"  # the operator or the network: it mends itself
    WAITING_FOR_LOGIN = "waiting_for_login"  # its user must log in with Pro Santé Connect
    LOGIN_REFUSED = "login_refused"  # the password or the certificate is not accepted
    SERVER_NOT_TRUSTED = "server_not_trusted"  # name, authority, date or revocation
    OWN_FILES = "own_files"  # a certificate, a key or a password that cannot be read
    OPERATOR_FAULT = "operator_fault"  # it answered outside the protocol, or refused a service
    DISK_FULL = "disk_full"  # ours: mails wait at the operator's until there is room


@dataclass(frozen=True, slots=True)
class MailboxChange:
    """A mailbox stopped, or works again (`trouble` is None)."""

    mailbox: str
    way: Way
    trouble: Trouble | None


class Expiring(StrEnum):
    """A file whose date comes near, or is past."""

    CERTIFICATE = "certificate"
    AUTHORITY = "authority"
    REVOCATIONS = "revocations"
    WHITE_LIST = "white_list"


@dataclass(frozen=True, slots=True)
class ExpiryWarning:
    """`days` are left, none when the date is past; `mailbox` is empty for what serves them all."""

    mailbox: str
    what: Expiring
    expires_at: datetime
    days: int
