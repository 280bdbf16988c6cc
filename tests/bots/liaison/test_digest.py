"""What a newcomer is told: the latest, oldest first, with links to documents."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from bots.liaison.digest import tell_when, write_digest
from bots.liaison.house import House
from care.circles.store import circles_of
from tests.bots.liaison.village import ALICE, IDA, LIAISON, PAUL, Village, open_jeanne, plain


def test_words_and_documents() -> None:
    village = Village()
    room = open_jeanne(village)
    for rank in range(12):
        village.writes(IDA, f"note {rank} <b>", room)
    event = village.writes(IDA, "ordonnance.pdf", room, kind="m.file")
    with village.units.unit("digest") as work:
        circle = circles_of(work.connection, PAUL)[0]
        digest = write_digest(work, House(LIAISON), circle, PAUL)
    text = plain(digest.text)
    assert "note 1 <b>" not in text
    assert text.index("note 2 <b>") < text.index("note 11 <b>")
    assert "<b>&lt;" not in digest.html
    assert f"https://matrix.to/#/{room.room_id}/{event}" in digest.html
    assert "FICTIF Alice (médecin)" in text


def test_who_is_gone_still_signs_what_they_said() -> None:
    village = Village()
    room = open_jeanne(village)
    village.writes(PAUL, "délivrance faite", room)
    village.leaves(PAUL, room)
    village.tells(ALICE, "mes patients")
    village.tells(ALICE, "1")
    assert "INVENTE Paul : délivrance faite" in village.tells(ALICE, "résumé")


def test_an_empty_circle_says_so() -> None:
    village = Village()
    open_jeanne(village)
    village.tells(ALICE, "mes patients")
    village.tells(ALICE, "1")
    assert "Rien n’a encore été écrit" in village.tells(ALICE, "résumé")


def test_hours_are_those_of_the_wall() -> None:
    moment = datetime(2026, 7, 1, 22, 5, tzinfo=UTC)
    assert plain(tell_when(moment, ZoneInfo("Europe/Paris"))) == "02/07/2026 à 0 h 05"
