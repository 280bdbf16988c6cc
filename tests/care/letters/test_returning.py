"""An answer is filed as one paper, and each line of the trail says by whom."""

from __future__ import annotations

from dataclasses import replace

import pytest

from care.circles.model import Circle
from care.letters.deciding import Decider
from care.letters.model import Letter, LetterKind, LetterState, Sending
from care.letters.returning import file_words
from care.letters.rules import check_may_file_words
from care.letters.store import save_letter
from care.runtime.errors import Refusal
from tests.care.circles.hamlet import ALICE, PAUL
from tests.care.letters.scene import Scene, write


def expected(scene: Scene, circle: Circle) -> Letter:
    """A mail that answers what left from the circle."""
    letter = scene.come(write(subject="Re: question", text="Oui."))
    known = replace(letter, sheet=replace(letter.sheet, answered=Sending("d1", circle.id.text)))
    with scene.units.unit("known") as work:
        save_letter(work, known)
    return known


def test_it_is_filed_under_its_sender_and_written_down() -> None:
    scene = Scene()
    circle = scene.circle()
    letter = expected(scene, circle)
    with scene.units.unit("file") as work:
        filed = file_words(work, scene.office, Decider(ALICE), letter.number)
    assert (filed.state, filed.patient) == (LetterState.FILED, circle.patient.text)
    (document,) = scene.documents(circle)
    assert document.senders == (letter.sheet.sender,)
    assert filed.sheet.documents == (document.id.text,)
    assert scene.acts() == ["letter.received", "letter.filed"]
    with (
        pytest.raises(Refusal, match="letter-is-filed"),
        scene.units.unit("again") as work,
    ):
        file_words(work, scene.office, Decider(PAUL), letter.number)
    assert len(scene.documents(circle)) == 1


@pytest.mark.parametrize("kind", LetterKind)
@pytest.mark.parametrize("state", LetterState)
@pytest.mark.parametrize("is_expected", [True, False])
def test_only_words_that_wait_to_be_read_are_filed_so(
    kind: LetterKind, state: LetterState, is_expected: bool
) -> None:
    letter = Scene().come(write())
    answered = Sending("d1", "c1") if is_expected else None
    letter = replace(letter, kind=kind, state=state, sheet=replace(letter.sheet, answered=answered))
    may = kind is LetterKind.PLAIN and is_expected and state is LetterState.SHOWN
    if may:
        check_may_file_words(letter)
        return
    with pytest.raises(Refusal):
        check_may_file_words(letter)
