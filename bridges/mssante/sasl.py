"""What is said to open a mailbox (SASL): the mechanism, and its initial response."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Sasl:
    """A mechanism and its initial response; the response never shows in a log."""

    mechanism: str
    response: bytes = field(repr=False)


def plain(address: str, password: str) -> Sasl:
    """RFC 4616."""
    return Sasl("PLAIN", b"\0" + address.encode() + b"\0" + password.encode())


def external(address: str) -> Sasl:
    """RFC 4422, appendix A: who we are is in the client certificate, `address` is whom we serve."""
    return Sasl("EXTERNAL", address.encode())


def xoauth2(address: str, token: str) -> Sasl:
    """XOAUTH2, as the Référentiel socle MSSanté #2 asks of PER and ORG mailboxes."""
    return Sasl("XOAUTH2", f"user={address}\x01auth=Bearer {token}\x01\x01".encode())
