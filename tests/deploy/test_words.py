"""The command speaks from its catalogue."""

from __future__ import annotations

import pytest

from deploy.words import say


def test_facts_are_put_in() -> None:
    assert "8440" in say("port-taken", port="8440")


def test_an_unknown_key_is_a_bug() -> None:
    with pytest.raises(KeyError):
        say("no-such-key")
