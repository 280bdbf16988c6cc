"""The account asks its parts in turn, and tells who writes to it alone where it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from bots.mailbox.part import Part
from bots.mailbox.rooms import MailRoom
from care.matrix.model import Erased, IncomingMessage, Moved, Person, Reaction
from care.runtime.outgoing import Address, Erase, Outgoing, Say
from care.runtime.timers import Timer, set_timer
from care.runtime.units import UnitOfWork
from tests.bots.mailbox.post import ACCOUNT, ALICE, ROOMS, mailbox


@dataclass
class Echo(Part):
    """Takes what begins with its word, and remembers where."""

    word: str
    heard: list[str] = field(default_factory=list)

    async def prepare(self, message: IncomingMessage) -> None:
        self.heard.append(f"prepare {message.text}")

    def _take(self, what: str, said: str, room: MailRoom | None) -> Sequence[Outgoing] | None:
        if not said.startswith(self.word):
            return None
        self.heard.append(f"{what} {room}")
        to = room.address if room else Address(person=ALICE)
        return [Say(to, f"{self.word} {what}")]

    def due(self, work: UnitOfWork, timer: Timer) -> Sequence[Outgoing] | None:
        return self._take("due", timer.key, None)

    def handle(
        self, work: UnitOfWork, message: IncomingMessage, room: MailRoom | None
    ) -> Sequence[Outgoing] | None:
        return self._take("handle", message.text, room)

    def edited(
        self, work: UnitOfWork, message: IncomingMessage, room: MailRoom | None
    ) -> Sequence[Outgoing] | None:
        return self._take("edited", message.text, room)

    def reacted(
        self, work: UnitOfWork, reaction: Reaction, room: MailRoom | None
    ) -> Sequence[Outgoing] | None:
        return self._take("reacted", reaction.emoji, room)

    def erased(
        self, work: UnitOfWork, erased: Erased, room: MailRoom | None
    ) -> Sequence[Outgoing] | None:
        return self._take("erased", erased.target, room)

    def moved(self, work: UnitOfWork, moved: Moved) -> None:
        self.heard.append(f"moved {moved.key}")

    def failed_to_send(
        self, work: UnitOfWork, outgoing: Outgoing, transaction_id: str
    ) -> Sequence[Outgoing] | None:
        return self._take("failed", transaction_id, None)


LETTERS, TRIAGE = ROOMS[MailRoom.LETTERS], ROOMS[MailRoom.TRIAGE]


def test_each_part_is_asked_in_turn_and_told_the_room() -> None:
    first, second = Echo("un"), Echo("deux")
    dialogue = mailbox(parts=[first, second])
    assert dialogue.says(ALICE, "deux", room=LETTERS, direct=False) == ["deux handle"]
    assert dialogue.says(ALICE, "un", room=TRIAGE, direct=False) == ["un handle"]
    assert first.heard == ["prepare deux", "prepare un", "handle triage"]
    assert second.heard == ["prepare deux", "handle mailbox", "prepare un"]


def test_everything_that_happens_reaches_the_parts() -> None:
    part = Echo("un")
    dialogue = mailbox(parts=[part])
    now, alice = dialogue.clock.now(), Person(ALICE)
    edit = IncomingMessage("$2", LETTERS, alice, "un", direct=False, sent_at=now, edits="$1")
    assert dialogue.receives(edit) == ["un edited"]
    sign = Reaction("$3", TRIAGE, alice, "$1", "un", now, direct=False)
    assert dialogue.happens(sign) == ["un reacted"]
    assert dialogue.happens(Erased("$4", LETTERS, "un", ALICE, now)) == ["un erased"]
    assert dialogue.refuses(Erase(Address(key="mailbox"), "$1"), "un") == ["un failed"]
    with dialogue.units.unit("timer") as work:
        set_timer(work, ACCOUNT, "un:wake", now)
    assert dialogue.wait_until(now) == ["un due"]


def test_in_a_conversation_of_two_it_says_where_it_is() -> None:
    (answer,) = mailbox().says(ALICE, "bonjour")
    assert "Courriers – Cabinet de l’Exemple" in answer


def test_it_does_not_hear_itself_nor_rooms_of_others() -> None:
    dialogue = mailbox(parts=[Echo("un")])
    assert dialogue.says(ACCOUNT, "un", room=LETTERS, direct=False) == []
    assert dialogue.says(ALICE, "un", room="!ailleurs:dialogue.test", direct=False) == []
