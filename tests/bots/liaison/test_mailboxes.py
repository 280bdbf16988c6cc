"""Coordinators are told what stops a mailbox, and when it is over."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bots.engine.dialogue import Dialogue
from bots.liaison.bot import LiaisonBot
from bots.liaison.house import House
from care.accounts.model import Account, AccountKind
from care.accounts.store import save_account
from care.mail.mailboxes import Mailboxes
from care.mail.model import Expiring, ExpiryWarning, MailboxChange, Trouble, Way
from care.mail.notices import Notice, Notices
from care.runtime.outgoing import Say

LIAISON, US = "@liaison:dialogue.test", "cabinet@cpts.mssante.example"
CLARA, ALICE = "@clara.exemple:dialogue.test", "@alice.fictif:dialogue.test"


def told(notice: Notice) -> list[Say]:
    """What is said, in a territory of one coordinator and one nurse."""
    dialogue = Dialogue(LiaisonBot(House(LIAISON)))
    with dialogue.units.unit("begin") as work:
        kinds = {CLARA: AccountKind.COORDINATOR, ALICE: AccountKind.PROFESSIONAL}
        for person, kind in kinds.items():
            save_account(work.connection, Account(person, kind, "EXEMPLE Clara"))
        notices = Notices(LIAISON, Mailboxes())
        if isinstance(notice, MailboxChange):
            notices.mailbox_changed(work, notice)
        else:
            notices.expiry_is_near(work, notice)
    dialogue.wait_until(dialogue.clock.now())
    return [one for one in dialogue.outgoing if isinstance(one, Say)]


@pytest.mark.parametrize(
    ("notice", "word", "rings"),
    [
        (MailboxChange(US, Way.RECEIVING, Trouble.LOGIN_REFUSED), "refuse notre accès", True),
        (MailboxChange(US, Way.RECEIVING, Trouble.DISK_FULL), "Le disque", True),
        (MailboxChange(US, Way.RECEIVING, None), "reçoit de nouveau", False),
        (
            ExpiryWarning(US, Expiring.CERTIFICATE, datetime(2030, 2, 1, tzinfo=UTC), 7),
            "01/02/2030",
            True,
        ),
    ],
)
def test_coordinators_alone_hear_it(notice: Notice, word: str, rings: bool) -> None:
    (said,) = told(notice)
    assert said.to.person == CLARA
    assert word in said.text
    assert bool(said.mentions) is rings


def test_who_must_log_in_is_not_their_concern() -> None:
    assert told(MailboxChange(US, Way.SENDING, Trouble.WAITING_FOR_LOGIN)) == []
