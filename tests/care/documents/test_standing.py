"""Each move of a document is a line of the trail, once."""

from __future__ import annotations

from care.audit.model import Face
from care.circles.trail import read_trail
from care.documents.standing import bring_in_line
from tests.care.circles.hamlet import make_units, opened
from tests.care.documents.papers import Paper, documents, file, withdraw


def test_moves_are_written_once() -> None:
    units = make_units()
    circle = opened(units)
    first, second = Paper("1"), Paper("2", version=2)
    for paper in (first, second):
        with units.unit(paper.id) as work:
            file(work, circle.id, paper)
    with units.unit("withdraw") as work:
        withdraw(work, circle.id, second)
    (known, _) = documents(units, circle.id)
    with units.unit("again") as work:
        assert bring_in_line(work, circle, known, "system", Face.SYSTEM) == []
        lines = [line.entry for line in read_trail(work, circle.id) if line.entry]
    acts = [one.act for one in lines if one.act.startswith("document.")]
    assert sorted(acts) == [
        "document.filed",
        "document.filed",
        "document.superseded",
        "document.withdrawal_ordered",
        "document.withdrawn",
    ]
    assert {one.circle for one in lines} == {circle.id.text}
