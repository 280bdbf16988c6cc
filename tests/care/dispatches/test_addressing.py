"""Whom somebody means."""

from __future__ import annotations

import pytest

from care.circles.model import Circle, Role
from care.circles.reading import paint
from care.consent.model import Scope
from care.consent.store import load_register
from care.dispatches.addressing import find_addressees, opposed_addresses
from care.dispatches.model import Addressee, Reach, Wish
from care.identity.status import Status
from care.runtime.errors import Refusal
from tests.care.dispatches.territory import (
    ALICE,
    BOX_ALICE,
    BOX_IDA,
    BOX_RAD,
    BOX_RAD_2,
    DOMAIN,
    IDA,
    PATIENT_BOX,
    Territory,
    identity,
)


@pytest.fixture
def town() -> Territory:
    return Territory()


@pytest.fixture
def circle(town: Territory) -> Circle:
    return town.open_circle()


def find(town: Territory, wish: Wish, circle: Circle | None) -> tuple[Addressee, ...]:
    """Who is meant."""
    with town.unit() as work:
        picture = paint(work, circle.id) if circle else None
        return find_addressees(work, town.office, wish, picture)


def test_a_role_is_somebody_of_the_circle(town: Territory, circle: Circle) -> None:
    (doctor,) = find(town, Wish("médecin traitant", Role.TREATING_DOCTOR), circle)
    assert doctor == Addressee(
        BOX_ALICE, "Dr Alice FICTIF", "Le Havre", rpps="10199900373", user_id=ALICE
    )
    with pytest.raises(Refusal, match="dispatch-no-such-member"):
        find(town, Wish("kiné", Role.PHYSIOTHERAPIST), circle)
    with pytest.raises(Refusal, match="dispatch-no-mailbox"):
        find(town, Wish("pharmacien", Role.PHARMACIST), circle)


@pytest.mark.parametrize(
    ("typed", "addresses"),
    [
        ("Marc Rayon", [BOX_RAD_2]),
        ("Dr Rayon", [f"luc.rayon@{DOMAIN}", BOX_RAD_2]),
        ("Ida Soigne", [BOX_IDA]),
        ("imagerie de l'exemple", [BOX_RAD]),
        (f"  <{BOX_RAD_2.upper()}>", [BOX_RAD_2]),
    ],
)
def test_a_name_is_looked_for_in_the_circle_then_in_the_directory(
    town: Territory, circle: Circle, typed: str, addresses: list[str]
) -> None:
    assert [one.address for one in find(town, Wish(typed), circle)] == addresses


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("Xyzzy Qwerty", "dispatch-nobody"),
        ("Paul Inventé", "dispatch-no-mailbox"),
        ("Dr", "dispatch-to-whom"),
        ("a@@b", "dispatch-bad-address"),
        ("155035999900276@patient.mssante.fr", "dispatch-other-patient"),
    ],
)
def test_who_cannot_be_written_to_is_refused(
    town: Territory, circle: Circle, typed: str, reason: str
) -> None:
    with pytest.raises(Refusal, match=reason):
        find(town, Wish(typed), circle)


def test_a_typed_address_of_a_member_is_that_member(town: Territory, circle: Circle) -> None:
    (found,) = find(town, Wish(BOX_IDA), circle)
    assert found.user_id == IDA


def test_the_patient_has_the_mailbox_of_their_number(town: Territory, circle: Circle) -> None:
    for wish in (Wish("patient", is_patient=True), Wish(PATIENT_BOX)):
        (found,) = find(town, wish, circle)
        assert (found.address, found.reach) == (PATIENT_BOX, Reach.PATIENT)
    with pytest.raises(Refusal, match="dispatch-patient-needs-circle"):
        find(town, Wish("patient", is_patient=True), None)
    town.becomes(circle, identity(Status.PROVISIONAL, number=False))
    with pytest.raises(Refusal, match="dispatch-patient-not-qualified"):
        find(town, Wish("patient", is_patient=True), circle)


def test_an_opposition_to_somebody_is_one_to_their_mailboxes(
    town: Territory, circle: Circle
) -> None:
    town.opposes(circle, Scope.PERSON, IDA)
    town.opposes(circle, Scope.PERSON, "@stranger:test")
    with town.unit() as work:
        register = load_register(work.connection, work.keys, circle.patient.text)
        assert opposed_addresses(work.connection, register) == {BOX_IDA}
