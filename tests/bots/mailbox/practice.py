"""A practice whose mailbox has its two rooms, and a team that talks in them."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import count

from bots.engine.answering import Answering as Handler
from bots.mailbox.bot import MailboxBot
from bots.mailbox.house import House
from bots.mailbox.rooms import MailRoom, wake_to_open
from care.letters.model import Letter
from care.matrix.model import IncomingMessage, Moved, Person
from care.runtime.outbox import Fate, load_pending, mark_sent
from care.runtime.outgoing import React, Say, SendFile
from care.runtime.rooms import bind_room
from care.runtime.timers import load_due, next_due, take_timer
from tests.bots.liaison.village import plain
from tests.care.circles.hamlet import ALICE
from tests.care.letters.scene import BOT, KEYS, LIAISON, SEAT, Everybody, Scene

_TURN = count(1)
ROOMS = {MailRoom.LETTERS: "!letters:test", MailRoom.TRIAGE: "!triage:test"}


class Practice(Scene):
    """The scene, seen from the two rooms of its mailbox."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.house = House(SEAT, LIAISON, Everybody(), environment=self.environment)
        self.handler = Handler(BOT, MailboxBot(self.house))
        self.sent_: list[tuple[str, Say | SendFile]] = []
        self.signs: list[React] = []
        self._seen = 0
        with self.units.unit("open") as work:
            wake_to_open(work, BOT)
            for room, room_id in ROOMS.items():
                bind_room(work.connection, BOT, room.value, room_id, step_back=False)
        self.turn()

    def gets(self, source: bytes, **more: str) -> Letter:
        """A mail comes in and is shown; the letter as it stands then."""
        number = self.come(source, **more).number
        self.turn()
        return self.letter(number)

    def gets_hostile(self, source: bytes) -> Letter:
        """A mail comes in, is put aside, and told of."""
        number = self.quarantine(source)[0].number
        self.turn()
        return self.letter(number)

    def says(self, text: str, person: str = ALICE, to: str = "", thread: str = "",
             room: MailRoom = MailRoom.TRIAGE) -> str:  # fmt: skip
        """Somebody writes in a room, in answer to `to`; what is said then."""
        self.clock.advance(timedelta(seconds=1))
        before = len(self.sent_)
        message = IncomingMessage(
            f"$turn{next(_TURN)}",
            ROOMS[room],
            Person(person),
            text,
            False,
            self.clock.now(),
            f"${to}" if to else None,
            content={"msgtype": "m.text", "body": text},
            thread=f"${thread}" if thread else None,
        )
        with self.units.unit(message.event_id) as work:
            self.handler.handle(work, message)
        self.turn()
        return "\n".join(
            plain(one.text)
            for _, one in self.sent_[before:]
            if isinstance(one, Say) and one.in_reply_to == message.event_id
        )

    def wait_until(self, moment: datetime) -> None:
        """Time passes; what is due is done at its hour."""
        while (due_at := self._next_due()) is not None and due_at <= moment:
            self.clock.advance(max(due_at - self.clock.now(), timedelta(0)))
            self.turn()
        self.clock.advance(max(moment - self.clock.now(), timedelta(0)))

    def moves(self, room: MailRoom) -> None:
        """A room is replaced by another."""
        with self.units.unit(f"moved {next(_TURN)}") as work:
            self.handler.moved(work, Moved(room.value, "!new:test", ROOMS[room]))
        self.turn()

    def turn(self) -> None:
        """What is due is done, and what was queued is sent."""
        while True:
            with self.units.database.begin() as connection:
                timers = load_due(connection, [BOT], self.clock.now())
            if not timers:
                break
            for timer in timers:
                with self.units.unit(timer.cause) as work:
                    taken = take_timer(work, timer)
                    if taken is not None:
                        self.handler.due(work, taken)
        with self.units.database.begin() as connection:
            for row in load_pending(connection, KEYS, BOT, self._seen):
                self._seen = row.sequence
                mark_sent(connection, row, Fate(event_id=f"${row.transaction_id}"))
                if isinstance(row.outgoing, Say | SendFile):
                    self.sent_.append((row.transaction_id, row.outgoing))
                if isinstance(row.outgoing, React):
                    self.signs.append(row.outgoing)

    def said(self, room: MailRoom) -> list[tuple[str, Say]]:
        """The messages of a room, each as it reads now."""
        latest: dict[str, Say] = {}
        for key, one in self.sent_:
            if isinstance(one, Say) and one.to.key == room.value:
                latest[one.edits or key] = one
        return list(latest.items())

    def texts(self, room: MailRoom) -> list[str]:
        """The same, as text."""
        return [plain(say.text) for _, say in self.said(room)]

    def files(self, room: MailRoom) -> list[SendFile]:
        """The files of a room."""
        return [
            one for _, one in self.sent_ if isinstance(one, SendFile) and one.to.key == room.value
        ]

    @property
    def mails(self) -> list[str]:
        """What is read in the room of the mails."""
        return self.texts(MailRoom.LETTERS)

    @property
    def cards(self) -> list[str]:
        """What is read in the triage room."""
        return self.texts(MailRoom.TRIAGE)

    def _next_due(self) -> datetime | None:
        with self.units.database.begin() as connection:
            return next_due(connection, [BOT])
