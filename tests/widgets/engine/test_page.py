"""A question changes nothing; an act does."""

from __future__ import annotations

from widgets.engine.page import Act, Question
from widgets.engine.view import Done, Nothing


def test_only_acts_take_turns_to_write() -> None:
    assert not Question(Nothing, Done, lambda *_: Done()).changes
    assert Act(Nothing, Done, lambda *_: Done()).changes
