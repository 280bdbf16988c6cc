"""The index of documents: those of professionals are theirs alone, new ones are marked, once."""

from __future__ import annotations

from care.access.act import RoomKind
from care.audit.store import lines_about_circle
from care.circles.model import Circle, Role
from care.circles.rooms import want_room
from care.documents.model import Posted, Sender
from care.documents.posting import list_posted
from care.documents.workflow import file_document
from tests.care.documents.papers import Paper, received
from tests.widgets.circle.test_acting import act
from tests.widgets.circles import HOSTILE, OPENER, open_one, say, settle_in, user_of
from tests.widgets.front import BrowserFront
from tests.widgets.house import ASSISTANT, KEYS, House

PAPER = Paper("1")


def _file(house: House, circle: Circle, *, apart: bool = False, paper: Paper = PAPER) -> None:
    with house.units.unit(f"file {paper} {apart}") as work:
        sender = Sender("labo@laboratoire.mssante.example", "Laboratoire")
        file_document(work, circle.id, received(paper), sender, keeper=ASSISTANT, restricted=apart)


async def test_a_document_is_new_until_it_is_opened(house: House, browser: BrowserFront) -> None:
    settle_in(house)
    circle = open_one(house, Role.NURSE, Role.RELATIVE)
    _file(house, circle)
    await browser.enter(house.secret(user_of(Role.NURSE)))
    [shown] = (await act(browser, circle, "show")).body["open"]["documents"]
    assert shown["fresh"]
    assert shown["opens"]
    form = {"circle": circle.id.text, "document": shown["id"]}
    assert (await browser.fetch("circle/document", form)).startswith(b"%PDF")
    [shown] = (await act(browser, circle, "show")).body["open"]["documents"]
    assert not shown["fresh"]
    with house.database.begin() as connection:
        acts = [
            line.entry.act
            for line in lines_about_circle(connection, KEYS, circle.id.text)
            if line.entry
        ]
    assert "document.opened" in acts


async def test_those_of_professionals_are_not_listed_nor_opened_by_others(
    house: House, browser: BrowserFront, other: BrowserFront
) -> None:
    settle_in(house)
    circle = open_one(house, Role.NURSE, Role.RELATIVE)
    _file(house, circle, apart=True)
    await browser.enter(house.secret(user_of(Role.NURSE)))
    await other.enter(house.secret(user_of(Role.RELATIVE)))
    [shown] = (await act(browser, circle, "show")).body["open"]["documents"]
    assert shown["professionals"]
    assert (await act(other, circle, "show")).body["open"]["documents"] == []
    for guess in (shown["id"], "P1", "1", "d" + "0" * 32):
        form = {"circle": circle.id.text, "document": guess}
        answer = await other.post("file/circle/document", form)
        assert answer.code == "document-unknown", guess


async def test_files_of_the_rooms_are_listed_once_where_they_were_shown(
    house: House, browser: BrowserFront
) -> None:
    settle_in(house)
    circle = open_one(house, Role.NURSE)
    say(house, circle, HOSTILE, file=True)
    with house.units.unit("post") as work:
        room = want_room(work.connection, circle.id, RoomKind.CIRCLE)
        posted = Posted(f"$e{len(HOSTILE)}circle", "!r:x", OPENER)
        list_posted(work, room, posted, HOSTILE, work.now)
    say(house, circle, "photo du talon.JPG", file=True)
    await browser.enter(house.secret(user_of(Role.NURSE)))
    found = (await act(browser, circle, "show")).body["open"]["documents"]
    assert {(one["title"], one["kind"], one["opens"]) for one in found} == {
        (HOSTILE, "Fichier", False), ("photo du talon.JPG", "Photo", False),
    }  # fmt: skip
    assert all(one["link"].startswith("https://matrix.to/#/!r:x/$e") for one in found)
    [listed] = [one for one in found if one["title"] == HOSTILE]
    form = {"circle": circle.id.text, "document": listed["id"]}
    answer = await browser.post("file/circle/document", form)
    assert answer.code == "document-in-room"
