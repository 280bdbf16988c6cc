"""A part that does nothing leaves everything to the others."""

from __future__ import annotations

from bots.mailbox.part import Part
from tests.bots.mailbox.post import ALICE, ROOMS, mailbox


def test_nothing_is_its_business() -> None:
    dialogue = mailbox(parts=[Part()])
    for room in ROOMS.values():
        assert dialogue.says(ALICE, "bonjour", room=room, direct=False) == []
