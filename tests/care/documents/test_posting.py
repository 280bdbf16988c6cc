"""Files that members post: listed once, in the order of days, unlisted when they are erased."""

from __future__ import annotations

from care.access.act import RoomKind
from care.circles.rooms import want_room
from care.documents.model import Audience, Posted, Standing
from care.documents.posting import list_posted, unlist_posted
from care.documents.reading import documents_of
from care.documents.store import unsettled_documents
from tests.care.circles.hamlet import ALICE, ANNE, NOW, PAUL, make_units, opened
from tests.care.documents.papers import documents


def test_a_file_is_listed_until_it_is_erased() -> None:
    units = make_units()
    circle = opened(units).id
    with units.unit("post") as work:
        room = want_room(work.connection, circle, RoomKind.CIRCLE)
        team = want_room(work.connection, circle, RoomKind.PROFESSIONALS)
        for _ in range(2):
            list_posted(work, room, Posted("$1", "!r", PAUL), "plaie \n gauche.jpg", NOW)
        list_posted(work, team, Posted("$2", "!t", PAUL), "note.pdf", NOW)
        assert unsettled_documents(work, circle) == []
        seen = documents_of(work, circle, ANNE)
        assert [one.document.description.title for one in seen] == ["plaie gauche.jpg"]
        assert [one.is_new for one in documents_of(work, circle, PAUL)] == [False, False]
        assert [one.is_new for one in documents_of(work, circle, ALICE)] == [True, True]
    assert {one.audience for one in documents(units, circle)} == set(Audience)
    assert {one.standing for one in documents(units, circle)} == {Standing.CURRENT}
    with units.unit("erase") as work:
        unlist_posted(work, room, "$1")
        unlist_posted(work, room, "$unknown")
    assert [one.description.title for one in documents(units, circle)] == ["note.pdf"]
