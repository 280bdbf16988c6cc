"""Documents go into a circle all together, or not at all."""

from __future__ import annotations

import pytest

from care.audit.model import Face
from care.documents.model import Given, Standing
from care.letters.filing import brought, file_pieces, is_outdated, take_out
from care.letters.reading import Piece, read_letter
from care.letters.routing import Papers
from care.letters.sheets import write_sheet
from care.runtime.errors import Refusal
from tests.care.documents.papers import STRANGER
from tests.care.letters.scene import Paper, Scene, send_papers


def test_documents_are_filed_once_and_taken_out_by_whom_they_came_from() -> None:
    scene = Scene()
    circle = scene.circle()
    reading = read_letter(send_papers(Paper("1"), Paper("2")))
    sender = write_sheet(reading, STRANGER).sender
    with scene.units.unit("file") as work:
        filed = file_pieces(work, scene.office, circle.id, reading.pieces, sender, Face.ROOM)
        again = file_pieces(work, scene.office, circle.id, reading.pieces, sender, Face.ROOM)
    assert len(brought(filed)) == 2
    assert brought(again) == ()
    assert not is_outdated(filed)
    with scene.units.unit("out") as work:
        take_out(work, scene.office, circle.id, brought(filed), sender, Face.ROOM)
        take_out(work, scene.office, circle.id, ["d" + "0" * 32], sender, Face.ROOM)
    assert {one.standing for one in scene.documents(circle)} == {Standing.WITHDRAWN}


def test_there_must_be_something_to_file() -> None:
    scene = Scene()
    circle = scene.circle()
    empty = Piece(Given(), Papers(None, None))
    with (
        pytest.raises(Refusal, match="letter-nothing-to-file"),
        scene.units.unit("file") as work,
    ):
        file_pieces(work, scene.office, circle.id, [empty], STRANGER, Face.ROOM)
