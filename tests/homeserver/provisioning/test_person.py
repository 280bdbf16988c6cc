"""The name that the homeserver shows: everything for staff, initials for those cared for."""

from __future__ import annotations

import pytest

from care.accounts.model import Account, AccountKind
from homeserver.provisioning.person import Person


def named(last: str, first: str, kind: AccountKind, profession: str | None = None) -> str:
    return Person(2, "x", last, first, kind, profession).display_name


@pytest.mark.parametrize(
    ("shown", "last", "first", "kind", "profession"),
    [
        ("FICTIF Alice – médecin", "Fictif", "ALICE", AccountKind.PROFESSIONAL, "10"),
        ("D’ESSAI Jean-Luc – dentiste", "d’Essai", "jean-luc", AccountKind.PROFESSIONAL, "40"),
        ("MODÈLE Chloé – coordination", "Modèle", "Chloé", AccountKind.COORDINATOR, None),
        ("MODÈLE Chloé – infirmier", "Modèle", "Chloé", AccountKind.COORDINATOR, "60"),
        ("ESSAI Léa – secrétariat", "Essai", "Léa", AccountKind.SECRETARY, None),
    ],
)  # fmt: skip
def test_staff(
    shown: str, last: str, first: str, kind: AccountKind, profession: str | None
) -> None:
    assert named(last, first, kind, profession) == shown


@pytest.mark.parametrize("kind", [AccountKind.PATIENT, AccountKind.RELATIVE])
def test_the_names_of_those_cared_for_never_reach_the_homeserver(kind: AccountKind) -> None:
    shown = named("Canarinet", "Jean-Paul", kind)
    assert shown.startswith("J.P. C. – ")
    assert "anari" not in shown
    assert "ean" not in shown


def test_what_the_territory_keeps() -> None:
    person = Person(2, "alice", "Fictif", "Alice", AccountKind.PROFESSIONAL, "10", "10199900373")
    assert person.account("cercle.test") == Account(
        "@alice:cercle.test",
        AccountKind.PROFESSIONAL,
        "FICTIF Alice – médecin",
        "10199900373",
        "10",
    )
