"""The MSSanté addresses of everyone, beside the index."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from care.directory.national.arrays import Keys
from care.directory.national.intake import person_key
from care.directory.national.tables import MAILBOXES, save_array

_PERSONAL = "PER"


def write_mailboxes(folder: Path, rows: Iterator[tuple[str, ...]], keys: Keys) -> None:
    """Write the personal addresses of `rows` (type, address, national id), grouped by person.

    `keys` are everyone's, in order; addresses of others are left out, and repeated ones.
    """
    wanted = [
        (person_key(national_id), address.strip().lower())
        for kind, address, national_id in rows
        if kind == _PERSONAL and "@" in address and national_id
    ]
    theirs = np.array([key for key, _ in wanted], np.uint64)
    ranks = np.searchsorted(keys, theirs)
    known = np.nonzero(keys[np.minimum(ranks, len(keys) - 1)] == theirs)[0]
    sizes = np.zeros(len(keys), np.int64)
    last: tuple[int, str] | None = None
    with (folder / MAILBOXES).open("wb") as file:
        for position in sorted(known.tolist(), key=lambda p: (ranks[p], wanted[p][1])):
            if wanted[position] == last:
                continue
            last = wanted[position]
            line = last[1].encode() + b"\n"
            sizes[ranks[position]] += len(line)
            file.write(line)
    starts = np.zeros(len(keys) + 1, np.uint32)
    np.cumsum(sizes, out=starts[1:])
    save_array(folder, "mailbox_starts", starts)
