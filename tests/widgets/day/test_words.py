"""Every refusal and meeting of changes has its whole sentence, in French."""

from __future__ import annotations

import pytest

from care.moments.french.model import Guess, Problem
from care.tasks.model import State
from widgets.day.words import TEXTS, tell

MEETINGS = {
    "moved": ("2026-12-04T08:15", ""),
    "assignee": ("INVENTE Paul", ""),
    "state": ("done", "todo"),
    "urgent": ("yes", "no"),
    "theme": ("sang", ""),
    "text": ("bilan", "autre"),
}


@pytest.mark.parametrize("field", MEETINGS)
@pytest.mark.parametrize("side", ["mine", "theirs"])
@pytest.mark.parametrize("by", ["INVENTE Paul", ""])
def test_who_else_changed_what_and_what_is_kept(field: str, side: str, by: str) -> None:
    kept, lost = MEETINGS[field]
    for one, other in ((kept, lost), (lost, kept)):
        said = tell(f"also-{field}-{side}", text="bilan", by=by, kept=one, lost=other)
        assert "« bilan »" in said.replace("\u202f", " ").replace("\u00a0", " ")
        assert (by or "Un autre de vos appareils") in said
        assert "{" not in said
        assert "T08:15" not in said


def test_a_moment_is_told_so_that_it_can_be_read_later() -> None:
    said = tell("also-moved-mine", text="x", by="y", kept="2026-12-04T08:15", lost="2026-12-05")
    said = said.replace("\u00a0", " ")
    assert "vendredi 4/12 à 8 h 15" in said
    assert "samedi 5/12" in said


def test_guesses_problems_and_states() -> None:
    for guess in Guess:
        assert TEXTS.say(f"guess-{guess.value}").endswith(".")
    for problem in Problem:
        assert tell(f"moment-{problem.value}").endswith(".")
    for state in State:
        assert TEXTS.say(f"value-state-{state.value}")


def test_what_has_no_sentence_here_is_left_to_the_engine() -> None:
    with pytest.raises(KeyError):
        tell("session-unknown")
