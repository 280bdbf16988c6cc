"""Every reason of a quarantine is said in French."""

from __future__ import annotations

import pytest

from bots.mailbox.triage.wording import say_reason
from bridges.mssante import inbox
from bridges.mssante.handling import FAILED, SENDER_UNREADABLE, SENDER_UNTRUSTED
from care.standards.cda.reason import CdaReason
from care.standards.rfc5322.reason import MailReason
from care.standards.xdm.reason import XdmReason

BRIDGE = (
    FAILED, SENDER_UNREADABLE, SENDER_UNTRUSTED, inbox.TOO_LARGE, inbox.UNFETCHED,
    inbox.UNREADABLE_HERE,
)  # fmt: skip
OURS = (
    *(f"letter-archive-{one.value.replace('_', '-')}" for one in XdmReason),
    *(f"letter-document-{one.value.replace('_', '-')}" for one in CdaReason),
    *(f"letter-mail-{one.value.replace('_', '-')}" for one in MailReason),
    "letter-metadata-unreadable",
)
UNKNOWN = say_reason("something-else")


@pytest.mark.parametrize("reason", [*BRIDGE, *OURS])
def test_a_reason_has_its_own_sentence(reason: str) -> None:
    assert say_reason(reason) != UNKNOWN
