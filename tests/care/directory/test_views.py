"""Each showing of an urgent phone leaves a line of the trail, with its transaction or never."""

from __future__ import annotations

from datetime import timedelta

import pytest

from care.accounts.model import Account, AccountKind
from care.accounts.store import save_account
from care.audit.model import Face, Kind, Line
from care.audit.retention import forget_expired
from care.audit.store import lines_about_account
from care.audit.verification import verify_trail
from care.directory.views import SEEN, note_view
from care.runtime.clock import ManualClock
from care.runtime.units import Units
from tests.care.directory.territory import KEYS, NOW
from tests.care.directory.trail import seen_phones

ALICE, PAUL, STRANGER = "@alice:test", "@paul:test", "@stranger:test"


@pytest.fixture
def looked(units: Units) -> list[Line]:
    """Alice saw Paul's, a stranger a pharmacy's."""
    with units.unit("one") as work:
        for user_id, name in ((ALICE, "FICTIF Alice"), (PAUL, "INVENTE Paul")):
            save_account(work.connection, Account(user_id, AccountKind.PROFESSIONAL, name))
        note_view(work, ALICE, "entry-of-paul", PAUL, Face.ROOM)
        note_view(work, STRANGER, "pharmacy", None, Face.API)
        return seen_phones(work)


def test_a_line_says_who_whose_when_and_from_where_without_a_name(looked: list[Line]) -> None:
    first, second = (line.entry for line in looked)
    assert first is not None and second is not None
    assert (first.act, first.kind, first.face) == (SEEN, Kind.ACCESS, Face.ROOM)
    assert first.details == {"entry": "entry-of-paul"}
    assert (second.person, second.face) == ("pharmacy", Face.API)
    assert {line.at for line in looked} == {NOW}
    ids = {first.actor, first.person, second.actor}
    assert len(ids) == 3
    assert not any(name in str(one) for one in ids for name in ("alice", "paul", "stranger"))


def test_who_looked_is_told_to_whom_it_was_about(units: Units, looked: list[Line]) -> None:
    entry = looked[0].entry
    assert entry is not None and entry.person is not None
    with units.unit("asked") as work:
        assert list(lines_about_account(work.connection, KEYS, entry.person)) == looked[:1]
        assert list(lines_about_account(work.connection, KEYS, entry.actor)) == looked[:1]


def test_the_lines_are_chained_and_emptied_in_time(units: Units, looked: list[Line]) -> None:
    assert verify_trail(units.database, KEYS).is_intact
    assert isinstance(units.clock, ManualClock)
    units.clock.advance(timedelta(days=3 * 366))
    assert forget_expired(units) == len(looked)
    with units.unit("later") as work:
        assert seen_phones(work) == []
    assert verify_trail(units.database, KEYS).is_intact


def test_what_was_not_done_was_not_seen(units: Units) -> None:
    with pytest.raises(RuntimeError), units.unit("one") as work:
        note_view(work, ALICE, "entry", None, Face.ROOM)
        raise RuntimeError
    with units.unit("two") as work:
        assert seen_phones(work) == []
