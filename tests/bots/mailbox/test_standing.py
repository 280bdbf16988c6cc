"""The team reads that its mailbox stopped, and that it works again."""

from __future__ import annotations

from datetime import timedelta

from care.mail.mailboxes import Mailboxes
from care.mail.model import MailboxChange, Trouble, Way
from care.mail.notices import Notices
from tests.bots.mailbox.post import LIAISON, SEAT, mailbox


def test_it_is_said_once_each_way() -> None:
    dialogue, notices = mailbox(), Notices(LIAISON, Mailboxes((SEAT,)))
    for trouble, word in ((Trouble.UNREACHABLE, "rien n’est perdu"), (None, "envoie de nouveau")):
        dialogue.clock.advance(timedelta(minutes=1))
        with dialogue.units.unit(f"{trouble}") as work:
            notices.mailbox_changed(work, MailboxChange(SEAT.address, Way.SENDING, trouble))
        (said,) = dialogue.wait_until(dialogue.clock.now())
        assert word in said
        assert SEAT.address in said
        assert [one.to.key for one in dialogue.outgoing] == ["mailbox"]
