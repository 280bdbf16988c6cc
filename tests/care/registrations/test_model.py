"""A request is a fact: it is replaced, never altered."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from datetime import UTC, datetime

import pytest

from care.registrations.model import Request, State


def test_a_request_cannot_be_altered() -> None:
    made = Request(1, "@a:test", "A", "id", "!r", State.WAITING, datetime.now(UTC))
    with pytest.raises(FrozenInstanceError):
        made.state = State.ACCEPTED  # type: ignore[misc]
