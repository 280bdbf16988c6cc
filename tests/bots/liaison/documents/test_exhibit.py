"""Nothing stays readable of what must go, not even in what an edited message said before."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.bots.liaison.documents.shelf import comes, is_withdrawn, with_doctor
from tests.bots.liaison.village import Room
from tests.care.documents.papers import Paper, bare, result

BILAN = Paper("1", results=(result(),))
SECOND = Paper("2", version=2, results=(result(value="97"),))
RIVAL = Paper("2b", version=2, text="autre", results=(result(value="96"),))


def readable(room: Room) -> str:
    """All that the homeserver still has, history of edits included."""
    return "\n".join(say.text for sent, say in room.said.items() if sent not in room.erased)


@pytest.mark.parametrize("way", ["withdrawn", "restricted"])
def test_nothing_of_it_is_left_in_the_history_of_edits(way: str) -> None:
    village, room = with_doctor()
    comes(village, bare(BILAN.pdf))
    comes(village, BILAN)  # edits the card, rings apart
    comes(village, RIVAL)
    comes(village, SECOND)  # edits the card of its rival
    assert "97 mg/L" in readable(room)
    if way == "withdrawn":
        is_withdrawn(village, SECOND)
    else:
        comes(village, replace(SECOND, confidentiality="R"))
    assert "97 mg/L" not in readable(room)
    assert "96 mg/L" in readable(room)
    erased = [one for sent, one in room.files.items() if sent in room.erased]
    assert [one.content for one in erased] == [SECOND.pdf]


def test_a_document_is_named_for_machines_inside_what_is_encrypted() -> None:
    village, room = with_doctor()
    filed = comes(village, BILAN)
    (card,) = [say for say in room.said.values() if say.data]
    told = {"id": filed.document.text, "type": "11502-2"}
    assert card.data == {"fr.cercle.document": told}


def test_the_true_pdf_is_shown_when_it_comes_after_ours() -> None:
    village, room = with_doctor()
    text = Paper("7", "s7", embeds=False)
    comes(village, text)
    comes(village, Paper("7f", "s7", is_file=True))
    ours, true = room.files.values()
    assert ours.content != true.content == Paper("7f").pdf
    is_withdrawn(village, text)
    assert room.file_names == []
