"""The rooms are named after the mailbox, and after nobody cared for."""

from __future__ import annotations

from bots.mailbox.rooms import MailRoom
from bots.mailbox.texts import TEXTS


def test_each_room_has_a_name_of_its_own() -> None:
    names = {TEXTS.say(f"room-{room}", name="Cabinet de l’Exemple") for room in MailRoom}
    assert len(names) == 2
    assert all("Cabinet de l’Exemple" in name for name in names)
