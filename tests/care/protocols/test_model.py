"""What was posted is a fact."""

from __future__ import annotations

from datetime import UTC, datetime

from care.protocols.model import Protocol


def test_a_text_is_not_a_file_unless_said() -> None:
    posted = Protocol("$1", "!r", "Plaies", "", "A", datetime(2026, 11, 16, tzinfo=UTC))
    assert not posted.is_file
