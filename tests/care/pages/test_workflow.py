"""Pages open to whom they should, once, and close when told to."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from care.audit.model import Face, Kind
from care.audit.store import load_batch, read_line
from care.pages.model import LINK_LASTS, WIDGET_LASTS, Entrance
from care.pages.secret import digest_of
from care.pages.store import find_session, load_session, sessions_of
from care.pages.tables import PAGE_LINKS, PAGE_SESSIONS
from care.pages.workflow import (
    Opened,
    Visitor,
    burn_link,
    close_page,
    close_pages,
    create_link,
    open_by_link,
    open_in_room,
    topic_of,
)
from care.runtime.changes import changes_after
from care.runtime.clock import ManualClock
from care.runtime.errors import Refusal
from care.runtime.units import Units
from tests.care.directory.territory import KEYS

ALICE, BOB = "@alice:t", "@bob:t"
PHONE = Visitor("Firefox – Android", b"\4" * 65)
DESK = Visitor("Chrome – Windows", b"\5" * 65)
BASE = "https://pages.example"


def link(units: Units, user_id: str = ALICE) -> str:
    with units.unit(f"link {user_id}") as work:
        return create_link(work, BASE, user_id, "session").partition("#lien=")[2]


def enter(units: Units, secret: str, cookie: str = "", visitor: Visitor = PHONE) -> Opened:
    with units.unit(f"enter {secret}") as work:
        return open_by_link(work, secret, visitor, cookie)


def test_the_secret_is_in_the_fragment_and_nowhere_else(units: Units) -> None:
    with units.unit("link") as work:
        address = create_link(work, f"{BASE}/", ALICE, "circle/4fA_9-")
        rows = [str(row) for row in work.connection.execute(select(PAGE_LINKS))]
    found = re.fullmatch(r"https://pages\.example/pages/circle/4fA_9-#lien=([\w-]{43})", address)
    assert found is not None
    assert not any(found[1] in row for row in rows)
    assert "alice" not in address


@pytest.mark.parametrize("purpose", ["", "/", "a/b/c", "session?x=1", "session#x", "../x", "Été"])
def test_what_is_no_page_gets_no_link(units: Units, purpose: str) -> None:
    with pytest.raises(ValueError, match="page"), units.unit("link") as work:
        create_link(work, BASE, ALICE, purpose)


def test_it_opens_once(units: Units) -> None:
    secret = link(units)
    opened = enter(units, secret)
    assert (opened.session.user_id, opened.purpose) == (ALICE, "session")
    with units.unit("look") as work:
        assert find_session(work.connection, KEYS, digest_of(opened.secret)) == opened.session
    with pytest.raises(Refusal, match="link-used"):
        enter(units, secret, visitor=DESK)


def test_a_browser_that_did_not_hear_the_answer_gets_it_again(units: Units) -> None:
    secret = link(units)
    unheard = enter(units, secret)
    heard = enter(units, secret)
    assert (heard.session, heard.purpose) == (unheard.session, unheard.purpose)
    with units.unit("look") as work:
        assert sessions_of(work.connection, KEYS, ALICE) == [heard.session]
        assert find_session(work.connection, KEYS, digest_of(heard.secret)) == heard.session
        assert find_session(work.connection, KEYS, digest_of(unheard.secret)) is None
        lines = load_batch(work.connection, 0)
    assert len(lines) == 1


def test_what_was_heard_is_not_said_again_for_ever(units: Units, clock: ManualClock) -> None:
    secret = link(units)
    opened = enter(units, secret)
    with pytest.raises(Refusal, match="link-served-here"):
        enter(units, secret, opened.secret, DESK)
    clock.advance(LINK_LASTS)
    with pytest.raises(Refusal, match="link-used"):
        enter(units, secret)


def test_a_page_that_was_closed_is_not_opened_by_asking_again(units: Units) -> None:
    secret = link(units)
    opened = enter(units, secret)
    with units.unit("close") as work:
        close_page(work, ALICE, opened.session.id)
    with pytest.raises(Refusal, match="link-used"):
        enter(units, secret, opened.secret)


def test_a_burnt_link_opens_to_nobody(units: Units) -> None:
    secret = link(units)
    with units.unit("burn") as work:
        burn_link(work, secret)
        burn_link(work, "never was one")
    with pytest.raises(Refusal, match="link-used"):
        enter(units, secret)


def test_the_same_browser_has_one_page_and_keeps_its_name(units: Units) -> None:
    first = enter(units, link(units))
    with units.unit("name") as work:
        from care.pages.store import save_label

        save_label(work.connection, KEYS, first.session.id, "Voiture", work.now)
    second = enter(units, link(units), first.secret)
    with units.unit("look") as work:
        assert [page.id for page in sessions_of(work.connection, KEYS, ALICE)] == [
            second.session.id
        ]
    assert second.session.label == "Voiture"


def test_inside_element_the_page_goes_on_until_it_is_old(units: Units, clock: ManualClock) -> None:
    def show(previous: str = "", room: str = "!r", user_id: str = ALICE) -> str:
        with units.unit("widget") as work:
            return open_in_room(work, user_id, room, "Element", previous).id

    first = show()
    clock.advance(timedelta(hours=1))
    assert show(first) == first
    assert show(first, room="!other") != first
    assert show(first, user_id=BOB) != first
    clock.advance(WIDGET_LASTS)
    assert show(first) != first


def test_a_link_s_page_is_not_taken_over_from_inside_element(units: Units) -> None:
    opened = enter(units, link(units))
    with units.unit("widget") as work:
        session = open_in_room(work, ALICE, None, "Element", opened.session.id)
    assert session.id != opened.session.id
    assert session.entrance is Entrance.WIDGET


def test_one_closes_one_s_own_pages_only(units: Units) -> None:
    opened = enter(units, link(units))
    with pytest.raises(Refusal, match="session-unknown"), units.unit("close") as work:
        close_page(work, BOB, opened.session.id)
    with units.unit("close") as work:
        close_page(work, ALICE, opened.session.id)
    with pytest.raises(Refusal, match="session-closed"), units.unit("again") as work:
        close_page(work, ALICE, opened.session.id)


def test_closing_all_tells_those_who_watch(units: Units) -> None:
    kept, gone = enter(units, link(units)), enter(units, link(units))
    other = enter(units, link(units, BOB))
    with units.unit("close") as work:
        assert close_pages(work, ALICE, but=kept.session.id) == 1
        loaded = load_session(work.connection, KEYS, gone.session.id)
        assert loaded is not None and loaded.revoked_at is not None
        assert load_session(work.connection, KEYS, other.session.id) == other.session
        topics = [change.topic for change in changes_after(work.connection, 0)]
    assert topics[-1] == topic_of(KEYS, ALICE) != topic_of(KEYS, BOB)
    assert "alice" not in topics[-1]


def test_old_links_and_pages_are_forgotten(units: Units, clock: ManualClock) -> None:
    enter(units, link(units))
    clock.advance(timedelta(days=40))
    link(units, BOB)
    with units.unit("look") as work:
        assert len(work.connection.execute(select(PAGE_LINKS)).all()) == 1
        assert work.connection.execute(select(PAGE_SESSIONS)).all() == []


def test_a_visitor_s_key_is_kept_with_the_page(units: Units) -> None:
    opened = enter(units, link(units))
    assert opened.session == replace(opened.session, key=PHONE.key, browser=PHONE.browser)


def test_the_trail_says_who_opened_and_closed_pages_and_no_secret(units: Units) -> None:
    secret = link(units)
    opened = enter(units, secret)
    with units.unit("widget") as work:
        shown = open_in_room(work, ALICE, "!r", "Element", "")
        assert open_in_room(work, ALICE, "!r", "Element", shown.id) == shown
    with units.unit("close") as work:
        close_page(work, ALICE, opened.session.id)
        close_pages(work, ALICE)
        entries = [read_line(KEYS, row).entry for row in load_batch(work.connection, 0)]
    assert [entry.act for entry in entries if entry] == [
        *("page.opened", "page.opened", "page.closed", "page.closed"),
    ]
    assert {(entry.kind, entry.face) for entry in entries if entry} == {(Kind.ACCESS, Face.PAGE)}
    assert len({entry.actor for entry in entries if entry}) == 1
    assert [entry.details["entrance"] for entry in entries if entry] == [
        *("link", "widget", "link", "widget"),
    ]
    told = repr([(entry, entry.details) for entry in entries if entry])
    assert not any(one in told for one in (secret, opened.secret, "alice", "!r"))
