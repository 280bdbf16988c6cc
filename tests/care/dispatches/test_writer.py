"""Who writes, as the directory says it, else as their account does."""

from __future__ import annotations

import pytest

from care.accounts.model import Account, AccountKind
from care.dispatches.writer import check_signs, find_writer
from care.runtime.errors import Refusal
from tests.care.dispatches.territory import BOX_RAD, PEOPLE, Territory


def test_a_doctor_is_known_by_the_directory() -> None:
    with Territory().unit() as work:
        alice = find_writer(work.connection, PEOPLE[0])
    assert alice.name == "Dr Alice FICTIF"
    assert (alice.rpps, alice.role, alice.role_label) == (
        "10199900373", "G15_10/SM26", "Médecine générale",
    )  # fmt: skip
    assert (alice.workplace.name, alice.workplace.finess) == ("CABINET FICTIF", "760990016")


def test_the_structure_of_a_mailbox_is_where_it_leaves_from() -> None:
    with Territory().unit() as work:
        alice = find_writer(work.connection, PEOPLE[0], BOX_RAD)
    assert (alice.workplace.name, alice.workplace.finess) == ("IMAGERIE DE L’EXEMPLE", "760990024")


def test_who_is_not_in_the_directory_is_known_by_their_account() -> None:
    account = Account(
        "@x:test", AccountKind.PROFESSIONAL, "DE LA COUR Jean – infirmier", None, "60"
    )
    with Territory().unit() as work:
        jean = find_writer(work.connection, account)
    assert (jean.family, jean.given, jean.role) == ("DE LA COUR", "Jean", "G15_60")
    with pytest.raises(Refusal, match="dispatch-without-rpps"):
        check_signs(jean)
