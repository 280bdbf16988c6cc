"""Which devices are their owner's own: the cross-signing chain, verified, and identities pinned."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from care.matrix.signing import is_signed_by


class Doubt(StrEnum):
    """Why a device is not listened to."""

    UNSIGNED = "unsigned"
    IDENTITY_CHANGED = "identity_changed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Identity:
    """A person's published cross-signing identity, as far as it verified."""

    master: str | None
    self_signing: str | None


def read_identity(user_id: str, master: Mapping[str, Any], signer: Mapping[str, Any]) -> Identity:
    """The identity in a `/keys/query` answer; the self-signing key counts only if master signed it.

    Both documents must name their owner and their usage (Matrix spec, cross-signing).
    """
    master_key = _single_key(master, user_id, "master")
    if master_key is None:
        return Identity(None, None)
    signing_key = _single_key(signer, user_id, "self_signing")
    if signing_key is None or not is_signed_by(signer, user_id, master_key):
        return Identity(master_key, None)
    return Identity(master_key, signing_key)


def decide_device_trust(
    identity: Identity, pinned_master: str | None, user_id: str, device: Mapping[str, Any]
) -> Doubt | None:
    """None when the device is its owner's own; otherwise the reason for doubt (MSC4153)."""
    if identity.master is None:
        return Doubt.IDENTITY_CHANGED if pinned_master else Doubt.UNSIGNED
    if pinned_master is not None and pinned_master != identity.master:
        return Doubt.IDENTITY_CHANGED
    if identity.self_signing is None or not is_signed_by(device, user_id, identity.self_signing):
        return Doubt.UNSIGNED
    return None


def _single_key(document: Mapping[str, Any], user_id: str, usage: str) -> str | None:
    try:
        keys: Mapping[str, str] = document["keys"]
        if document["user_id"] != user_id or usage not in document["usage"] or len(keys) != 1:
            return None
        name, value = next(iter(keys.items()))
    except (KeyError, TypeError, AttributeError):
        return None
    return value if isinstance(value, str) and name == f"ed25519:{value}" else None
