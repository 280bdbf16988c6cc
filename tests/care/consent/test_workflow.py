"""What is said is written in the register and in the trail, together."""

from __future__ import annotations

from care.audit.model import Face
from care.audit.store import lines_about_patient
from care.consent.model import Stance
from care.consent.workflow import record_statement
from tests.care.circles.hamlet import make_units
from tests.care.consent.test_model import said


def test_both_or_neither() -> None:
    with make_units().unit("say") as work:
        register = record_statement(work, said(Stance.OPPOSITION), Face.ROOM)
        (line,) = lines_about_patient(work.connection, work.keys, "p")
    assert len(register.statements) == 1
    assert line.entry is not None
    assert line.entry.act == "consent.opposition"
    assert line.entry.details["scope"] == "sharing"
