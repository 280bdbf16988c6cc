"""What travels of a circle: opaque names, and those who were in it."""

from __future__ import annotations

from care.circles.fhir.gathering import environment_of, facts_of
from care.circles.membership import remove_person
from care.circles.reading import paint
from care.identity.reason import Environment
from tests.care.circles.fhir.circles import circle as sample
from tests.care.circles.hamlet import ALICE, PAUL, make_units, opened


def test_those_who_left_are_told_with_the_end_of_their_stay() -> None:
    units = make_units()
    circle = opened(units)
    with units.unit("leave") as work:
        remove_person(work, circle.id, ALICE, PAUL)
        facts = facts_of(work, paint(work, circle.id))
    assert [one.ended_at is not None for one in facts.participants] == [True, False, False]
    assert all(one.account and "@" not in one.account for one in facts.participants)


def test_invented_numbers_are_at_home_in_tests_only() -> None:
    assert environment_of(sample().identity) is Environment.TEST
    assert environment_of(sample(number=None).identity) is Environment.PRODUCTION
