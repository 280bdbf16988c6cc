"""Which protocols a few words are about."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from care.protocols.finding import find_protocols
from care.protocols.model import Protocol


def posted(day: int, title: str, words: str = "") -> Protocol:
    return Protocol(f"${day}", "!r", title, words, "A", datetime(2026, 11, day, tzinfo=UTC))


KNOWN = [
    posted(1, "Protocole plaies chroniques"),
    posted(2, "Plaies : quand appeler"),
    posted(3, "protocole_insuline_v2.pdf", "Adaptation des doses"),
    posted(4, "Chutes à domicile"),
]


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("plaies", ["$2", "$1"]),
        ("plaie chronique", ["$1"]),
        ("insuline", ["$3"]),
        ("insulline", ["$3"]),
        ("doses", ["$3"]),
        ("chut", ["$4"]),
        ("", ["$4", "$3", "$2", "$1"]),
        ("le protocole sur les chutes", ["$4"]),
        ("zzz", []),
    ],
)
def test_the_most_telling_then_the_latest(text: str, events: list[str]) -> None:
    assert [protocol.event_id for protocol in find_protocols(KNOWN, text)] == events


def test_nothing_known_nothing_found() -> None:
    assert find_protocols([], "plaies") == []
