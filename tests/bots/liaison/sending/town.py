"""Liaison in a territory that writes by national mail, and the operators that take its mails."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import select, update

from bots.engine.answering import Answering
from bots.liaison.bot import LiaisonBot
from bots.liaison.house import House
from bots.liaison.sending.counter import Counter
from care.circles.model import Circle
from care.dispatches.office import Office
from care.dispatches.watching import DispatchWatcher
from care.identity.patient import PatientIdentity
from care.identity.reason import Environment
from care.mail.delivery import Happening, after
from care.mail.model import DeliveryChange
from care.mail.queue import load_by_number, load_source
from care.mail.queue import load_due as mails_due
from care.mail.tables import OUTBOX, RECIPIENTS
from care.matrix.model import IncomingMessage, Person
from care.matrix.window import Window
from care.runtime.errors import PermanentFailure
from care.runtime.worker import Result, Worker
from tests.bots.liaison.village import LIAISON, Room, Village, plain
from tests.care.dispatches.territory import MAILBOXES, WhiteList, fill, identity, open_jeanne

PHOTOGRAPH = "mxc://test/photograph"


class Files(Window):
    """The files of a homeserver, by address."""

    def __init__(self) -> None:
        super().__init__()
        self.known: dict[str, bytes] = {}
        self.opened = 0

    async def read_file(self, message: IncomingMessage, *, largest: int = 0) -> bytes:
        """The file, unless it is gone."""
        self.opened += 1
        url = str(message.content.get("url"))
        if url not in self.known:
            raise PermanentFailure("gone")
        return self.known[url]


class AtOnce(Worker):
    """A database in memory is seen from one thread."""

    async def run(self, work: Callable[[], Result]) -> Result:
        """The result of `work`."""
        return work()


class MailTown(Village):
    """A village whose professionals have mailboxes."""

    def __init__(self) -> None:
        super().__init__()
        self.white_list = WhiteList()
        self.files = Files()
        self.worker = AtOnce(self.database)
        self.bot = LiaisonBot(House(LIAISON), Environment.TEST, self._open_counter)
        self.answering = Answering(LIAISON, self.bot)
        with self.units.unit("directory") as work:
            fill(work)

    def _open_counter(self, house: House, window: Window) -> Counter:
        office = Office(MAILBOXES, self.white_list, Environment.TEST)
        return Counter(house, office, self.files, self.units, self.worker)

    def opens(self, who: PatientIdentity | None = None) -> tuple[Circle, Room]:
        """The circle of Jeanne, everybody in its room."""
        with self.units.unit("open") as work:
            circle = open_jeanne(work, who or identity())
        self.tells("@alice:test", "aide")
        room = self.circles[-1]
        self.everybody_joins(room)
        return circle, room

    def says(
        self, person: str, text: str, room: Room, *, reply_to: str | None = None, **content: Any
    ) -> str:
        """`person` writes, answers or shows a file in a room; what Liaison said of it."""
        direct = LIAISON in room.joined and len(room.joined) == 2
        before = dict(room.said)
        self.last = self._write_whole(
            person, text, room.room_id, direct=direct, reply_to=reply_to, content=content
        )
        return "\n".join(plain(s.text) for event, s in room.said.items() if event not in before)

    def shows(
        self, person: str, room: Room, name: str, media_type: str, raw: bytes, **more: Any
    ) -> str:
        """`person` shows a file; the event's id."""
        url = f"mxc://test/{name}"
        self.files.known[url] = raw
        kind = "m.image" if media_type.startswith("image/") else "m.file"
        caption = more.pop("caption", name)
        self.says(
            person, caption, room, msgtype=kind, body=caption, filename=name, url=url,
            info={"mimetype": media_type, "size": len(raw)},
        )  # fmt: skip
        return self.last

    def corrects(self, person: str, event_id: str, text: str, room: Room) -> None:
        """`person` says otherwise what they said."""
        message = IncomingMessage(
            self._event(), room.room_id, Person(person), f"* {text}", False, self.clock.now(),
            edits=event_id,
            content={"msgtype": "m.text", "m.new_content": {"msgtype": "m.text", "body": text}},
        )  # fmt: skip
        with self.units.unit(message.event_id) as work:
            self.answering.handle(work, message)
        self.deliver()

    def mails(self, mailbox: str) -> list[bytes]:
        """The mails that wait to leave, in order."""
        with self.units.unit("look") as work:
            waiting = mails_due(work.connection, work.keys, mailbox, self.clock.now())
            return [load_source(work.connection, work.keys, mail.number) for mail in waiting]

    def news(self, mailbox: str, happening: Happening, code: str = "") -> None:
        """The operators did something with the mails that wait, or said it."""
        with self.units.unit(f"news {happening} {self.clock.now()}") as work:
            numbers = work.connection.execute(
                select(OUTBOX.c.number).where(OUTBOX.c.mailbox == mailbox)
            ).scalars()
            for number in list(numbers):
                mail = load_by_number(work.connection, work.keys, number)
                assert mail is not None
                for one in mail.recipients:
                    state = after(one.state, happening)
                    work.connection.execute(
                        update(RECIPIENTS)
                        .where(RECIPIENTS.c.number == number, RECIPIENTS.c.rank == one.rank)
                        .values(state=state.value, code=code, changed_at=work.now)
                    )
                    if state is not one.state or code:
                        DispatchWatcher().delivery_changed(
                            work,
                            DeliveryChange(mailbox, mail.message_id, one.address, state, code),
                        )
        self.time_passes(timedelta(minutes=1))

    def _write_whole(
        self,
        person: str,
        text: str,
        room_id: str,
        *,
        direct: bool,
        reply_to: str | None,
        content: Mapping[str, Any],
    ) -> str:
        self.clock.advance(timedelta(seconds=1))
        message = IncomingMessage(
            self._event(), room_id, Person(person), text, direct, self.clock.now(), reply_to,
            content=content or {"msgtype": "m.text", "body": text},
        )  # fmt: skip
        asyncio.run(self.answering.prepare(message))
        with self.units.unit(message.event_id) as work:
            self.answering.handle(work, message)
        self.deliver()
        return message.event_id
