"""What is told of ends and holds, and what is refused."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from care.archive.model import Keeping
from care.archive.workflow import (
    check_circle,
    due_for_purge,
    hold_circle,
    note_archived,
    release_circle,
)
from care.archive.writing import Written
from care.audit.model import Face
from care.audit.store import lines_about_circle
from care.circles.model import CircleId
from care.runtime.clock import ManualClock
from care.runtime.errors import Refusal
from care.runtime.units import Units
from tests.care.archive.kept_circle import ASSISTANT, CIRCLE, CLOSED, keep_circle


def test_holds_are_in_the_trail_with_their_reason(units: Units) -> None:
    with units.unit("x") as work:
        keep_circle(work)
        hold_circle(work, CIRCLE, "expertise du tribunal", "operator", Face.CLI)
        release_circle(work, CIRCLE, "operator", Face.CLI)
        lines = [line.entry for line in lines_about_circle(work.connection, work.keys, CIRCLE.text)]
    held, released = [line for line in lines if line and line.actor == "operator"]
    assert (held.act, held.details["reason"]) == ("circle.held", "expertise du tribunal")
    assert released.act == "circle.released"


def test_what_cannot_be_held_or_released_is_said(units: Units) -> None:
    with units.unit("x") as work:
        with pytest.raises(Refusal, match="circles-unknown"):
            hold_circle(work, CircleId("c" + "9" * 32), "expertise du tribunal", "o", Face.CLI)
        with pytest.raises(Refusal, match="circles-not-held"):
            release_circle(work, CIRCLE, "o", Face.CLI)
        with pytest.raises(Refusal, match="circles-unknown"):
            check_circle(work, CIRCLE)


def test_an_end_begun_is_not_begun_again(units: Units, clock: ManualClock) -> None:
    clock.advance(CLOSED + timedelta(days=366) - clock.now())
    with units.unit("x") as work:
        keep_circle(work)
        first = due_for_purge(work, ASSISTANT, Keeping())
        assert due_for_purge(work, ASSISTANT, Keeping()) == first
        assert len(first) == 1


def test_a_hold_calls_off_an_end_that_took_nothing_yet(units: Units, clock: ManualClock) -> None:
    clock.advance(CLOSED + timedelta(days=366) - clock.now())
    with units.unit("x") as work:
        keep_circle(work)
        due_for_purge(work, ASSISTANT, Keeping())
        hold_circle(work, CIRCLE, "expertise du tribunal", "operator", Face.CLI)
        assert due_for_purge(work, ASSISTANT, Keeping()) == []


def test_the_trail_proves_an_archive(units: Units) -> None:
    written = Written(Path("/x/c.cercle"), events=3, files=1, digest="d" * 64)
    with units.unit("x") as work:
        note_archived(work, CIRCLE, written, "operator")
        (line,) = lines_about_circle(work.connection, work.keys, CIRCLE.text)
    assert line.entry is not None
    assert line.entry.details["sha256"] == "d" * 64
    assert line.entry.details["file"] == "c.cercle"
