"""A circle prepared from what a letter says, which proves nothing."""

from __future__ import annotations

import pytest

from care.circles.waking import draft_to_begin
from care.identity.status import Status
from care.identity.traits import Traits
from care.letters.deciding import Decider
from care.letters.drafting import begin_circle
from care.runtime.errors import Refusal
from care.runtime.timers import load_due, take_timer
from tests.care.circles.hamlet import PAUL
from tests.care.letters.scene import LIAISON, Paper, Scene, send_papers
from tests.care.standards.people import JEANNE


def test_the_keeper_of_circles_is_told_what_the_letter_says_and_no_more() -> None:
    scene = Scene()
    letter = scene.come(send_papers(Paper()))
    with scene.units.unit("x") as work:
        begin_circle(work, scene.office, Decider(PAUL), letter.number)
    with scene.units.unit("y") as work:
        due = load_due(work.connection, [LIAISON], work.now)
        taken = [take_timer(work, one) for one in due if one.key.startswith("circles:draft:")]
        assert taken[0] is not None
        asked = draft_to_begin(taken[0])
    assert asked is not None
    person, identity = asked
    assert (person, identity.number) == (PAUL, JEANNE.number)
    assert identity.traits.birth_name == "EXEMPLE"
    assert identity.standing.status is Status.PROVISIONAL
    assert scene.acts()[-1] == "letter.circle_begun"


def test_a_letter_that_names_nobody_prepares_nothing() -> None:
    scene = Scene()
    letter = scene.come(send_papers(Paper(traits=Traits("EXEMPLE"), meta_traits=Traits("EXEMPLE"))))
    with pytest.raises(Refusal, match="letter-no-identity"), scene.units.unit("x") as work:
        begin_circle(work, scene.office, Decider(PAUL), letter.number)
    assert JEANNE.number is not None
