"""Lists as the agency makes them, and as nobody should."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from bridges.mssante.embedded.authority import KeyPair, LocalAuthority
from bridges.mssante.embedded.signed_list import SIGNER, sign_white_list
from bridges.mssante.white_list.document import Authority

NOW = datetime.now(UTC).replace(microsecond=0)
ENTRIES = [
    ("medecin.mssante.example", "CN=operateur un"),
    ("CH.mssante.example.", "CN=operateur deux"),
    ("ch.mssante.example", "CN=operateur trois"),
    ("pas un domaine", "CN=x"),
]


class Agency:
    """An authority and its signer."""

    def __init__(self, folder: Path) -> None:
        self.ca = LocalAuthority(folder, NOW)
        self.signer: KeyPair = self.ca.signer(SIGNER)
        self.authority = Authority(self.ca.file, SIGNER)

    def publish(self, entries: list[tuple[str, str]] | None = None, at: datetime = NOW) -> bytes:
        """A good list."""
        return sign_white_list(ENTRIES if entries is None else entries, self.signer, at)
