"""Every conversation is encrypted, for good (Megolm, Matrix specification, `m.room.encryption`)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from care.access.act import Act
from care.access.people import Kind
from care.access.reason import AccessRefused, Reason
from care.access.rules import can_do, check_may

ALGORITHM = "m.megolm.v1.aes-sha2"
ENCRYPTION: Mapping[str, Any] = {"algorithm": ALGORITHM}
_ROTATIONS = frozenset({"rotation_period_ms", "rotation_period_msgs"})

#: What clients send in clear in encrypted rooms: signs, erasures, and the ringing of calls.
_CLEAR_TYPES = frozenset({"m.reaction", "m.room.redaction"})
_CLEAR_CALLS = (
    "m.call.",
    "m.rtc.",
    "org.matrix.msc3401.call.",
    "org.matrix.msc4075.",
    "org.matrix.msc4143.",
    "org.matrix.msc4310.",
)
_LONGEST_SIGN = 24
_LETTERS_IN_A_SIGN = 3


def is_encryption(content: object) -> bool:
    """Whether a state content really turns encryption on, as every client understands it."""
    return (
        isinstance(content, Mapping)
        and content.get("algorithm") == ALGORITHM
        and all(_is_rotation(key, value) for key, value in content.items() if key != "algorithm")
    )


def _is_rotation(key: object, value: object) -> bool:
    return key in _ROTATIONS and type(value) is int and value > 0


def check_encryption(
    kind: Kind, state_key: str, content: object, current: Mapping[str, Any] | None
) -> None:
    """Raises AccessRefused unless this turns encryption on, or repeats what is there."""
    turns_on = state_key == "" and is_encryption(content)
    broken = current is None or not is_encryption(current)
    if not (turns_on and (broken or content == current)):
        check_may(kind, Act.SWITCH_OFF_ENCRYPTION)


def check_message(kind: Kind, event_type: str, content: Mapping[str, Any]) -> None:
    """Raises AccessRefused when something readable would be sent by someone who may not."""
    if can_do(kind, Act.SEND_CLEAR_TEXT) or not _is_readable(event_type, content):
        check_may(kind, Act.WRITE)
    else:
        raise AccessRefused(Reason.CLEAR_TEXT)


def _is_readable(event_type: str, content: Mapping[str, Any]) -> bool:
    if event_type == "m.room.encrypted":
        return not isinstance(content.get("ciphertext"), str) or "body" in content
    if event_type == "m.reaction":
        return not _is_sign(content)
    return event_type not in _CLEAR_TYPES and not event_type.startswith(_CLEAR_CALLS)


def _is_sign(content: Mapping[str, Any]) -> bool:
    """A reaction is an emoji or a short word such as « OK », never a sentence."""
    relation = content.get("m.relates_to")
    key = relation.get("key") if isinstance(relation, Mapping) else None
    if "body" in content or not isinstance(key, str) or len(key) > _LONGEST_SIGN:
        return False
    return sum(letter.isalpha() for letter in key) <= _LETTERS_IN_A_SIGN
