"""What is said of mails is plain and frozen."""

from __future__ import annotations

import dataclasses

import pytest

from bridges.mssante.tables import MAILBOXES
from care.mail.delivery import Delivery
from care.mail.model import DeliveryChange, Way


def test_a_change_cannot_be_altered() -> None:
    change = DeliveryChange("a@b.example", "<m@b.example>", "c@d.example", Delivery.SENT, "")
    with pytest.raises(dataclasses.FrozenInstanceError):
        change.code = "x"  # type: ignore[misc]


def test_each_way_has_its_columns() -> None:
    for way in Way:
        assert {way.value, f"{way.value}_since"} <= set(MAILBOXES.c.keys())
