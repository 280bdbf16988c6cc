"""Every reason is met by a test, and quotes nothing."""

from __future__ import annotations

from care.standards.rfc5322.reason import ComposeReason, ComposeRefused, MailReason, MailRefused
from tests.care.standards.rfc5322.test_limits import REFUSED


def test_every_reason_is_met() -> None:
    assert {reason for _, reason in REFUSED.values()} == set(MailReason)


def test_refusals_quote_nothing() -> None:
    assert str(MailRefused(MailReason.TOO_DEEP)) == "too_deep"
    assert str(ComposeRefused(ComposeReason.BAD_ADDRESS)) == "bad_address"
