"""What each kind of account sees, and from where it looks."""

from __future__ import annotations

from dataclasses import replace

import pytest

from care.access.directory import Field
from care.access.people import Kind
from care.accounts.model import Account, AccountKind
from care.accounts.store import save_account
from care.directory.current import CurrentIndex
from care.directory.dialogue import Asker
from care.directory.onlooker import Onlooker, look
from care.directory.profiles.model import EMPTY, Profile
from care.directory.synthetic import SyntheticPerson
from care.runtime.units import Units
from tests.care.directory.territory import KEYS

SOMEONE = Asker("@annuaire:test", "!room", "@someone:test")
FULL = Profile(
    secretary_phone="+33199000001", urgent_phone="+33639980001", email="a@b.example", bio="TSA"
)


def looking(
    units: Units, kind: AccountKind | None, *, rpps: str = "", alone: bool = True
) -> Onlooker:
    with units.unit(f"{kind}{alone}") as work:
        if kind is not None:
            save_account(work.connection, Account(SOMEONE.user_id, kind, "X", rpps or None))
        _, index = CurrentIndex().load(work.connection, KEYS)
        return look(work, index, replace(SOMEONE, alone=alone))


def test_a_professional_looks_from_where_they_practise(
    units: Units, people: list[SyntheticPerson]
) -> None:
    onlooker = looking(units, AccountKind.PROFESSIONAL, rpps=people[4].rpps)
    assert onlooker.origin == "76447"
    assert people[4].rpps in onlooker.enrolled
    assert onlooker.redact(FULL) == FULL
    assert onlooker.finds_unlisted


def test_in_a_group_the_urgent_phone_is_kept_back(units: Units) -> None:
    onlooker = looking(units, AccountKind.PROFESSIONAL, alone=False)
    assert onlooker.redact(FULL) == replace(FULL, urgent_phone="")


@pytest.mark.parametrize("kind", [AccountKind.RELATIVE, AccountKind.PATIENT, None])
def test_who_is_cared_for_sees_what_helps_to_call(units: Units, kind: AccountKind | None) -> None:
    onlooker = looking(units, kind)
    assert onlooker.redact(FULL) == Profile(secretary_phone="+33199000001", bio="TSA")
    assert Field.ACCOUNT not in onlooker.fields
    assert onlooker.enrolled == frozenset()
    assert not onlooker.can_contact
    assert not onlooker.finds_unlisted
    assert onlooker.origin is None


def test_every_personal_field_is_redacted_when_nothing_may_be_seen() -> None:
    nobody = Onlooker(None, Kind.UNKNOWN, frozenset(), frozenset(), None)
    assert nobody.redact(replace(FULL, unlisted=False)) == EMPTY
