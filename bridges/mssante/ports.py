"""What the bridge alone asks of others: who is logged in."""

from __future__ import annotations

from typing import Protocol


class TokenSource(Protocol):
    """The Pro Santé Connect tokens of those who are logged in; never stored."""

    async def token(self, address: str) -> str | None:
        """The access token for a mailbox, None while its user is not logged in."""
        ...
