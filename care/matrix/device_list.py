"""The devices in a `/keys/query` answer: only documents that say what they must are believed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from care.matrix.signing import is_signed_by


@dataclass(frozen=True, slots=True)
class ClaimedDevice:
    """A device whose document is well formed and signed by the device itself."""

    device_id: str
    ed25519: str
    curve25519: str
    document: Mapping[str, Any]

    @property
    def keys(self) -> dict[str, str]:
        """Both keys, by their kind."""
        return {"ed25519": self.ed25519, "curve25519": self.curve25519}


def read_devices(user_id: str, documents: object) -> dict[str, ClaimedDevice]:
    """The devices of `user_id` by id; what is damaged, or somebody else's, is left out."""
    if not isinstance(documents, Mapping):
        return {}
    found = (_read_device(user_id, name, document) for name, document in documents.items())
    return {device.device_id: device for device in found if device is not None}


def _read_device(user_id: str, device_id: object, document: object) -> ClaimedDevice | None:
    if not isinstance(document, Mapping) or not isinstance(device_id, str):
        return None
    if document.get("user_id") != user_id or document.get("device_id") != device_id:
        return None
    keys = document.get("keys")
    if not isinstance(keys, Mapping):
        return None
    signing, identity = keys.get(f"ed25519:{device_id}"), keys.get(f"curve25519:{device_id}")
    if not isinstance(signing, str) or not isinstance(identity, str):
        return None
    if not is_signed_by(document, user_id, signing, key_name=device_id):
        return None
    return ClaimedDevice(device_id, signing, identity, document)
