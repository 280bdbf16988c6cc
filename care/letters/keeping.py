"""For how long bytes are kept: until they are shown, or a decision is past regret."""

from __future__ import annotations

from care.letters.rules import REGRET
from care.letters.store import forget_old_sources
from care.runtime.units import UnitOfWork


def forget_what_is_over(work: UnitOfWork, mailbox: str) -> int:
    """Forget the bytes of letters of which nobody will take a decision back; of how many."""
    return forget_old_sources(work.connection, mailbox, work.now - REGRET)
