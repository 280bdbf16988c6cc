"""One conversation for two people, until one of them wants another."""

from __future__ import annotations

import pytest

from care.accounts.model import Account, AccountKind
from care.accounts.store import save_account
from care.directory.contacting import bring_together, check_reachable, invite
from care.directory.dialogue import Asker
from care.runtime.errors import Refusal
from care.runtime.units import Units
from tests.care.directory.territory import person

ALICE, PAUL = (Asker("@annuaire:test", "!room", f"@{name}:test") for name in ("alice", "paul"))
LUC = person("Luc VASSE", rpps="1")


def account(asker: Asker, kind: AccountKind = AccountKind.PROFESSIONAL, rpps: str = "1") -> Account:
    return Account(asker.user_id, kind, "VASSE Luc", rpps)


def test_the_same_both_ways_and_fresh_when_asked(units: Units) -> None:
    with units.unit("one") as work:
        first = bring_together(work, ALICE, account(PAUL), LUC)
        back = bring_together(work, PAUL, account(ALICE), LUC)
        fresh = bring_together(work, ALICE, account(PAUL), LUC, fresh=True)
        after = bring_together(work, PAUL, account(ALICE), LUC)
    assert (first.existed, back.existed, fresh.existed, after.existed) == (False, True, False, True)
    assert first.key == back.key
    assert fresh.key == after.key != first.key
    with units.unit("two") as work, pytest.raises(Refusal, match="contact-self"):
        bring_together(work, ALICE, account(ALICE), LUC)


def test_only_who_works_here_is_reachable(units: Units) -> None:
    with units.unit("one") as work:
        assert check_reachable(work, LUC) is None
        assert check_reachable(work, person("Zoé SANS")) is None
        save_account(work.connection, account(PAUL, AccountKind.RELATIVE))
        assert check_reachable(work, LUC) is None
        save_account(work.connection, account(PAUL))
        assert check_reachable(work, LUC) == account(PAUL)


def test_an_invitation_is_signed() -> None:
    assert invite(LUC, account(PAUL)).sender == "VASSE Luc"
    assert invite(LUC, None).sender == ""
