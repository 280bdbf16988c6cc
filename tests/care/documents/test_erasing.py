"""When the time of a room is over, nothing of its documents stays; those of the other do."""

from __future__ import annotations

from sqlalchemy import func, select

from care.access.act import RoomKind
from care.documents.erasing import AUDIENCES, erase_documents
from care.documents.model import Audience
from care.documents.reading import open_document
from care.documents.tables import (
    DOCUMENT_FILES,
    DOCUMENT_LINKS,
    DOCUMENT_READINGS,
    DOCUMENT_RESULTS,
    DOCUMENTS,
)
from tests.care.circles.hamlet import ALICE, make_units, opened
from tests.care.documents.papers import Paper, file, result

TABLES = (DOCUMENTS, DOCUMENT_FILES, DOCUMENT_LINKS, DOCUMENT_READINGS, DOCUMENT_RESULTS)


def test_one_room_then_the_other() -> None:
    units = make_units()
    circle = opened(units).id
    with units.unit("file") as work:
        file(work, circle, Paper("1", results=(result(),)))
        file(work, circle, Paper("2", "s2", confidentiality="R", results=(result(),)))
        open_document(work, circle, "1", ALICE)
        open_document(work, circle, "P1", ALICE)

    def count() -> list[int]:
        with units.unit("count") as work:
            counts = [select(func.count()).select_from(table) for table in TABLES]
            return [work.connection.execute(one).scalar_one() for one in counts]

    before = count()
    with units.unit("erase") as work:
        erase_documents(work.connection, circle, Audience.PROFESSIONALS)
    assert count() == [one // 2 for one in before]
    with units.unit("erase the rest") as work:
        erase_documents(work.connection, circle, Audience.EVERYBODY)
    assert count() == [0, 0, 0, 0, 0]


def test_every_audience_has_its_room() -> None:
    assert set(AUDIENCES.values()) == set(Audience)
    assert set(AUDIENCES) == {RoomKind.CIRCLE, RoomKind.PROFESSIONALS}
