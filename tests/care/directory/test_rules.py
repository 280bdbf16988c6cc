"""What the directory accepts, and from whom."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from care.accounts.model import Account, AccountKind
from care.directory.model import Edition
from care.directory.national_files import UnusableFile
from care.directory.rules import (
    check_edition,
    check_files_agree,
    check_losses,
    check_may_contact,
    check_not_oneself,
    is_carer,
    is_stale,
)
from care.runtime.errors import Refusal
from tests.care.directory.territory import NOW, person

EDITION = Edition(1, NOW, NOW, people=100, rows=1000)


def account(kind: AccountKind, rpps: str | None = None) -> Account:
    return Account("@someone:test", kind, "Someone", rpps)


@pytest.mark.parametrize(
    ("new", "reason"),
    [
        (replace(EDITION, people=0), "file-empty"),
        (replace(EDITION, rows=0), "file-empty"),
        (replace(EDITION, published_at=NOW - timedelta(days=1)), "file-older"),
        (replace(EDITION, rows=949), "file-smaller"),
    ],
)
def test_a_doubtful_edition_is_refused(new: Edition, reason: str) -> None:
    with pytest.raises(UnusableFile, match=reason):
        check_edition(EDITION, new, accept_smaller=False)


def test_a_sound_edition_is_accepted() -> None:
    check_edition(None, EDITION, accept_smaller=False)
    check_edition(EDITION, replace(EDITION, rows=950), accept_smaller=False)
    check_edition(EDITION, replace(EDITION, rows=10), accept_smaller=True)


def test_a_few_unknown_people_are_normal_many_are_not() -> None:
    check_files_agree(2, 100, "file")
    with pytest.raises(UnusableFile, match="file-incomplete"):
        check_files_agree(3, 100, "file")


def test_people_may_lose_a_mailbox_but_not_all_at_once() -> None:
    before = {str(n): replace(person("Luc VASSE"), mailboxes=("a@b",)) for n in range(40)}
    after = {**before, "0": replace(before["0"], mailboxes=())}
    check_losses(before, after)
    with pytest.raises(UnusableFile, match="file-incomplete"):
        check_losses(before, {key: replace(one, mailboxes=()) for key, one in before.items()})


def test_ten_days_is_old() -> None:
    assert not is_stale(EDITION, NOW + timedelta(days=10))
    assert is_stale(EDITION, NOW + timedelta(days=10, minutes=1))


@pytest.mark.parametrize("kind", list(AccountKind))
def test_those_who_care_may_write(kind: AccountKind) -> None:
    carer = kind in {AccountKind.PROFESSIONAL, AccountKind.COORDINATOR, AccountKind.SECRETARY}
    assert is_carer(account(kind)) is carer
    if carer:
        check_may_contact(account(kind))
    else:
        with pytest.raises(Refusal, match="contact-carers-only"):
            check_may_contact(account(kind))


def test_nobody_vouches_for_an_unknown_account() -> None:
    assert not is_carer(None)
    with pytest.raises(Refusal, match="contact-carers-only"):
        check_may_contact(None)


def test_one_does_not_write_to_oneself() -> None:
    with pytest.raises(Refusal, match="contact-self"):
        check_not_oneself(account(AccountKind.PROFESSIONAL, "1"), person("Luc VASSE", rpps="1"))
