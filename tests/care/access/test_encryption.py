"""What may be sent in clear, and what turns encryption on."""

from __future__ import annotations

from typing import Any

import pytest

from care.access.encryption import check_encryption, check_message
from care.access.people import Kind
from care.access.reason import AccessRefused, Reason

MEGOLM = {"algorithm": "m.megolm.v1.aes-sha2"}
SEALED = {**MEGOLM, "ciphertext": "AwgA", "session_id": "s", "m.relates_to": {}}


def reaction(key: object, **more: object) -> dict[str, Any]:
    relation = {"rel_type": "m.annotation", "event_id": "$e", "key": key}
    return {"m.relates_to": relation, **more}


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize(
    ("event_type", "content"),
    [
        ("m.room.encrypted", SEALED),
        ("m.reaction", reaction("✅")),
        ("m.reaction", reaction("👨‍👩‍👧‍👦")),
        ("m.reaction", reaction("OK")),
        ("m.room.redaction", {"redacts": "$e"}),
        ("m.call.invite", {"call_id": "1"}),
        ("org.matrix.msc4075.rtc.notification", {"lifetime": 30000}),
    ],
)
def test_what_every_kind_of_account_sends(
    kind: Kind, event_type: str, content: dict[str, Any]
) -> None:
    check_message(kind, event_type, content)


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.BOT])
@pytest.mark.parametrize(
    ("event_type", "content"),
    [
        ("m.room.message", {"msgtype": "m.text", "body": "Mme Dupont va mieux"}),
        ("m.room.message", {}),
        ("m.sticker", {"body": "Mme Dupont"}),
        ("m.poll.start", {"m.text": "Qui passe chez Mme Dupont ?"}),
        ("org.example.note", {"note": "Mme Dupont"}),
        ("m.room.encrypted", {**SEALED, "body": "Mme Dupont"}),
        ("m.room.encrypted", {"body": "Mme Dupont"}),
        ("m.reaction", reaction("Mme Dupont va mieux")),
        ("m.reaction", reaction("✅", body="Mme Dupont va mieux")),
        ("m.reaction", reaction(None)),
    ],
)
def test_what_only_an_assistant_sends_in_clear(
    kind: Kind, event_type: str, content: dict[str, Any]
) -> None:
    with pytest.raises(AccessRefused) as refused:
        check_message(kind, event_type, content)
    assert refused.value.reason is Reason.CLEAR_TEXT
    check_message(Kind.BOT, event_type, content)


def test_encryption_is_turned_on_and_may_be_repeated() -> None:
    check_encryption(Kind.PROFESSIONAL, "", MEGOLM, None)
    check_encryption(Kind.PROFESSIONAL, "", MEGOLM, MEGOLM)


def test_a_room_left_without_encryption_can_be_mended() -> None:
    check_encryption(Kind.PROFESSIONAL, "", MEGOLM, {})
    check_encryption(Kind.PROFESSIONAL, "", MEGOLM, {"algorithm": "none"})


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize(
    "content", [{}, {"algorithm": None}, {"algorithm": "x"}, {**MEGOLM, "rotation_period_ms": 1}]
)
def test_encryption_is_never_taken_back_nor_altered(kind: Kind, content: dict[str, Any]) -> None:
    with pytest.raises(AccessRefused):
        check_encryption(kind, "", content, MEGOLM)
