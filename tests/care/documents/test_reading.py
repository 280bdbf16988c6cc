"""Who reads what: by audience, by membership; what is new to each; every opening in the trail."""

from __future__ import annotations

import pytest

from care.access.act import RoomKind
from care.audit.model import Face
from care.circles.closing import close_circle
from care.circles.model import CircleId, CloseReason
from care.circles.rooms import give_seat, note_read, want_room
from care.circles.trail import read_trail
from care.documents.model import Audience, Form
from care.documents.reading import (
    documents_of,
    name_file,
    open_document,
    read_results,
    reader_of,
    require_document,
)
from care.documents.store import Shown, save_shown
from care.runtime.errors import Refusal
from care.runtime.units import Units
from tests.care.circles.hamlet import ALICE, ANNE, KIM, NOW, PAUL, make_units, opened
from tests.care.documents.papers import Paper, documents, file, pdf, result, withdraw

OPEN = Paper("1", results=(result(),))
SECRET = Paper("2", "s2", confidentiality="R", day="20261001")
OLD = Paper("3", "s3", day="20260901")


@pytest.fixture
def units() -> Units:
    return make_units()


@pytest.fixture
def circle(units: Units) -> CircleId:
    circle = opened(units).id
    for paper in (OPEN, SECRET, OLD):
        with units.unit(paper.id) as work:
            file(work, circle, paper)
    return circle


def labels(
    units: Units, circle: CircleId, user_id: str, among: Audience | None = None
) -> list[str]:
    with units.unit("list") as work:
        return [one.document.label for one in documents_of(work, circle, user_id, among)]


def test_by_day_and_by_audience(units: Units, circle: CircleId) -> None:
    assert labels(units, circle, ALICE) == ["1", "P1", "2"]
    assert labels(units, circle, ANNE) == ["1", "2"]
    assert labels(units, circle, ALICE, Audience.EVERYBODY) == ["1", "2"]


def test_strangers_and_shut_circles(units: Units, circle: CircleId) -> None:
    with units.unit("x") as work, pytest.raises(Refusal, match="circle-not-member"):
        documents_of(work, circle, KIM)
    with units.unit("y") as work:
        close_circle(work, circle, ALICE, CloseReason.MOVED)
    with units.unit("z") as work, pytest.raises(Refusal, match="circle-"):
        reader_of(work, circle, ALICE)


@pytest.mark.parametrize("label", ["1", "P1", "p1", " 2 "])
def test_opened_by_its_label(units: Units, circle: CircleId, label: str) -> None:
    with units.unit("open") as work:
        found = open_document(work, circle, label, PAUL, Face.PAGE)
        trail = read_trail(work, circle)
    assert found.content.startswith(b"%PDF")
    line = next(one.entry for one in trail if one.entry and one.entry.act == "document.opened")
    assert (line.face, line.details["document"]) == (Face.PAGE, found.document.id.text)


@pytest.mark.parametrize("label", ["9", "P9", "x", "", "d" + "0" * 32, "1; drop"])
def test_what_is_not_there(units: Units, circle: CircleId, label: str) -> None:
    with units.unit("open") as work, pytest.raises(Refusal, match="document-unknown"):
        open_document(work, circle, label, PAUL)


def test_a_relative_opens_nothing_restricted_by_any_name(units: Units, circle: CircleId) -> None:
    (secret,) = [one for one in documents(units, circle) if one.audience is not Audience.EVERYBODY]
    for label in ("P1", secret.id.text):
        with units.unit("open") as work, pytest.raises(Refusal, match="document-unknown"):
            open_document(work, circle, label, ANNE)
        with units.unit("results") as work, pytest.raises(Refusal, match="document-unknown"):
            read_results(work, circle, label, ANNE)


def test_a_document_of_another_circle_is_not_of_this_one(units: Units, circle: CircleId) -> None:
    other = CircleId("c" + "9" * 32)
    (first, *_) = documents(units, circle)
    with units.unit("open") as work, pytest.raises(Refusal):
        require_document(work, other, first.id.text, ALICE)


def test_the_structured_file_may_be_asked_for(units: Units, circle: CircleId) -> None:
    with units.unit("open") as work:
        found = open_document(work, circle, "1", ALICE, form=Form.CDA)
        (crp,) = read_results(work, circle, "1", ALICE)
    assert (found.media_type, found.content) == ("text/xml", OPEN.cda)
    assert found.name.endswith(".xml")
    assert crp.name == "CRP"


def test_new_until_read_or_opened(units: Units, circle: CircleId) -> None:
    with units.unit("seat") as work:
        room = want_room(work.connection, circle, RoomKind.CIRCLE)
        give_seat(work.connection, room, PAUL)
        for one in documents_of(work, circle, ALICE):
            save_shown(work.connection, one.document.id, Shown(at=NOW, room="circle"))
        open_document(work, circle, "2", PAUL)
        fresh = {one.document.label for one in documents_of(work, circle, PAUL) if one.is_new}
        assert fresh == {"1", "P1"}
        note_read(work.connection, room, PAUL, NOW)
        fresh = {one.document.label for one in documents_of(work, circle, PAUL) if one.is_new}
        assert fresh == {"P1"}
        assert all(one.is_new for one in documents_of(work, circle, ALICE))


def test_what_was_withdrawn_is_not_opened(units: Units, circle: CircleId) -> None:
    with units.unit("withdraw") as work:
        withdraw(work, circle, OPEN)
    with units.unit("open") as work, pytest.raises(Refusal, match="document-withdrawn"):
        open_document(work, circle, "1", ALICE)


def test_names_of_files_name_nobody(units: Units, circle: CircleId) -> None:
    first = documents(units, circle)[0]
    assert name_file(first, Form.PDF).endswith(".pdf")
    assert "EXEMPLE" not in name_file(first, Form.PDF)
    assert pdf("1") == OPEN.pdf
