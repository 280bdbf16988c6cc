"""Two rooms, opened once; whoever joins the team is invited, whoever leaves it is taken out."""

from __future__ import annotations

from dataclasses import replace

from bots.engine.dialogue import Dialogue
from bots.mailbox.bot import MailboxBot
from bots.mailbox.rooms import MailRoom
from care.access.act import RoomKind
from care.runtime.outgoing import Invite, OpenRoom, Remove
from tests.bots.mailbox.post import ACCOUNT, ALICE, BRUNO, SEAT, house_of, mailbox, settle

CLARA = "@clara.exemple:dialogue.test"


def restart(dialogue: Dialogue, *team: str) -> Dialogue:
    """The same account, with another team in the settings."""
    dialogue.bot = MailboxBot(house_of(replace(SEAT, team=team)))
    settle(dialogue)
    return dialogue


def seats(dialogue: Dialogue) -> list[tuple[str, str, str]]:
    """Who was invited and taken out last, and from where."""
    return [
        (type(one).__name__, one.to.key or "", one.person)
        for one in dialogue.outgoing
        if isinstance(one, Invite | Remove)
    ]


def test_the_rooms_are_opened_once_with_the_team() -> None:
    dialogue = mailbox()
    opened = [one for one in dialogue.outgoing if isinstance(one, OpenRoom)]
    assert [one.key for one in opened] == ["mailbox", "triage"]
    assert {one.kind for one in opened} == {RoomKind.MAILBOX}
    assert all(SEAT.address not in str(one.name) for one in opened)
    assert seats(dialogue) == [
        ("Invite", room, person) for room in ("mailbox", "triage") for person in (ALICE, BRUNO)
    ]
    settle(dialogue)
    assert dialogue.outgoing == []


def test_the_team_is_followed() -> None:
    again = restart(mailbox(), BRUNO, CLARA)
    assert seats(again) == [
        (act, room, person)
        for room in ("mailbox", "triage")
        for act, person in (("Invite", CLARA), ("Remove", ALICE))
    ]
    assert seats(restart(again, BRUNO, CLARA)) == []


def test_who_could_not_be_invited_is_invited_again_at_the_next_start() -> None:
    dialogue = mailbox()
    dialogue.refuses(Invite(MailRoom.TRIAGE.address, ALICE))
    settle(dialogue)
    assert seats(dialogue) == [("Invite", "triage", ALICE)]
    assert dialogue.account == ACCOUNT
