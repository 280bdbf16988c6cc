"""The words of receipts."""

from __future__ import annotations

from care.letters.texts import TEXTS


def test_a_receipt_says_what_it_is_about() -> None:
    assert "Bilan" in TEXTS.say("receipt-taken", mailbox="Cabinet", subject="Bilan")
