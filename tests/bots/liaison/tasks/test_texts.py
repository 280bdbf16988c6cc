"""Every doubt and problem of a moment has its sentence."""

from __future__ import annotations

from bots.liaison.tasks.texts import TEXTS
from care.moments.french.model import Guess, Problem
from care.tasks.model import State


def test_guesses_problems_and_states() -> None:
    for guess in Guess:
        assert TEXTS.say(f"guess-{guess.value}").endswith((".", "!"))
    for problem in Problem:
        assert TEXTS.say(f"no-moment-{problem.value}").endswith(".")
    for state in State:
        assert "x" in TEXTS.say(f"task-{state.value}", text="x", urgent="")
        assert TEXTS.say(f"no-task-already-{state.value}")
