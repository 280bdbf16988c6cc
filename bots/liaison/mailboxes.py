"""The coordination hears of mailboxes that stop, and of what is to be renewed for them."""

from __future__ import annotations

from bots.engine.markup import fact, write
from bots.liaison.house import House
from bots.liaison.reaching import tell
from care.accounts.model import AccountKind
from care.accounts.store import load_accounts
from care.mail.model import MailboxChange, Trouble
from care.mail.notices import notice_of
from care.mail.words import say_notice
from care.runtime.timers import Timer
from care.runtime.units import UnitOfWork


def tell_of_mailboxes(work: UnitOfWork, house: House, timer: Timer) -> bool:
    """Tell every coordinator what `timer` is about; False when it is about something else.

    It rings, unless it is good news. Who must log in is told in the mailbox's own room.
    """
    notice = notice_of(timer)
    if notice is None:
        return False
    is_change = isinstance(notice, MailboxChange)
    trouble = notice.trouble if isinstance(notice, MailboxChange) else None
    if trouble is Trouble.WAITING_FOR_LOGIN:
        return True
    words = write([fact(say_notice(notice))])
    for account in load_accounts(work.connection):
        if account.kind is AccountKind.COORDINATOR:
            tell(work, house, account.user_id, words, rings=not is_change or trouble is not None)
    return True
