"""What crosses the ports is plain and frozen, and the test's own readers fit them."""

from __future__ import annotations

import dataclasses

import pytest

from bridges.mssante.delivery import Delivery
from bridges.mssante.ports import DeliveryChange, MailReader, TokenSource, Watcher, Way
from bridges.mssante.tables import MAILBOXES
from tests.bridges.mssante.watching import Memory
from tests.real.mail.bridge import Notary, Tokens


def test_a_change_cannot_be_altered() -> None:
    change = DeliveryChange("a@b.example", "<m@b.example>", "c@d.example", Delivery.SENT, "")
    with pytest.raises(dataclasses.FrozenInstanceError):
        change.code = "x"  # type: ignore[misc]


def test_each_way_has_its_columns() -> None:
    for way in Way:
        assert {way.value, f"{way.value}_since"} <= set(MAILBOXES.c.keys())


def test_readers_watchers_and_tokens_fit() -> None:
    reader: MailReader = Notary()
    watchers: list[Watcher] = [Notary(), Memory()]
    tokens: TokenSource = Tokens()
    assert reader and watchers and tokens
