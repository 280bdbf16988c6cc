"""Who works for the territory, and who is cared for in it."""

from __future__ import annotations

from care.accounts.model import AccountKind


def test_patients_and_relatives_are_not_staff() -> None:
    staff = {kind for kind in AccountKind if kind.is_staff}
    assert staff == set(AccountKind) - {AccountKind.PATIENT, AccountKind.RELATIVE}


def test_the_words_of_the_outside_are_kept() -> None:
    words = ["professional", "coordinator", "secretary", "relative", "patient"]
    assert [kind.value for kind in AccountKind] == words
