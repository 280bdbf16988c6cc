"""Documents by dialogue: listed, sent again, their results over time, taken out."""

from __future__ import annotations

import pytest

from tests.bots.liaison.documents.shelf import asks, circle_of, comes, documents_in, with_doctor
from tests.bots.liaison.village import ALICE, ANNE, IDA, KIM, PAUL, Room, Village, plain
from tests.care.documents.papers import NORMAL, Paper, result

OCTOBER = Paper(
    "1", "s1", results=(result(value="3", flag="N", at="20261001073500+0100"), NORMAL),
    day="20261001091200+0100",
)  # fmt: skip
NOVEMBER = Paper("2", "s2", results=(result(value="98"),))
IMAGING = Paper(
    "3", "s3", code="18748-4", title="Radiographie de cheville", day="20260915091200+0100"
)
SECRET = Paper("4", "s4", confidentiality="INVISIBLE_PATIENT", code="34874-8")


@pytest.fixture
def scene() -> tuple[Village, Room]:
    village, room = with_doctor()
    for paper in (OCTOBER, NOVEMBER, IMAGING, SECRET):
        comes(village, paper)
    return village, room


def test_documents_by_month_with_what_is_new(scene: tuple[Village, Room]) -> None:
    village, room = scene
    told = asks(village, IDA, "!documents", room)
    assert told.startswith("Documents – 3, dont 3 nouveaux")
    assert told.index("Novembre 2026") < told.index("Octobre 2026")
    assert "2. 12/11/2026 – CR d’examens biologiques – Laboratoire de l’Exemple" in told
    assert "🔴 résultat à voir – nouveau" in told
    village.reads(IDA, "$any", room)
    assert "dont" not in asks(village, IDA, "!documents", room)
    assert "dont 3 nouveaux" in asks(village, PAUL, "!documents", room)


def test_by_kind(scene: tuple[Village, Room]) -> None:
    village, room = scene
    told = asks(village, IDA, "!documents imagerie", room)
    assert "CR d’imagerie médicale" in told
    assert "biologiques" not in told
    assert "Aucun document de ce genre" in asks(village, IDA, "!documents ordonnance", room)


def test_a_relative_never_hears_of_what_is_restricted(scene: tuple[Village, Room]) -> None:
    village, room = scene
    assert "opératoire" not in asks(village, ALICE, "!documents", room)
    assert "Je ne trouve pas" in asks(village, ANNE, "!document P1", room)
    assert "Je ne trouve pas" in asks(village, ANNE, "!document 4", room)
    assert not village.direct(ANNE).files


def test_alone_a_professional_sees_all(scene: tuple[Village, Room]) -> None:
    village, _ = scene
    village.tells(ALICE, "mes patients")
    village.tells(ALICE, "1")
    assert "P1. 12/11/2026 – CR opératoire" in village.tells(ALICE, "documents")
    assert "CR opératoire" in village.tells(ALICE, "document P1")
    (sent,) = village.direct(ALICE).files.values()
    assert sent.content == SECRET.pdf


def test_a_document_is_sent_again_to_who_asks_alone(scene: tuple[Village, Room]) -> None:
    village, room = scene
    files = dict(room.files)
    assert "dans notre conversation" in asks(village, IDA, "!document n° 2", room)
    assert room.files == files
    (sent,) = village.direct(IDA).files.values()
    assert sent.content == NOVEMBER.pdf
    assert "dont 2 nouveaux" in asks(village, IDA, "!documents", room)


def test_what_is_not_there_is_said(scene: tuple[Village, Room]) -> None:
    village, room = scene
    assert "Quel document" in asks(village, IDA, "!document", room)
    assert "Je ne trouve pas" in asks(village, IDA, "!document 77", room)
    assert "CR" not in village.tells(KIM, "documents")


def test_results_over_time_with_a_curve(scene: tuple[Village, Room]) -> None:
    village, room = scene
    told = asks(village, IDA, "!résultats CRP", room)
    assert told.split("\n") == [
        "CRP – attendu ≤ 5 mg/L",
        "• 12/11/2026 : 98 mg/L (très haute ⚠)",
        "• 01/10/2026 : 3 mg/L",
    ]
    (picture,) = [one for one in room.files.values() if one.media_type == "image/png"]
    assert picture.content.startswith(b"\x89PNG")
    assert plain(picture.text) == "Courbe : CRP, du 01/10/2026 au 12/11/2026"
    told = asks(village, IDA, "!résultats kaliémie", room)
    assert told.split("\n") == ["Potassium – attendu ≤ 5,1 mmol/L", "• 12/11/2026 : 4,1 mmol/L"]


def test_all_results_at_a_glance(scene: tuple[Village, Room]) -> None:
    village, room = scene
    told = asks(village, IDA, "!résultats", room)
    assert "• CRP : 98 mg/L (très haute ⚠), le 12/11/2026" in told
    assert "• Potassium : 4,1 mmol/L, le 12/11/2026" in told
    assert "Je ne trouve pas « troponine »" in asks(village, IDA, "!résultats troponine", room)


def test_a_document_is_taken_out_by_a_carer(scene: tuple[Village, Room]) -> None:
    village, room = scene
    assert "Document retiré" not in "\n".join(documents_in(room))
    asks(village, ANNE, "!retirer le document 2", room)
    assert "Document retiré" not in "\n".join(documents_in(room))
    told = asks(village, IDA, "!retirer le document 2 : autre patient", room)
    assert "C’est retiré" in told
    assert "SOIGNE Ida l’a retiré" in "\n".join(documents_in(room))
    assert "98" not in asks(village, IDA, "!résultats CRP", room)
    assert "a été retiré" in asks(village, IDA, "!document 2", room)


def test_files_that_people_post_are_listed_too(scene: tuple[Village, Room]) -> None:
    village, room = scene
    event = village.writes(IDA, "ordonnance.pdf", room, kind="m.file")
    village.writes(IDA, "message vocal", room, kind="m.audio")
    told = asks(village, PAUL, "!documents", room)
    assert "4. 02/03/2026 – ordonnance.pdf" in told
    assert "vocal" not in told
    assert "ordonnance.pdf" in asks(village, PAUL, "!document 4", room)
    village.erases(IDA, event, room)
    assert "ordonnance" not in asks(village, PAUL, "!documents", room)


def test_a_newcomer_is_told_of_documents(scene: tuple[Village, Room]) -> None:
    village, room = scene
    village.writes(ALICE, "!ajouter Kim Masse kiné", room)
    village.joins(KIM, room)
    told = "\n".join(village.direct(KIM).texts)
    assert "Documents du cercle" in told
    assert "2. 12/11/2026 – CR d’examens biologiques" in told
    assert circle_of(village, KIM) == circle_of(village)
