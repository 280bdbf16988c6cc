"""Who writes by MSSanté in the demonstration: all invented, all on the operator in memory."""

from __future__ import annotations

from pathlib import Path

from bridges.mssante.embedded.imap_server import LocalMailbox
from care.runtime.secrets import ensure_secret

PRACTICE = "cabinet.exemple@pro.mssante.example"
LABORATORY = "laboratoire@biologie.mssante.example"
# A doctor of the directory, a hospital ward, the demonstration's patient.
OTHERS = (
    "celine.lefebvre5@pro.mssante.example",
    "urgences@ch-fictif.mssante.example",
    "235127699900311@patient.mssante.fr",
)
ADDRESSES = (PRACTICE, LABORATORY, *OTHERS)


def open_mailboxes(folder: Path) -> list[LocalMailbox]:
    """Every mailbox; its password is drawn once and kept in `folder`."""
    return [
        LocalMailbox(one, ensure_secret(folder / f"{one}.password", size=12)) for one in ADDRESSES
    ]
