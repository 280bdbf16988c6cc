"""Reminders after an outage: once, and said to be late."""

from __future__ import annotations

from datetime import timedelta

from tests.bots.liaison.village import ALICE, PAUL, Village, open_jeanne


def test_a_reminder_missed_during_an_outage_is_told_once_and_late() -> None:
    village = Village()
    room = open_jeanne(village, others="Paul Inventé")
    village.writes(ALICE, "!tâche bilan demain 8h @Paul", room)
    village.time_passes(timedelta(days=2))
    village.time_passes(timedelta(minutes=1))
    (rung,) = [say for say in room.said.values() if "⏰" in say.text]
    assert "en retard" in rung.text
    assert rung.mentions == (PAUL,)


def test_a_sign_by_somebody_outside_does_nothing() -> None:
    village = Village()
    room = open_jeanne(village, others="Paul Inventé")
    village.writes(ALICE, "!tâche bilan demain 8h", room)
    card = next(sent for sent, say in room.said.items() if say.text.startswith("☐"))
    village.reacts("@stranger:test", "✅", card)
    assert not any("fait :" in text for text in room.texts)
