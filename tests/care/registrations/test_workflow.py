"""Asked and decided, as facts; the dialogues are told in tests/bots/directory."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from care.accounts.model import Account, AccountKind
from care.accounts.store import account_of, save_account
from care.directory.current import CurrentIndex
from care.directory.synthetic import SyntheticPerson
from care.directory.synthetic_files import write_synthetic_files
from care.registrations.model import Act, Likeness, State
from care.registrations.workflow import Asker, ask_registration, decide_registration
from care.runtime.clock import ManualClock
from care.runtime.errors import Refusal
from care.runtime.units import Units
from tests.care.directory.territory import KEYS, NOW, empty_database, take_in

NINA = Asker("@nina:test", "VASSELIN Nina – orthophoniste", "!nina")
CAMILLE = "@camille:test"


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[tuple[Units, list[SyntheticPerson]]]:
    database = empty_database()
    people = write_synthetic_files(tmp_path, people=20)
    take_in(database, tmp_path)
    yield Units(database, KEYS, ManualClock(NOW)), people
    database.close()


def coordinate(units: Units) -> None:
    with units.unit("coordination") as work:
        save_account(work.connection, Account(CAMILLE, AccountKind.COORDINATOR, "RELAIS Camille"))


def test_somebody_without_any_account_kept_may_ask(
    scene: tuple[Units, list[SyntheticPerson]],
) -> None:
    units, people = scene
    coordinate(units)
    with units.unit("ask") as work:
        asked = ask_registration(work, CurrentIndex(), NINA, people[10].rpps)
        assert (asked.likeness, asked.key_is_valid) == (Likeness.SAME, True)
        assert asked.coordinators == (CAMILLE,)
        decided = decide_registration(work, CAMILLE, asked.request.number, Act.ACCEPT, "")
        assert (decided.request.state, decided.by) == (State.ACCEPTED, "RELAIS Camille")
        account = account_of(work.connection, NINA.user_id)
    assert account is not None
    assert (account.kind, account.display_name) == (AccountKind.PROFESSIONAL, NINA.shown_name)


def test_an_entry_given_to_another_in_the_meantime_is_not_given_again(
    scene: tuple[Units, list[SyntheticPerson]],
) -> None:
    units, people = scene
    coordinate(units)
    rpps = people[10].rpps
    with units.unit("ask") as work:
        asked = ask_registration(work, CurrentIndex(), NINA, rpps)
        save_account(
            work.connection, Account("@other:test", AccountKind.PROFESSIONAL, "OTHER", rpps)
        )
        with pytest.raises(Refusal, match="registration-taken"):
            decide_registration(work, CAMILLE, asked.request.number, Act.ACCEPT, "")
        refused = decide_registration(work, CAMILLE, asked.request.number, Act.REFUSE, "déjà pris")
    assert refused.request.reason == "déjà pris"


def test_nobody_can_confirm_where_nobody_coordinates(
    scene: tuple[Units, list[SyntheticPerson]],
) -> None:
    units, people = scene
    with units.unit("ask") as work, pytest.raises(Refusal, match="registration-no-coordinator"):
        ask_registration(work, CurrentIndex(), NINA, people[10].rpps)
