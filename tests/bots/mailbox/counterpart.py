"""The room of a mailbox, with somebody's mail in it, and a team that answers."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import timedelta
from itertools import count
from typing import Any

from sqlalchemy import update

from bots.engine.answering import Answering as Handler
from bots.mailbox.answering import Answering
from bots.mailbox.bot import MailboxBot
from bots.mailbox.rooms import MailRoom
from care.accounts.model import Account, AccountKind
from care.accounts.store import save_account
from care.dispatches.watching import DispatchWatcher
from care.documents.model import Sender
from care.letters.model import Letter, LetterKind, LetterState, Sheet
from care.letters.store import add_letter
from care.letters.threads import join_thread, root_thread
from care.mail.delivery import Delivery
from care.mail.model import DeliveryChange
from care.mail.queue import load_due as mails_due
from care.mail.queue import load_outgoing, load_source
from care.mail.tables import RECIPIENTS
from care.matrix.model import Erased, IncomingMessage, Person
from care.runtime.outbox import Fate, load_pending, mark_sent
from care.runtime.outgoing import Say
from care.runtime.timers import load_due, take_timer
from care.standards.rfc5322.model import Mail
from care.standards.rfc5322.parser import parse_mail
from tests.bots.liaison.sending.town import Files
from tests.bots.liaison.village import plain
from tests.bots.mailbox.post import ACCOUNT, ALICE, BRUNO, ROOMS, SEAT, house_of, mailbox

COLLEAGUE = "marc.rayon@ch.mssante.example"
OTHER = "luc.essai@ch.mssante.example"
PATIENT = "284067699900138@patient.mssante.fr"
_TURN = count(1)


class Counterpart:
    """The room of the mailbox, with somebody's mail in it."""

    def __init__(self) -> None:
        self.files = Files()
        self.dialogue = mailbox()
        self.bot = MailboxBot(house_of(), [Answering(house_of(), self.files)])
        self.handler = Handler(ACCOUNT, self.bot)
        self.units = self.dialogue.units
        self.clock = self.dialogue.clock
        self.said: dict[str, Say] = {}
        self._seen = 0
        with self.units.unit("people") as work:
            for user, name in ((ALICE, "FICTIF Alice"), (BRUNO, "INVENTE Bruno")):
                save_account(
                    work.connection,
                    Account(user, AccountKind.PROFESSIONAL, f"{name} – médecin", None, "10"),
                )
        self._deliver()

    def gets(self, sender: str = COLLEAGUE, **more: Any) -> str:
        """A mail came; the event that its thread hangs on."""
        number = next(_TURN)
        message_id = self.message_id = f"m{number}@ch.mssante.example"
        sheet = Sheet(
            Sender(sender, name="Dr Marc RAYON"),
            subject=more.pop("subject", "Scanner de contrôle"),
            written_at=self.clock.now(),
            text="Bonjour,\nfaut-il injecter ?",
            message_id=message_id,
            before=("m0@ch.mssante.example",),
            answer_to=((sender, "Dr Marc RAYON"),),
            everybody=((SEAT.address, ""), (OTHER, "Luc")),
            **more,
        )
        with self.units.unit(f"mail {number}") as work:
            thread = join_thread(work, SEAT.address, (*sheet.before, message_id))
            sent = work.send(ACCOUNT, Say(MailRoom.LETTERS.address, "mail"))
            root_thread(work, thread.number, sent)
            letter = Letter(
                0, SEAT.address, LetterKind.PLAIN, LetterState.SHOWN, self.clock.now(), sheet,
                thread=thread.number, message=sent,
            )  # fmt: skip
            add_letter(work, letter, b"")
            self.thread = thread.number
        self._deliver()
        return f"${sent}"

    def writes(
        self,
        text: str,
        thread: str | None = None,
        *,
        person: str = ALICE,
        room: MailRoom = MailRoom.LETTERS,
        edits: str | None = None,
        to: str | None = None,
        content: Mapping[str, Any] | None = None,
    ) -> str:
        """Somebody writes there; what is said then."""
        self.clock.advance(timedelta(seconds=1))
        before = set(self.said)
        self.last = f"$turn{next(_TURN)}"
        message = IncomingMessage(
            self.last, ROOMS[room], Person(person), text, False, self.clock.now(), to, edits,
            content or {"msgtype": "m.text", "body": text}, thread,
        )  # fmt: skip
        asyncio.run(self.handler.prepare(message))
        with self.units.unit(self.last) as work:
            self.handler.handle(work, message)
        self._deliver()
        return "\n".join(plain(say.text) for key, say in self.said.items() if key not in before)

    def shows(self, name: str, thread: str | None, to: str | None = None) -> str:
        """Somebody shows a file."""
        url = f"mxc://test/{name}"
        self.files.known[url] = b"x" * 2_000
        content = {
            "msgtype": "m.file", "body": name, "filename": name, "url": url,
            "info": {"mimetype": "application/octet-stream"},
        }  # fmt: skip
        return self.writes(name, thread, content=content, to=to)

    def erases(self, target: str) -> str:
        """Somebody erases what they wrote; what is said then."""
        before = set(self.said)
        erased = Erased(
            f"$turn{next(_TURN)}", ROOMS[MailRoom.LETTERS], target, ALICE, self.clock.now()
        )
        with self.units.unit(erased.event_id) as work:
            self.handler.erased(work, erased)
        self._deliver()
        return "\n".join(plain(say.text) for key, say in self.said.items() if key not in before)

    @property
    def mails(self) -> list[Mail]:
        """What waits to leave."""
        with self.units.unit(f"look {next(_TURN)}") as work:
            waiting = mails_due(work.connection, work.keys, SEAT.address, self.clock.now())
            return [
                parse_mail(load_source(work.connection, work.keys, mail.number)) for mail in waiting
            ]

    def happens(self, mail: Mail, state: Delivery, code: str = "") -> None:
        """News of a mail that left."""
        with self.units.unit(f"news {next(_TURN)}") as work:
            message_id = f"<{mail.message_id}>"
            known = load_outgoing(work.connection, work.keys, SEAT.address, message_id)
            assert known is not None
            (one, *_) = known.recipients
            work.connection.execute(
                update(RECIPIENTS)
                .where(RECIPIENTS.c.number == known.number, RECIPIENTS.c.rank == one.rank)
                .values(state=state.value, code=code)
            )
            change = DeliveryChange(SEAT.address, message_id, one.address, state, code)
            DispatchWatcher().delivery_changed(work, change)
        with self.units.database.begin() as connection:
            due = load_due(connection, [ACCOUNT], self.clock.now())
        for timer in due:
            with self.units.unit(timer.cause) as work:
                if (taken := take_timer(work, timer)) is not None:
                    self.handler.due(work, taken)
        self._deliver()

    def _deliver(self) -> None:
        with self.units.database.begin() as connection:
            rows = load_pending(connection, self.units.keys, ACCOUNT, self._seen)
            for row in rows:
                self._seen = row.sequence
                if isinstance(row.outgoing, Say):
                    self.said[row.transaction_id] = row.outgoing
                mark_sent(connection, row, Fate(event_id=f"${row.transaction_id}"))
