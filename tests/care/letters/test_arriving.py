"""What becomes of a mail when it comes: the negative matrix of the journeys, by name."""

from __future__ import annotations

from tests.care.letters.scene import Paper, Scene, send_papers


def test_a_document_whose_patient_is_certain_is_filed_and_its_sender_told() -> None:
    scene = Scene()
    circle = scene.circle()
    letter = scene.come(send_papers(Paper()))
    print(letter, scene.documents(circle), scene.receipts())
    assert letter.state == "filed", letter.finding
