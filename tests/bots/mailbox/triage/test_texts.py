"""The catalogue can be read."""

from __future__ import annotations

from bots.mailbox.triage.texts import TEXTS


def test_it_is_the_catalogue_beside_it() -> None:
    assert TEXTS.path.parent.name == "triage"
