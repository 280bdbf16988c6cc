"""Somebody of the team takes a letter up."""

from __future__ import annotations

import pytest

from care.letters.deciding import Decider, decide, read_again, take_up
from care.letters.model import LetterAct, LetterState
from care.letters.store import forget_source
from care.runtime.errors import Refusal
from tests.care.circles.hamlet import IDA, PAUL
from tests.care.letters.scene import Paper, Scene, send_papers


def test_a_letter_is_taken_up_by_its_team_while_its_bytes_are_there() -> None:
    scene = Scene()
    letter = scene.come(send_papers(Paper()))
    with scene.units.unit("x") as work:
        assert take_up(work, scene.office, Decider(PAUL), letter.number) == letter
        assert decide(work, letter, LetterAct.KEEP) is LetterState.SHOWN
        assert len(read_again(work, letter).pieces) == 1
        forget_source(work.connection, letter.number)
    for who, number, reason in ((IDA, 1, "letter-team-only"), (PAUL, 9, "letter-unknown")):
        with pytest.raises(Refusal, match=reason), scene.units.unit("y") as work:
            take_up(work, scene.office, Decider(who), number)
    with pytest.raises(Refusal, match="letter-too-late"), scene.units.unit("z") as work:
        read_again(work, letter)
