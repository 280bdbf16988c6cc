"""Why a mailbox cannot be served now: what its coordinator is told, what users wait for."""

from __future__ import annotations

from enum import StrEnum

from care.runtime.errors import TemporaryFailure


class Trouble(StrEnum):
    """What stands in the way, by whom it can be mended."""

    UNREACHABLE = "unreachable"  # the operator or the network: it mends itself
    WAITING_FOR_LOGIN = "waiting_for_login"  # its user must log in with Pro Santé Connect
    LOGIN_REFUSED = "login_refused"  # the password or the certificate is not accepted
    SERVER_NOT_TRUSTED = "server_not_trusted"  # name, authority, date or revocation
    OWN_FILES = "own_files"  # a certificate, a key or a password that cannot be read
    OPERATOR_FAULT = "operator_fault"  # it answered outside the protocol, or refused a service


class MailTrouble(TemporaryFailure):
    """The mailbox cannot be served for now; nothing is lost, another try follows."""

    def __init__(self, trouble: Trouble, why: str = "") -> None:
        super().__init__(f"{trouble.value} {why}".strip())
        self.trouble = trouble
        self.why = why
