"""The phone on the card is one that everybody may have."""

from __future__ import annotations

from dataclasses import replace

from care.accounts.store import save_account
from care.circles.reaching import phones_of
from care.circles.store import load_members
from care.directory.model import Activity, Professional
from care.directory.profiles.model import Profile
from care.directory.profiles.store import save_profile
from care.directory.store import replace_people
from tests.care.circles.hamlet import ACCOUNTS, ALICE, PAUL, make_units, opened

DOCTOR = Professional(
    "d1", "10199900373", "Dr", True, "FICTIF", "ALICE", (),
    activities=(Activity("76351", "Le Havre", phones=("+33200000001",)),),
)  # fmt: skip


def test_the_secretary_s_number_wins_and_the_urgent_one_is_never_shown() -> None:
    units = make_units()
    circle = opened(units, ALICE, PAUL)
    with units.unit("phones") as work:
        save_account(work.connection, replace(ACCOUNTS[ALICE], rpps=DOCTOR.rpps))
        replace_people(work.connection, (), [DOCTOR])
        members = load_members(work.connection, work.keys, circle.id)
        assert phones_of(work, members) == {ALICE: "+33200000001"}
        profile = Profile(secretary_phone="+33200000009", urgent_phone="+33600000002")
        save_profile(work, DOCTOR.id, profile)
        assert phones_of(work, members) == {ALICE: "+33200000009"}
