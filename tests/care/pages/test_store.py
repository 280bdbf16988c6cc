"""What is written comes back; nobody is faster twice."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from care.pages.model import EditOutcome, EditState, Entrance, Link, PageSession
from care.pages.store import (
    add_link,
    add_session,
    close_sessions,
    find_link,
    find_session,
    labelled_at,
    load_outcome,
    load_sessions,
    note_use,
    save_label,
    save_outcome,
    sessions_of,
    spend_link,
)
from care.pages.tables import PAGE_EDITS, PAGE_SESSIONS
from care.runtime.units import UnitOfWork, Units
from tests.care.directory.territory import KEYS, NOW


def session(number: int, user_id: str = "@alice:t") -> PageSession:
    end = NOW + timedelta(days=number + 1)
    return PageSession(
        f"s{number}", user_id, Entrance.LINK, "Firefox", "", NOW, NOW, end, "!r", b"key"
    )


def save(work: UnitOfWork, *sessions: PageSession) -> None:
    for one in sessions:
        add_session(work.connection, KEYS, one, f"digest {one.id}")


def test_a_link_is_spent_once(units: Units) -> None:
    link = Link("l", "@alice:t", "session", NOW, NOW)
    with units.unit("one") as work:
        add_link(work.connection, link, "d")
        assert find_link(work.connection, "d") == link
        assert find_link(work.connection, None) is None
        assert [spend_link(work.connection, link, NOW) for _ in range(2)] == [True, False]


def test_sessions_come_back_as_they_were(units: Units) -> None:
    with units.unit("one") as work:
        save(work, *(session(number) for number in range(3)), session(9, "@bob:t"))
        found = load_sessions(work.connection, KEYS, [f"s{n}" for n in range(1200)])
        assert found == {
            one.id: one for one in (session(0), session(1), session(2), session(9, "@bob:t"))
        }
        assert find_session(work.connection, KEYS, "digest s1") == session(1)
        assert find_session(work.connection, KEYS, None) is None
        note_use(work.connection, "s2", NOW + timedelta(hours=1))
        assert close_sessions(work.connection, ["s0", "s0"], NOW) == 1
        assert close_sessions(work.connection, ["s0"], NOW) == 0
        assert [one.id for one in sessions_of(work.connection, KEYS, "@alice:t")] == ["s2", "s1"]


def test_the_name_that_somebody_gave_is_sealed(units: Units) -> None:
    with units.unit("one") as work:
        save(work, session(1))
        assert labelled_at(work.connection, "s1") is None
        save_label(work.connection, KEYS, "s1", "Chez Mme INVENTE", NOW)
        assert labelled_at(work.connection, "s1") == NOW
        [found] = sessions_of(work.connection, KEYS, "@alice:t")
        assert found.label == "Chez Mme INVENTE"
        assert b"INVENTE" not in work.connection.execute(PAGE_SESSIONS.select()).one().label


def test_outcomes_belong_to_one_person(units: Units) -> None:
    outcome = EditOutcome(EditState.MERGED, "edit-older", {"by": "Paul FICTIF", "count": 2})
    with units.unit("one") as work:
        save_outcome(work, "@alice:t", "e1", outcome)
        assert load_outcome(work.connection, KEYS, "@alice:t", "e1") == outcome
        assert load_outcome(work.connection, KEYS, "@bob:t", "e1") is None
        row = work.connection.execute(select(PAGE_EDITS)).one()
        assert "FICTIF" not in repr(tuple(row))
