"""One's own entry: tied to the account, or to the place where one practises."""

from __future__ import annotations

import pytest

from care.accounts.model import Account, AccountKind
from care.accounts.store import save_account
from care.directory.dialogue import Asker
from care.directory.own_profile import OwnProfile
from care.directory.profiles.model import Item
from care.directory.profiles.rules import Say
from care.directory.synthetic import SyntheticPerson
from care.directory.workflow import Directory
from care.runtime.errors import Refusal
from care.runtime.units import Units

ALICE, MARIE, PAUL = (
    Asker("@annuaire:test", f"!{name}", f"@{name}:test") for name in ("alice", "marie", "paul")
)
BIO = Say(Item.BIO, "Méthadone")


@pytest.fixture
def enrolled(units: Units, people: list[SyntheticPerson]) -> Units:
    with units.unit("accounts") as work:
        for asker, rank in ((ALICE, 0), (PAUL, 1), (MARIE, 3)):
            name, rpps = people[rank].family_name, people[rank].rpps
            save_account(
                work.connection, Account(asker.user_id, AccountKind.PROFESSIONAL, name, rpps)
            )
        other = Account("@gone:test", AccountKind.PROFESSIONAL, "GONE", "10100000000")
        save_account(work.connection, other)
    return units


@pytest.fixture
def own() -> OwnProfile:
    return OwnProfile(Directory())


def test_a_change_is_about_the_place_until_one_comes_back_to_oneself(
    enrolled: Units, own: OwnProfile
) -> None:
    with enrolled.unit("one") as work:
        assert own.edit(work, PAUL, BIO).name == "Paul INVENTE"
        assert own.show_place(work, PAUL, "pharmacie").structure.name == "PHARMACIE DES EMBRUNS"
        edited = own.edit(work, PAUL, BIO)
        assert (edited.name, edited.is_place) == ("PHARMACIE DES EMBRUNS", True)
        assert own.show_place(work, PAUL, "officine").profile.bio == "Méthadone"
        own.show(work, PAUL)
        assert not own.edit(work, PAUL, BIO).is_place


def test_a_shared_practice_is_a_place_of_ones_own(enrolled: Units, own: OwnProfile) -> None:
    with enrolled.unit("one") as work:
        card = own.show_place(work, MARIE, "cabinet")
        assert card.structure.name == "CABINET DES GALETS"
        assert [line.name for line in card.team] == ["Marie DUPONT", "Marion DUPONT"]
        with pytest.raises(Refusal, match="place-none"):
            own.show_place(work, ALICE, "cabinet")


def test_nothing_changes_nothing(enrolled: Units, own: OwnProfile) -> None:
    with enrolled.unit("one") as work:
        own.edit(work, PAUL, BIO)
        own.edit(work, PAUL, BIO)
        assert own.undo(work, PAUL).profile.bio == ""


@pytest.mark.parametrize(
    ("asker", "reason"),
    [
        (Asker("@annuaire:test", "!x", "@stranger:test"), "profile-carers-only"),
        (Asker("@annuaire:test", "!x", "@gone:test"), "profile-not-imported"),
        (Asker("@annuaire:test", "!x", "@paul:test", alone=False), "profile-alone-only"),
    ],
)
def test_refused(enrolled: Units, own: OwnProfile, asker: Asker, reason: str) -> None:
    with enrolled.unit("one") as work, pytest.raises(Refusal, match=reason):
        own.show(work, asker)
