"""A link leads to the card once it is there, to what a member posted at once."""

from __future__ import annotations

from bots.liaison.documents.places import link_to
from care.documents.store import load_documents
from tests.bots.liaison.documents.shelf import circle_of, comes, with_doctor
from tests.bots.liaison.village import IDA, KEYS, LIAISON
from tests.care.documents.papers import Paper, file


def test_where_documents_are() -> None:
    village, room = with_doctor()
    circle = circle_of(village)
    comes(village, Paper("1"))
    event = village.writes(IDA, "photo.jpg", room, kind="m.image")
    with village.units.unit("second") as work:
        file(work, circle, Paper("2", "s2"))
        every = load_documents(work.connection, KEYS, circle)
        links = [link_to(work, LIAISON, one) for one in every]
    card = next(sent for sent, say in room.said.items() if "n° 1" in say.text)
    assert set(links) == {
        f"https://matrix.to/#/{room.room_id}/${card}",
        f"https://matrix.to/#/{room.room_id}/{event}",
        "",
    }
