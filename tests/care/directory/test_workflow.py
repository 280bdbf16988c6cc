"""The stories of the directory, as facts."""

from __future__ import annotations

from pathlib import Path

import pytest

from care.accounts.model import Account, AccountKind
from care.accounts.store import save_account
from care.directory.answers import Card, Conversation, Invitation, Nobody, Page, PlaceCard
from care.directory.dialogue import Asker
from care.directory.synthetic import SyntheticPerson
from care.directory.synthetic_files import write_synthetic_files
from care.directory.workflow import PAGE, Directory
from care.runtime.errors import Refusal
from care.runtime.units import UnitOfWork, Units
from tests.care.directory.territory import take_in

ALICE, PAUL, RELATIVE = (
    Asker("@annuaire:test", f"!{name}", f"@{name}:test") for name in ("alice", "paul", "relative")
)


@pytest.fixture
def enrolled(units: Units, people: list[SyntheticPerson]) -> Units:
    with units.unit("accounts") as work:
        for asker, person in ((ALICE, people[0]), (PAUL, people[1])):
            account = Account(
                asker.user_id, AccountKind.PROFESSIONAL, person.family_name, person.rpps
            )
            save_account(work.connection, account)
        relative = Account(RELATIVE.user_id, AccountKind.RELATIVE, "Relative")
        save_account(work.connection, relative)
    return units


@pytest.fixture
def directory() -> Directory:
    return Directory()


def find(
    units: Units, directory: Directory, asker: Asker, text: str
) -> Page | Card | PlaceCard | Nobody:
    with units.unit(text) as work:
        return directory.find(work, asker, text)


def test_several_are_a_page_and_pages_follow(enrolled: Units, directory: Directory) -> None:
    page = find(enrolled, directory, ALICE, "pharmacie")
    assert isinstance(page, Page)
    assert [line.number for line in page.lines] == [1, 2, 3, 4, 5]
    assert page.lines[0].reachable
    seen = [line.name for line in page.lines]
    while page.remaining:
        with enrolled.unit("more") as work:
            page = directory.see_more(work, ALICE)
        seen += [line.name for line in page.lines]
        assert len(page.lines) <= PAGE
    assert len(seen) == page.total
    with enrolled.unit("end") as work, pytest.raises(Refusal, match="more-none"):
        directory.see_more(work, ALICE)


def test_the_list_stops_somewhere_and_says_so(enrolled: Units, tmp_path: Path) -> None:
    write_synthetic_files(tmp_path, people=900)
    take_in(enrolled.database, tmp_path)
    directory = Directory()
    find(enrolled, directory, ALICE, "infirmier")
    with enrolled.unit("more") as work:
        for _ in range(19):
            directory.see_more(work, ALICE)
        with pytest.raises(Refusal, match="more-too-many"):
            directory.see_more(work, ALICE)


def test_only_one_is_a_card(enrolled: Units, directory: Directory) -> None:
    card = find(enrolled, directory, ALICE, "dermato")
    assert isinstance(card, Card)
    assert (card.name, card.called, card.place) == (
        "Dr Céline LEFÈBVRE",
        "dermatologue",
        "Le Havre",
    )
    assert card.person.mailboxes
    assert not card.reachable


def test_a_relative_sees_less(enrolled: Units, directory: Directory) -> None:
    card = find(enrolled, directory, RELATIVE, "dermato")
    assert isinstance(card, Card)
    assert card.person.mailboxes == ()
    assert not card.can_contact
    page = find(enrolled, directory, RELATIVE, "pharmacie")
    assert isinstance(page, Page)
    assert not any(line.reachable for line in page.lines)
    with enrolled.unit("contact") as work, pytest.raises(Refusal, match="contact-carers-only"):
        directory.contact(work, RELATIVE, 1)


def test_a_stranger_sees_no_more_than_a_relative(enrolled: Units, directory: Directory) -> None:
    stranger = Asker("@annuaire:test", "!stranger", "@stranger:test")
    card = find(enrolled, directory, stranger, "dermato")
    assert isinstance(card, Card)
    assert card.person.mailboxes == ()


def contact(units: Units, directory: Directory, asker: Asker, name: str) -> Conversation:
    find(units, directory, asker, name)
    with units.unit(f"contact {name}") as work:
        answer = directory.contact(work, asker, None)
    assert isinstance(answer, Conversation)
    return answer


def test_two_people_have_one_conversation(enrolled: Units, directory: Directory) -> None:
    first = contact(enrolled, directory, ALICE, "paul invente")
    assert first.people == (ALICE.user_id, PAUL.user_id)
    assert not first.existed
    assert ALICE.user_id not in first.key
    back = contact(enrolled, directory, PAUL, "alice fictif")
    assert back.key == first.key
    assert back.existed


def test_who_has_no_account_is_invited(enrolled: Units, directory: Directory) -> None:
    find(enrolled, directory, ALICE, "dermato")
    with enrolled.unit("contact") as work:
        invitation = directory.contact(work, ALICE, 1)
    assert isinstance(invitation, Invitation)
    assert invitation.mailboxes == ("celine.lefebvre5@pro.mssante.example",)
    assert invitation.sender == "FICTIF"


def test_nobody_writes_to_themselves(enrolled: Units, directory: Directory) -> None:
    find(enrolled, directory, ALICE, "alice fictif")
    with enrolled.unit("contact") as work, pytest.raises(Refusal, match="contact-self"):
        directory.contact(work, ALICE, None)


def refused(work: UnitOfWork, directory: Directory, number: int) -> str:
    with pytest.raises(Refusal) as refusal:
        directory.open_card(work, ALICE, number)
    return refusal.value.reason


def test_a_number_needs_a_list(enrolled: Units, directory: Directory) -> None:
    with enrolled.unit("one") as work:
        assert refused(work, directory, 1) == "no-search-yet"
        directory.find(work, ALICE, "pharmacie")
        assert refused(work, directory, 0) == "number-unknown"
        assert refused(work, directory, 6) == "number-unknown"
        with pytest.raises(Refusal, match="contact-whom"):
            directory.contact(work, ALICE, None)
        assert isinstance(directory.open_card(work, ALICE, 5), PlaceCard)


def test_somebody_gone_since_is_said(
    enrolled: Units, directory: Directory, people: list[SyntheticPerson], tmp_path: Path
) -> None:
    find(enrolled, directory, ALICE, "dermato")
    write_synthetic_files(tmp_path, people=3)
    take_in(enrolled.database, tmp_path, accept_smaller=True)
    with enrolled.unit("one") as work:
        assert refused(work, directory, 1) == "person-gone"


def test_what_there_is_to_search_is_described(enrolled: Units, directory: Directory) -> None:
    with enrolled.unit("one") as work:
        summary = directory.describe(work)
    assert summary is not None
    assert summary.largest_place == "Le Havre"
