"""One is posted, somebody who works here finds it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from care.accounts.model import Account, AccountKind
from care.accounts.store import save_account
from care.protocols.model import Protocol
from care.protocols.store import load_protocols
from care.protocols.workflow import MOST, name_protocol_room, note_protocol, search_protocols
from care.runtime.clock import ManualClock
from care.runtime.errors import Refusal
from care.runtime.units import Units
from tests.care.directory.territory import KEYS, NOW, empty_database

ALICE, CAMILLE, LOU = "@alice:test", "@camille:test", "@lou:test"


@pytest.fixture
def units() -> Iterator[Units]:
    database = empty_database()
    units = Units(database, KEYS, ManualClock(NOW))
    with units.unit("accounts") as work:
        for user_id, kind in (
            (ALICE, AccountKind.PROFESSIONAL),
            (CAMILLE, AccountKind.COORDINATOR),
            (LOU, AccountKind.PATIENT),
        ):
            save_account(work.connection, Account(user_id, kind, "X"))
    yield units
    database.close()


def posted(event_id: str, text: str) -> Protocol:
    return Protocol(event_id, "!r", text, "", "A", NOW)


def test_the_first_line_is_the_title_and_every_word_counts(units: Units) -> None:
    with units.unit("one") as work:
        note_protocol(work, posted("$1", "\n  Chutes  \nAppeler le 15"))
        note_protocol(work, posted("$2", "  "))
        (kept,) = load_protocols(work)
        assert kept.title == "Chutes"
        found = search_protocols(work, ALICE, "appeler")
    assert [protocol.event_id for protocol in found.found] == ["$1"]


def test_a_few_are_shown_and_all_are_counted(units: Units) -> None:
    with units.unit("one") as work:
        assert not search_protocols(work, ALICE, "plaies").any_known
        for rank in range(MOST + 2):
            note_protocol(work, posted(f"${rank}", f"Plaies {rank}"))
        found = search_protocols(work, ALICE, "plaies")
    assert (len(found.found), found.total) == (MOST, MOST + 2)


@pytest.mark.parametrize("user_id", [LOU, "@stranger:test"])
def test_they_are_for_who_works_here(units: Units, user_id: str) -> None:
    with units.unit("one") as work, pytest.raises(Refusal, match="protocols-staff-only"):
        search_protocols(work, user_id, "plaies")


def test_only_a_coordinator_names_the_room(units: Units) -> None:
    with units.unit("one") as work:
        name_protocol_room(work, CAMILLE, "!r")
        with pytest.raises(Refusal, match="protocols-coordinators-only"):
            name_protocol_room(work, ALICE, "!r")
