"""All that is known before a letter is routed."""

from __future__ import annotations

from dataclasses import replace

from care.audit.model import Face
from care.circles.model import CircleState
from care.identity.authority import NIR_TEST
from care.identity.ins import InsNumber
from care.identity.matching import Grade
from care.identity.matricule import Matricule
from care.identity.reason import Environment
from care.letters.gathering import MOST_CANDIDATES, find_candidates, gather_facts
from care.letters.model import Claim
from care.letters.reading import read_letter
from care.patients.workflow import correct_identity
from tests.care.letters.scene import Paper, Scene, qualified, send_papers
from tests.care.standards.people import JEANNE

OTHER = InsNumber(Matricule("155035960604289"), NIR_TEST)
CLAIM = Claim(JEANNE.traits, JEANNE.number)


def test_a_patient_is_found_by_number_with_their_circle() -> None:
    scene = Scene()
    circle = scene.circle()
    with scene.units.unit("x") as work:
        reading = read_letter(send_papers(Paper()))
        facts = gather_facts(work, reading, Environment.TEST, is_sure=True)
    (match,) = facts.matches
    assert (match.circle, match.circle_state, match.opposes) == (circle.id, CircleState.OPEN, False)
    assert facts.vouches is True


def test_a_number_that_was_replaced_still_finds_who_bore_it() -> None:
    scene = Scene()
    patient = scene.knows()
    with scene.units.unit("correct") as work:
        correct_identity(work, patient.id, qualified(JEANNE.traits, OTHER), "x", Face.ROOM)
        reading = read_letter(send_papers(Paper()))
        facts = gather_facts(work, reading, Environment.TEST, is_sure=True)
    assert [one.patient.id for one in facts.matches] == [patient.id]


def test_candidates_come_the_likeliest_first_each_once() -> None:
    scene = Scene()
    alike = scene.knows(qualified(replace(JEANNE.traits, birth_name="EXEMPLES"), None))
    same = scene.knows()
    with scene.units.unit("x") as work:
        found = find_candidates(work, [CLAIM, CLAIM])
    assert [one.patient.id for one in found] == [same.id, alike.id]
    assert found[0].grade is Grade.SAME
    for _ in range(10):
        scene.knows(qualified(JEANNE.traits, None))
    with scene.units.unit("y") as work:
        assert len(find_candidates(work, [CLAIM])) == MOST_CANDIDATES
