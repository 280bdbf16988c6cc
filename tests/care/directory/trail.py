"""What the trail tells of urgent phones."""

from __future__ import annotations

from care.audit.model import Line
from care.audit.store import load_batch, read_line
from care.directory.views import SEEN
from care.runtime.units import UnitOfWork


def seen_phones(work: UnitOfWork) -> list[Line]:
    """Every line about an urgent phone shown, in order."""
    lines = (read_line(work.keys, row) for row in load_batch(work.connection, 0))
    return [line for line in lines if line.entry is not None and line.entry.act == SEEN]
