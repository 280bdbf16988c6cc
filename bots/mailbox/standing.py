"""Whether the mailbox works: said where its team reads, as soon as it stops and when it is over."""

from __future__ import annotations

from bots.mailbox.part import Answers, Part
from bots.mailbox.rooms import MailRoom
from care.mail.notices import notice_of
from care.mail.words import say_notice
from care.runtime.outgoing import Say
from care.runtime.timers import Timer
from care.runtime.units import UnitOfWork


class Standing(Part):
    """Says how the mailbox is."""

    def due(self, work: UnitOfWork, timer: Timer) -> Answers | None:
        """Somebody noticed that it stopped, or that it works again."""
        notice = notice_of(timer)
        if notice is None:
            return None
        return [Say(MailRoom.LETTERS.address, say_notice(notice), notice=True)]
