"""A bot that opens whole circles when told to, as a process of its own, to be killed at will."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from sqlalchemy import Connection, text

from bots.engine.bot import Attentive
from care.access.act import RoomKind
from care.matrix.model import Arrival, IncomingMessage, Reaction
from care.runtime.outgoing import Address, Invite, OpenRoom, Outgoing, Pin, Remove, Say, SendFile
from care.runtime.units import UnitOfWork
from tests.real.matrix.delivery.echo_process import main

FILE = b"%PDF " + bytes(range(256)) * 200


class CirclesBot(Attentive):
    """`cercle <key> <invited>… <removed>`: a room with two cards pinned, a file and a correction.

    What happens besides is noted in the table `effects`, a row each.
    """

    name = "circles"

    def __init__(self, account: str, runs: Path) -> None:
        self._account = account

    def handle(self, work: UnitOfWork, message: IncomingMessage) -> Iterable[Outgoing]:
        if not message.text.startswith("cercle "):
            return
        _note(work.connection, message.event_id, message.text)
        _, key, *people, last = message.text.split(" ")
        to = Address(key=key)
        opening = OpenRoom(key, (message.sender.user_id, last), kind=RoomKind.CIRCLE)
        work.send(self._account, opening)
        cards = [
            work.send(self._account, Say(to, f"{name} {key}")) for name in ("carte", "membres")
        ]
        yield from (Invite(to, person) for person in people)
        yield Pin(to, tuple(cards))
        yield SendFile(to, "cr.pdf", "application/pdf", FILE)
        yield Remove(to, last)
        yield Say(to, f"carte corrigée {key}", edits=cards[0])

    def arrived(self, work: UnitOfWork, arrival: Arrival) -> Iterable[Outgoing]:
        _note(work.connection, arrival.event_id, f"{arrival.room_id} {arrival.person.user_id}")
        return ()

    def reacted(self, work: UnitOfWork, reaction: Reaction) -> Iterable[Outgoing]:
        _note(work.connection, reaction.event_id, reaction.emoji)
        yield Say(Address(reaction.room_id), f"vu {reaction.emoji}")


def _note(connection: Connection, event_id: str, body: str) -> None:
    statement = text("INSERT INTO effects VALUES (:event_id, :body)")
    connection.execute(statement, {"event_id": event_id, "body": body})


if __name__ == "__main__":
    main(CirclesBot)
