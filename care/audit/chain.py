"""The hashes of the trail: keyed, so that the database alone is not enough to make them anew."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from care.runtime.sealing import KeyRing

FORM = 1  # of the text below: a new form would be a new number, never a change of this one
GENESIS = "0" * 64
HASHED = (
    "sequence", "at", "kind", "actor", "act", "circle", "patient", "person", "result", "face",
    "details_mac", "previous",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ChainKeys:
    """The secrets of the trail, derived from the territory's ring; rotation leaves them alone."""

    line: bytes = field(repr=False)
    details: bytes = field(repr=False)
    erasure: bytes = field(repr=False)
    anchor: bytes = field(repr=False)


def derive_chain_keys(keys: KeyRing) -> ChainKeys:
    """The four secrets."""
    return ChainKeys(*(keys.derive(f"audit {name}") for name in ChainKeys.__slots__))


def hash_line(secret: ChainKeys, line: Mapping[str, Any]) -> str:
    """The hash of a line: covers every field, and through `previous` all lines before."""
    return _mac(secret.line, [FORM, *(_plain(line[name]) for name in HASHED)])


def hash_details(secret: ChainKeys, sequence: int, clear: bytes) -> str:
    """What ties details to their line: equal details in two lines are not seen to be equal."""
    return hmac.new(secret.details, b"%d|" % sequence + clear, hashlib.sha256).hexdigest()


def hash_erasure(secret: ChainKeys, line: Mapping[str, Any]) -> str:
    """What proves that a line was emptied by us, when its time was over."""
    kept = ("sequence", "at", "kind", "previous", "hash", "erased_at")
    return _mac(secret.erasure, [FORM, *(_plain(line[name]) for name in kept)])


def hash_anchor(secret: ChainKeys, sequence: int, head_hash: str) -> str:
    """What proves that an anchor is ours."""
    return _mac(secret.anchor, [FORM, sequence, head_hash])


def canonical(value: object) -> bytes:
    """One text for one value: JSON with sorted keys, without spaces, in UTF-8."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def is_same(one: str, other: str | None) -> bool:
    """Whether two hashes are equal, in a time that tells nothing."""
    return hmac.compare_digest(one.encode(), (other or "").encode())


def _mac(secret: bytes, value: object) -> str:
    return hmac.new(secret, canonical(value), hashlib.sha256).hexdigest()


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    return value
