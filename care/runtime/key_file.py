"""Changing the keys of a territory: one more, or one less, in one atomic write.

Callers hold the writers' turn (`Database.begin_in_turn`): nobody seals while the ring changes.
"""

from __future__ import annotations

import secrets
from pathlib import Path

from care.runtime.errors import Refusal
from care.runtime.sealing import KeyRing, extract_root, load_key_ring, render_key_ring
from care.runtime.secrets import write_secret


def add_key(path: Path) -> int:
    """Add a fresh key to the ring in `path`; all that is sealed from now on is sealed with it.

    Returns its id.
    """
    ring = load_key_ring(path).latest()
    key_id = max(ring.keys) + 1
    write_secret(
        path, render_key_ring(KeyRing(ring.keys | {key_id: secrets.token_bytes(32)}, ring.root))
    )
    return key_id


def remove_key(path: Path, key_id: int) -> None:
    """Take a key out of the ring: what is still sealed with it is lost.

    Look-ups keep working: what they are derived from is kept when the first key goes.
    Raises Refusal for a key that is not there, and for the one that seals.
    """
    ring = load_key_ring(path).latest()
    if key_id not in ring.keys:
        raise Refusal("keys-unknown", number=str(key_id))
    if key_id == max(ring.keys):
        raise Refusal("keys-last", number=str(key_id))
    root = ring.root or extract_root(ring.keys[min(ring.keys)])
    rest = {one: key for one, key in ring.keys.items() if one != key_id}
    write_secret(path, render_key_ring(KeyRing(rest, root)))
