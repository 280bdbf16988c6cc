"""What is shown of an entry, and the line that showing leaves."""

from __future__ import annotations

from care.access.directory import Field
from care.accounts.model import Account, AccountKind
from care.accounts.store import save_account
from care.directory.dialogue import Asker, Dialogue, Remembered
from care.directory.model import Professional
from care.directory.profiles.model import Profile
from care.directory.profiles.store import save_profile
from care.directory.store import load_person_by_rpps, load_structures
from care.directory.synthetic import SyntheticPerson
from care.directory.wishes import NOTHING
from care.directory.workflow import Directory
from care.runtime.units import UnitOfWork, Units
from tests.care.directory.trail import seen_phones

ALICE = Asker("@annuaire:test", "!room", "@alice:test")
URGENT = Profile(urgent_phone="+33639980001")


def sought(work: UnitOfWork, people: list[SyntheticPerson]) -> Professional:
    account = Account(ALICE.user_id, AccountKind.PROFESSIONAL, "FICTIF", people[0].rpps)
    save_account(work.connection, account)
    found = load_person_by_rpps(work.connection, people[1].rpps)
    assert found is not None
    save_profile(work, found.id, URGENT)
    return found


def test_a_card_that_shows_an_urgent_phone_is_noted(
    units: Units, people: list[SyntheticPerson]
) -> None:
    with units.unit("one") as work:
        paul = sought(work, people)
        case = Directory().open_case(work, ALICE)
        card = case.card(paul, Remembered(paul.id, "Le Havre", km=0.4), NOTHING)
        assert card.profile == URGENT
        assert card.km is None, "within one commune there is nothing to tell"
        (line,) = seen_phones(work)
    assert line.entry is not None
    assert line.entry.details == {"entry": paul.id}


def test_so_is_the_card_of_a_place(units: Units, people: list[SyntheticPerson]) -> None:
    with units.unit("one") as work:
        sought(work, people)
        (site,) = [s for s in load_structures(work.connection) if s.name == "PHARMACIE DES EMBRUNS"]
        save_profile(work, site.id, URGENT)
        group = Asker("@annuaire:test", "!group", ALICE.user_id, alone=False)
        withheld = Directory().open_case(work, group).place_card(site, Dialogue(), None)
        assert (withheld.profile.urgent_phone, withheld.hidden) == ("", {Field.URGENT_PHONE})
        assert seen_phones(work) == []
        card = Directory().open_case(work, ALICE).place_card(site, Dialogue(), None)
        assert card.profile == URGENT
        (line,) = seen_phones(work)
    assert line.entry is not None
    assert line.entry.person == site.id


def test_in_a_group_it_is_withheld_and_not_noted(
    units: Units, people: list[SyntheticPerson]
) -> None:
    with units.unit("one") as work:
        paul = sought(work, people)
        group = Asker("@annuaire:test", "!group", ALICE.user_id, alone=False)
        card = Directory().open_case(work, group).card(paul, Remembered(paul.id, ""), NOTHING)
        assert card.profile.urgent_phone == ""
        assert card.hidden == {Field.URGENT_PHONE}
        assert seen_phones(work) == []


def test_a_team_is_without_those_who_asked_not_to_be_found(
    units: Units, people: list[SyntheticPerson]
) -> None:
    with units.unit("one") as work:
        paul = sought(work, people)
        (site,) = [s for s in load_structures(work.connection) if s.name == "PHARMACIE DES EMBRUNS"]
        directory = Directory()
        assert [one.person_id for one in directory.open_case(work, ALICE).team(site)] == [paul.id]
        save_profile(work, paul.id, Profile(unlisted=True))
        assert directory.open_case(work, ALICE).team(site) == ()
