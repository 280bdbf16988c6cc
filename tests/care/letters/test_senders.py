"""Who wrote, and whether the name beside the address lies."""

from __future__ import annotations

import pytest

from care.directory.model import Structure
from care.directory.store import replace_structures
from care.identity.status import Status
from care.letters.senders import is_patient_domain, know_sender, whose_patient_mailbox
from tests.care.letters.scene import Scene, qualified

ALICE = "alice.fictif@medecin.mssante.example"


@pytest.mark.parametrize(
    ("address", "shown", "name", "spoofed"),
    [
        (ALICE, "Dr_ALICE_FICTIF_CABINET", "Dr Alice FICTIF", False),
        (ALICE, "", "Dr Alice FICTIF", False),
        (ALICE, "Dr_PAUL_INVENTE", "Dr Alice FICTIF", True),
        (ALICE, "FICTIF alice.fictif@medecin.mssante.example", "Dr Alice FICTIF", False),
        ("x@y.example", "Dr Alice FICTIF", "", False),
        ("x@y.example", "alice.fictif@medecin.mssante.example", "", True),
        ("labo@y.example", "Le labo", "Laboratoire FICTIF", False),
    ],
)
def test_what_the_directory_knows(address: str, shown: str, name: str, spoofed: bool) -> None:
    scene = Scene()
    place = Structure("s" * 32, 0, "Laboratoire FICTIF", "76351", "Le Havre",
                      mailboxes=("labo@y.example",))  # fmt: skip
    with scene.units.unit("x") as work:
        replace_structures(work.connection, [place])
        sender = know_sender(work, address, shown)
    assert (sender.name, sender.is_spoofed, sender.shown) == (name, spoofed, shown)
    assert sender.is_verified is bool(name)


@pytest.mark.parametrize(
    ("address", "is_patient", "has_matricule"),
    [
        ("284067635112353@patient.mssante.fr", True, True),
        ("284067635112353@patient.formation.mssante.fr", True, True),
        ("28406763511235399999@patient.mssante.fr", True, False),
        ("jeanne@patient.mssante.fr", True, False),
        ("284067635112353@medecin.mssante.fr", False, False),
        ("284067635112353@patient.mssante.fr.ailleurs.example", False, False),
        ("x@impatient.mssante.fr", False, False),
    ],
)
def test_patients_have_mailboxes_of_their_own(
    address: str, is_patient: bool, has_matricule: bool
) -> None:
    assert is_patient_domain(address) is is_patient
    assert (whose_patient_mailbox(address) is not None) is has_matricule


@pytest.mark.parametrize(
    ("status", "name"), [(Status.QUALIFIED, "EXEMPLE Jeanne"), (Status.VALIDATED, "")]
)
def test_a_patient_is_named_when_we_are_sure(status: Status, name: str) -> None:
    scene = Scene()
    scene.knows(qualified(status=status))
    with scene.units.unit("x") as work:
        mine = know_sender(work, "284067635112353@patient.mssante.fr", "Jeanne")
        other = know_sender(work, "155035960604289@patient.mssante.fr", "Pierre")
    assert (mine.name, other.name) == (name, "")
