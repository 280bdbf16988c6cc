"""By which telephone a member is reached: what everybody may know, never the urgent one."""

from __future__ import annotations

from collections.abc import Iterable

from care.accounts.store import account_of
from care.circles.model import Member
from care.directory.model import Professional
from care.directory.profiles.store import load_profile
from care.directory.store import load_person_by_rpps
from care.runtime.units import UnitOfWork


def phones_of(work: UnitOfWork, members: Iterable[Member]) -> dict[str, str]:
    """A number in E.164 for each member (user id) who has one; relatives read the card too."""
    found: dict[str, str] = {}
    for member in members:
        account = account_of(work.connection, member.user_id)
        if account is None or not account.rpps:
            continue
        person = load_person_by_rpps(work.connection, account.rpps)
        if person is not None and (phone := _phone(work, person)):
            found[member.user_id] = phone
    return found


def _phone(work: UnitOfWork, person: Professional) -> str:
    profile = load_profile(work.connection, work.keys, person.id)
    published = (phone for activity in person.activities for phone in activity.phones)
    return profile.secretary_phone or next(published, "")
