"""What people see of documents in the rooms of a circle, as mails bring, correct, withdraw them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from care.runtime.timers import load_due, take_timer
from tests.bots.liaison.documents.shelf import (
    asks,
    circle_of,
    comes,
    documents_in,
    is_withdrawn,
    with_doctor,
)
from tests.bots.liaison.village import ALICE, IDA, LIAISON, PAUL, Room, Village, open_jeanne
from tests.care.documents.papers import (
    LABORATORY,
    NORMAL,
    Paper,
    bare,
    file,
    result,
    withdraw,
)

LEUCOCYTES = result("Leucocytes", "15.2", "G/L", "H", "6690-2", high="10")
BILAN = Paper("1", results=(result(), LEUCOCYTES, NORMAL))
CORRECTED = Paper("2", version=2, results=(result(value="12", flag="H"),))
LETTER = Paper("9", "s9", code="11490-0", title="Sortie")
SECRET = Paper("r", "sr", confidentiality="R", code="34874-8")


def team_of(village: Village) -> Room:
    return next(one for one in village.rooms.values() if (one.name or "").startswith("Équipe"))


def rung(room: Room) -> list[tuple[str, ...]]:
    return [say.mentions for say in room.said.values() if say.mentions]


def test_a_card_says_it_all_and_the_pdf_follows() -> None:
    village, room = with_doctor()
    comes(village, LETTER)
    (card,) = documents_in(room)
    first, *rest = card.split("\n")
    assert first == (
        "📄 Lettre de liaison à la sortie d’un établissement de soins du 12/11/2026"
        " – Laboratoire de l’Exemple (n° 1)"
    )
    assert "Envoyé par Laboratoire de l’Exemple, Le Havre, connu de l’annuaire" in rest
    assert any("Auteur : DR Alice FICTIF" in line for line in rest)
    (sent,) = room.files.values()
    assert (sent.content, sent.media_type) == (LETTER.pdf, "application/pdf")
    assert "EXEMPLE" not in sent.name
    assert rung(room) == []


def test_an_alert_is_the_first_line_and_rings_the_treating_doctor() -> None:
    village, room = with_doctor()
    comes(village, BILAN)
    (card,) = documents_in(room)
    assert card.split("\n")[0].startswith("🔴 CR d’examens biologiques du 12/11/2026 – CRP 98 mg/L")
    assert "• CRP : 98 mg/L (très haute ⚠) – attendu ≤ 5 mg/L" in card
    assert "• Leucocytes : 15,2 G/L (haute) – attendu ≤ 10 G/L" in card
    assert "• Potassium : 4,1 mmol/L – attendu ≤ 5,1 mmol/L" in card
    assert rung(room) == [(ALICE,)]


def test_an_alert_rings_whom_it_was_sent_to_or_else_the_team() -> None:
    village = Village()
    room = open_jeanne(village)
    comes(village, BILAN, addressees=[IDA, "@nobody:test"])
    comes(village, Paper("5", "s5", results=(result(),)))
    assert rung(room)[0] == (IDA,)
    assert set(rung(room)[1]) == {ALICE, PAUL, IDA}


def test_a_correction_edits_the_old_card_in_place() -> None:
    village, room = with_doctor()
    comes(village, BILAN)
    comes(village, CORRECTED)
    old, new = documents_in(room)
    assert old.startswith("Version remplacée : CR d’examens biologiques")
    assert "voyez le document n° 2" in old
    assert "98" not in old
    assert "Remplace la version 1 (n° 1)." in new
    edited = [say for say in room.said.values() if say.edits]
    assert any("https://matrix.to/#/" in (say.html or "") for say in edited)


def test_an_old_version_that_comes_late_is_shown_as_replaced() -> None:
    village, room = with_doctor()
    comes(village, CORRECTED)
    comes(village, BILAN)
    new, old = documents_in(room)
    assert old.startswith("Version remplacée")
    assert "Remplace la version 1" in new
    assert len(room.files) == 1
    assert rung(room) == []


def test_a_withdrawn_document_leaves_a_tombstone_and_no_file() -> None:
    village, room = with_doctor()
    comes(village, BILAN)
    is_withdrawn(village, BILAN)
    (card,) = documents_in(room)
    assert card.startswith("Document retiré : CR d’examens biologiques du 12/11/2026")
    assert "98" not in card
    assert room.file_names == []
    comes(village, BILAN)
    assert len(documents_in(room)) == 1
    assert room.file_names == []


def test_a_document_withdrawn_before_it_was_sent_is_erased_once_it_is_there() -> None:
    village, room = with_doctor()
    circle = circle_of(village)
    with village.units.unit("mail") as work:
        file(work, circle, BILAN)
    _do_due(village)  # queued, not sent yet
    village.clock.advance(timedelta(seconds=1))
    with village.units.unit("order") as work:
        withdraw(work, circle, BILAN)
    _do_due(village)
    village.deliver()
    assert room.file_names
    village.time_passes(timedelta(seconds=6))
    assert room.file_names == []
    assert documents_in(room)[0].startswith("Document retiré")


def _do_due(village: Village) -> None:
    with village.database.begin() as connection:
        due = load_due(connection, [LIAISON], village.clock.now())
    for timer in due:
        with village.units.unit(timer.cause) as work:
            taken = take_timer(work, timer)
            assert taken is not None
            village.answering.due(work, taken)


def test_a_restricted_document_is_for_professionals_only() -> None:
    village, room = with_doctor()
    comes(village, SECRET)
    assert documents_in(room) == []
    assert room.files == {}
    team = team_of(village)
    assert "(n° P1)" in documents_in(team)[0]
    assert len(team.files) == 1
    assert "EXEMPLE Anne" not in str(team.invited | team.joined)


def test_what_becomes_restricted_leaves_the_room_where_everybody_read_it() -> None:
    village, room = with_doctor()
    comes(village, BILAN)
    comes(village, replace(BILAN, confidentiality="R"))
    assert room.file_names == []
    assert not any("98 mg" in text for text in room.texts)
    team = team_of(village)
    assert "98 mg/L" in documents_in(team)[0]
    assert len(team.file_names) == 1


def test_results_that_come_after_the_pdf_ring_too() -> None:
    village, room = with_doctor()
    comes(village, bare(BILAN.pdf))
    assert rung(room) == []
    comes(village, BILAN)
    card, alert = documents_in(room)
    assert card.startswith("🔴 CR d’examens biologiques")
    assert alert.startswith("🔴 Résultats à voir : CRP 98 mg/L")
    assert rung(room) == [(ALICE,)]
    assert len(room.file_names) == 1


def test_a_duplicate_says_nothing() -> None:
    village, room = with_doctor()
    comes(village, BILAN)
    before = dict(room.said)
    comes(village, BILAN)
    assert room.said == before


def test_several_documents_are_shown_in_the_order_in_which_they_came() -> None:
    village, room = with_doctor()
    circle = circle_of(village)
    for one in (LETTER, BILAN, CORRECTED):
        village.clock.advance(timedelta(seconds=1))
        with village.units.unit(one.id) as work:
            file(work, circle, one)
    village.time_passes(timedelta(seconds=1))
    cards = documents_in(room)
    assert [card[:12] for card in cards] == ["📄 Lettre de ", "Version remp", "📄 CR d’exame"]
    assert rung(room) == []
    assert len(room.files) == 2


def test_the_room_that_goes_on_elsewhere_lists_them() -> None:
    village, room = with_doctor()
    comes(village, BILAN)
    new = village.is_replaced(room)
    assert any("1. 12/11/2026 – CR d’examens biologiques" in text for text in new.texts)
    comes(village, CORRECTED)
    assert any(text.startswith("Version remplacée") for text in new.texts)
    assert rung(new) == []


def test_what_is_withdrawn_leaves_the_room_that_went_on_elsewhere_too() -> None:
    village, room = with_doctor()
    comes(village, BILAN)
    new = village.is_replaced(room)
    assert room.file_names != []
    is_withdrawn(village, BILAN)
    assert room.file_names == new.file_names == []
    assert not any("98 mg" in text for text in (*room.texts, *new.texts))
    assert any(text.startswith("Document retiré") for text in new.texts)


def test_nothing_is_written_once_the_circle_is_closed() -> None:
    village, room = with_doctor()
    circle = circle_of(village)
    with village.units.unit("mail") as work:
        file(work, circle, LETTER, LABORATORY)
    asks(village, ALICE, "!fermer fin de prise en charge", room)
    village.time_passes(timedelta(seconds=6))
    assert documents_in(room) == []
    assert room.files == {}
