"""What receipts tell."""

from __future__ import annotations

from care.standards.mdn.model import (
    DeliveryAction,
    Disposition,
    ReadingReceipt,
    RecipientDelivery,
)


def test_only_what_reached_somebody_is_positive() -> None:
    positive = {
        disposition
        for disposition in Disposition
        if ReadingReceipt(disposition, "m", "r").is_positive
    }
    assert positive == {Disposition.DISPLAYED, Disposition.DISPATCHED, Disposition.PROCESSED}
    assert not ReadingReceipt(Disposition.PROCESSED, "m", "r", is_error=True).is_positive


def test_only_a_failure_is_final() -> None:
    final = {action for action in DeliveryAction if RecipientDelivery("r", action).is_final_failure}
    assert final == {DeliveryAction.FAILED}
