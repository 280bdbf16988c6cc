"""Facts of the mailboxes in French, for whoever tells them."""

from __future__ import annotations

from pathlib import Path

from care.mail.model import ExpiryWarning, MailboxChange
from care.mail.notices import Notice
from care.runtime.texts import Texts, french_date

_TEXTS = Texts(Path(__file__).with_name("fr.ftl"))


def say_reason(reason: str, **facts: object) -> str:
    """Why a mail was refused or put aside. Raises KeyError for a reason of somebody else's."""
    return _TEXTS.say(reason, **facts)


def say_mailbox(change: MailboxChange) -> str:
    """A mailbox stopped or works again."""
    trouble = "over" if change.trouble is None else change.trouble.value
    return _TEXTS.say(f"trouble-{trouble}", mailbox=change.mailbox, way=change.way.value)


def say_expiry(warning: ExpiryWarning) -> str:
    """Something must be renewed."""
    return _TEXTS.say(
        f"expiry-{warning.what.value}",
        mailbox=warning.mailbox,
        day=french_date(warning.expires_at.date()),
        days=warning.days,
    )


def say_notice(notice: Notice) -> str:
    """Whichever it is."""
    return say_mailbox(notice) if isinstance(notice, MailboxChange) else say_expiry(notice)
