"""What documents do in the village: a laboratory sends, Liaison shows."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from itertools import count

from care.circles.model import CircleId
from care.circles.store import circles_of
from care.documents.model import Filed, Received, Sender
from tests.bots.liaison.village import ALICE, IDA, LIAISON, Room, Village, open_jeanne, plain
from tests.care.documents.papers import LABORATORY, Paper, file, withdraw

_MAILS = count(1)
_TO_COME = timedelta(seconds=6)


def circle_of(village: Village, member: str = ALICE) -> CircleId:
    """The circle of Jeanne."""
    with village.units.unit("look") as work:
        return circles_of(work.connection, member)[0]


def comes(
    village: Village,
    one: Paper | Received,
    sender: Sender = LABORATORY,
    addressees: Iterable[str] = (),
) -> Filed:
    """A document comes by mail, and is shown."""
    circle = circle_of(village)
    with village.units.unit(f"mail {next(_MAILS)}") as work:
        filed = file(work, circle, one, sender, addressees)
    village.time_passes(_TO_COME)
    return filed


def is_withdrawn(village: Village, paper: Paper) -> None:
    """Its sender orders its deletion."""
    circle = circle_of(village)
    with village.units.unit(f"mail {next(_MAILS)}") as work:
        withdraw(work, circle, paper)
    village.time_passes(_TO_COME)
    village.time_passes(_TO_COME)


def asks(village: Village, person: str, text: str, room: Room) -> str:
    """What is answered in a room."""
    before = set(room.said)
    village.writes(person, text, room)
    return "\n".join(plain(s.text) for event, s in room.said.items() if event not in before)


def documents_in(room: Room) -> list[str]:
    """The cards of documents there, as they are now."""
    return [text for text in room.texts if "n° " in text and "Cercle" not in text[:6]]


def with_doctor() -> tuple[Village, Room]:
    """Alice is the treating doctor of Jeanne, whose daughter is there too."""
    village = Village()
    room = open_jeanne(village)
    village.writes(ALICE, "!rôle FICTIF médecin traitant", room)
    return village, room


__all__ = [
    "ALICE", "IDA", "LIAISON", "Village", "asks", "circle_of", "comes", "documents_in",
    "is_withdrawn", "open_jeanne", "with_doctor",
]  # fmt: skip
