"""Results over time: from all the reports that stand, each value once."""

from __future__ import annotations

import pytest

from care.circles.model import CircleId
from care.documents.curves import results_of
from care.runtime.units import Units
from tests.care.circles.hamlet import ALICE, ANNE, make_units, opened
from tests.care.documents.papers import NORMAL, Paper, file, result, withdraw
from tests.care.standards.cda.documents import RESULTS

OCTOBER = Paper("1", "s1", results=(result(value="3", flag="N", at="202610010735+0200"), NORMAL))
NOVEMBER = Paper("2", "s2", results=(result(value="98"),))
CORRECTED = Paper("3", "s2", version=2, results=(result(value="89"),))
RECALLS = Paper("4", "s4", results=(RESULTS,))
SECRET = Paper("5", "s5", confidentiality="R", results=(result(value="7", at="20261101"),))


@pytest.fixture
def units() -> Units:
    return make_units()


@pytest.fixture
def circle(units: Units) -> CircleId:
    return opened(units).id


def values(units: Units, circle: CircleId, typed: str = "CRP", by: str = ALICE) -> list[list[str]]:
    with units.unit("look") as work:
        curves = results_of(work, circle, by, typed)
    return [[point.result.value for point in curve.points] for curve in curves]


def come(units: Units, circle: CircleId, *papers: Paper) -> None:
    for paper in papers:
        with units.unit(paper.id) as work:
            file(work, circle, paper)


@pytest.mark.parametrize("typed", ["CRP", "crp", "1988-5", "protéine C réactive"])
def test_oldest_first_by_any_of_its_names(units: Units, circle: CircleId, typed: str) -> None:
    come(units, circle, NOVEMBER, OCTOBER)
    assert values(units, circle, typed) == [["3", "98"]]


def test_a_correction_takes_the_place_of_the_value(units: Units, circle: CircleId) -> None:
    come(units, circle, OCTOBER, NOVEMBER, CORRECTED)
    assert values(units, circle) == [["3", "89"]]


def test_what_was_withdrawn_tells_nothing(units: Units, circle: CircleId) -> None:
    come(units, circle, OCTOBER, NOVEMBER)
    with units.unit("withdraw") as work:
        withdraw(work, circle, NOVEMBER)
    assert values(units, circle) == [["3"]]


def test_an_antecedent_is_a_point_unless_its_report_is_there(
    units: Units, circle: CircleId
) -> None:
    come(units, circle, RECALLS)
    assert values(units, circle) == [["4", "98"]]
    september = Paper("6", "s6", results=(result(value="4", flag="N", at="202609010800+0200"),))
    come(units, circle, september)
    assert values(units, circle) == [["4", "98"]]


def test_a_relative_sees_only_what_everybody_does(units: Units, circle: CircleId) -> None:
    come(units, circle, NOVEMBER, SECRET)
    assert values(units, circle) == [["7", "98"]]
    assert values(units, circle, by=ANNE) == [["98"]]


def test_all_of_them_and_none(units: Units, circle: CircleId) -> None:
    come(units, circle, OCTOBER)
    assert len(values(units, circle, "")) == 2
    assert values(units, circle, "troponine") == []
    assert values(units, circle, "pota") == [["4.1"]]


def test_local_codes_meet_too(units: Units, circle: CircleId) -> None:
    for rank, value in enumerate("12"):
        local = result("CRP", value, code="1234", at=f"2026110{rank + 1}0800+0100")
        come(units, circle, Paper(f"l{rank}", f"l{rank}", results=(local,)))
    assert values(units, circle) == [["1", "2"]]
