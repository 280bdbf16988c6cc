"""The page that explains an archive."""

from __future__ import annotations

from datetime import UTC, datetime

from care.archive.words import read_me
from care.circles.model import Circle, CircleId, CircleState
from care.identity.patient import PatientId

_AT = datetime(2030, 1, 7, tzinfo=UTC)


def test_it_says_what_is_there_and_nothing_of_the_patient() -> None:
    open_one = Circle(CircleId("c" + "1" * 32), PatientId("p" + "1" * 32), "Mésange",
                      CircleState.OPEN, _AT, "@a:b")  # fmt: skip
    page = read_me(open_one)
    assert "ouvert le 07/01/2030." in page
    assert "clos" not in page
    assert "Mésange" not in page
