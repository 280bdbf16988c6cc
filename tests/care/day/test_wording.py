"""« retrait pansement jeudi 8h15 @Paul urgent », taken apart."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care.day.wording import is_myself, read_task

NOW, PARIS = datetime(2026, 3, 2, 8, tzinfo=UTC), ZoneInfo("Europe/Paris")


@pytest.mark.parametrize(
    ("text", "what", "person", "urgent", "own"),
    [
        ("retrait pansement jeudi 8h15 @Paul", "retrait pansement", "Paul", False, False),
        ("bilan demain @Paul Inventé urgent", "bilan", "Paul Inventé", True, False),
        ("perso relire le dossier", "relire le dossier", "", False, True),
        ("appeler la famille", "appeler la famille", "", False, False),
        ("commander !! compresses", "commander compresses", "", True, False),
    ],
)
def test_parts(text: str, what: str, person: str, urgent: bool, own: bool) -> None:
    worded = read_task(text, NOW, PARIS)
    assert (worded.text, worded.person) == (what, person)
    assert (worded.is_urgent, worded.is_own) == (urgent, own)


@given(st.text(max_size=300))
def test_any_text_is_taken_apart(text: str) -> None:
    read_task(text, NOW, PARIS)


def test_oneself() -> None:
    assert is_myself("Moi")
    assert not is_myself("Mo")
