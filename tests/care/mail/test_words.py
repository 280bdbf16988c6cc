"""Every fact has its sentence."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bridges.mssante import handling, inbox
from care.mail.model import Expiring, ExpiryWarning, MailboxChange, Trouble, Way
from care.mail.words import say_expiry, say_mailbox, say_reason

US = "cabinet@cpts.mssante.example"
REASONS = [
    handling.FAILED,
    handling.SENDER_UNREADABLE,
    handling.SENDER_UNTRUSTED,
    inbox.TOO_LARGE,
    inbox.UNFETCHED,
    inbox.UNREADABLE_HERE,
]


@pytest.mark.parametrize("reason", REASONS)
def test_what_is_put_aside_has_its_reason(reason: str) -> None:
    assert say_reason(reason).endswith(".")


def test_a_refusal_says_what_and_what_to_do() -> None:
    told = say_reason("mail-too-large", size=12.4, limit=10.0)
    assert "12,4" in told
    assert "10" in told
    assert "a@b.example" in say_reason("mail-recipient-untrusted", address="a@b.example")
    with pytest.raises(KeyError):
        say_reason("autre-chose")


@pytest.mark.parametrize("way", Way)
@pytest.mark.parametrize("trouble", [None, *Trouble])
def test_each_trouble_and_its_end(way: Way, trouble: Trouble | None) -> None:
    told = say_mailbox(MailboxChange(US, way, trouble))
    assert US in told
    assert (trouble is None) == ("de nouveau" in told)


@pytest.mark.parametrize("what", Expiring)
def test_each_end_ahead_and_past(what: Expiring) -> None:
    for days in (0, 1, 14):
        told = say_expiry(ExpiryWarning(US, what, datetime(2030, 1, 7, tzinfo=UTC), days))
        assert "07/01/2030" in told or what is Expiring.WHITE_LIST
