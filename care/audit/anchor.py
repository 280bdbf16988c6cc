"""Where the trail had got to, kept outside the database: what was cut off its end is missed.

The file says no more than it was last told: lines written since then can be cut off unseen. Keep
a copy of it, or of the head that `cercle audit verify` prints, where the server cannot reach.
"""

from __future__ import annotations

import json
from pathlib import Path

from sqlalchemy import Connection

from care.audit.chain import GENESIS, derive_chain_keys, hash_anchor, is_same
from care.audit.model import Head
from care.audit.store import load_batch, load_head
from care.audit.tables import TRAIL
from care.runtime.database import Database
from care.runtime.errors import PermanentFailure
from care.runtime.sealing import KeyRing
from care.runtime.secrets import write_secret

_START = Head(0, GENESIS)


def load_anchor(path: Path, keys: KeyRing) -> Head | None:
    """The head last anchored; None without a file. Raises PermanentFailure when it is not ours."""
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        head, mac = Head(int(told["sequence"]), str(told["hash"])), str(told["mac"])
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError):
        raise PermanentFailure("anchor of the trail unreadable") from None
    if not is_same(_mac(keys, head), mac):
        raise PermanentFailure("anchor of the trail altered")
    return head


def keep_anchor(database: Database, keys: KeyRing, path: Path) -> bool:
    """Move the anchor to the end of the trail, unless the trail has lost what it held.

    Returns False then: the anchor stays as the proof. Raises PermanentFailure as `load_anchor`.
    """
    before = load_anchor(path, keys)
    with database.begin() as connection:
        head = load_head(connection)
        is_held = before is None or before in {_START, _head_at(connection, before.sequence)}
    if not is_held:
        return False
    if head != before:
        anchor = {"sequence": head.sequence, "hash": head.hash, "mac": _mac(keys, head)}
        write_secret(path, json.dumps(anchor) + "\n")
    return True


def _head_at(connection: Connection, sequence: int) -> Head | None:
    found = load_batch(connection, sequence - 1, TRAIL.c.sequence == sequence)
    return Head(sequence, found[0]["hash"]) if found else None


def _mac(keys: KeyRing, head: Head) -> str:
    return hash_anchor(derive_chain_keys(keys), head.sequence, head.hash)
