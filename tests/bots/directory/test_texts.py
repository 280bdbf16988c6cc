"""The catalogue is the one beside the replies."""

from __future__ import annotations

from bots.directory.texts import TEXTS


def test_it_speaks() -> None:
    assert TEXTS.say("thanks")
    assert TEXTS.path.name == "fr.ftl"
