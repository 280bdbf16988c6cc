"""A mailbox of invented people, and its account to talk with."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from bots.engine.dialogue import Dialogue
from bots.mailbox.bot import MailboxBot
from bots.mailbox.house import House
from bots.mailbox.part import Part
from bots.mailbox.rooms import MailRoom, wake_to_open
from care.identity.reason import Environment
from care.mail.mailboxes import MailboxSeat
from care.runtime.rooms import bind_room
from tests.bridges.mssante.watching import Domains

ACCOUNT = "@mailbox:dialogue.test"
LIAISON = "@liaison:dialogue.test"
ALICE, BRUNO = "@alice.fictif:dialogue.test", "@bruno.invente:dialogue.test"
ROOMS = {MailRoom.LETTERS: "!letters:dialogue.test", MailRoom.TRIAGE: "!triage:dialogue.test"}
SEAT = MailboxSeat(
    "cabinet@cpts.mssante.example", ACCOUNT, "Cabinet de l’Exemple", team=(ALICE, BRUNO)
)


def house_of(seat: MailboxSeat = SEAT) -> House:
    """What its account knows."""
    return House(seat, LIAISON, Domains(), environment=Environment.TEST)


def mailbox(*, seat: MailboxSeat = SEAT, parts: Iterable[Part] | None = None) -> Dialogue:
    """The account of the mailbox, its rooms open."""
    dialogue = Dialogue(MailboxBot(house_of(seat), parts))
    settle(dialogue)
    with dialogue.units.database.begin() as connection:
        for room, room_id in ROOMS.items():
            bind_room(connection, ACCOUNT, room.value, room_id, step_back=False)
    return dialogue


def settle(dialogue: Dialogue) -> None:
    """The account starts again, a moment later."""
    dialogue.clock.advance(timedelta(seconds=1))
    with dialogue.units.unit("start") as work:
        wake_to_open(work, ACCOUNT)
    dialogue.wait_until(dialogue.clock.now())
