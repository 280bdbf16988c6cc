"""The trail tells acts on letters, never a word of them."""

from __future__ import annotations

from sqlalchemy import select

from care.audit.store import load_batch, read_line
from care.audit.tables import TRAIL
from tests.care.letters.scene import KEYS, Paper, Scene, send_papers


def test_a_line_says_which_letter_and_why_and_for_whom() -> None:
    scene = Scene()
    circle = scene.circle()
    scene.come(send_papers(Paper()))
    scene.come(send_papers(Paper("2", number=None)))
    with scene.units.database.begin() as connection:
        lines = [read_line(KEYS, row) for row in load_batch(connection, 0)]
        raw = repr([tuple(row) for row in connection.execute(select(TRAIL))])
    entries = [one.entry for one in lines if one.entry and one.entry.act.startswith("letter.")]
    filed, waiting = entries[1], entries[2]
    assert (filed.circle, filed.patient) == (circle.id.text, circle.patient.text)
    assert filed.details["number"] == 1
    assert waiting.details["finding"] == "number_absent"
    assert waiting.circle is None
    assert "EXEMPLE" not in raw
