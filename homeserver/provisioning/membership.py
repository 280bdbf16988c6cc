"""Who is in which room by right of their profession."""

from __future__ import annotations

from collections.abc import Iterable

from care.accounts.model import Account
from care.runtime.settings import Group, Territory
from homeserver.provisioning.admin import Admin
from homeserver.provisioning.room_memory import Rooms
from homeserver.provisioning.room_request import SPACE_KEY
from homeserver.provisioning.room_state import RoomState
from homeserver.service_accounts import user_id

PROTOCOLS_KEY = "protocols"


def belongs(account: Account, group: Group) -> bool:
    """Whether the group is for this person: staff, of the professions it names if it does."""
    if not account.kind.is_staff:
        return False
    return not group.professions or account.profession_code in group.professions


def expected_members(territory: Territory, people: Iterable[Account]) -> dict[str, list[str]]:
    """The user ids that should be in each room, by key; the space is for all staff."""
    accounts = list(people)
    expected = {SPACE_KEY: [account.user_id for account in accounts if account.kind.is_staff]}
    for group in territory.groups:
        members = [account.user_id for account in accounts if belongs(account, group)]
        # Liaison warns whoever writes there what identifies a patient.
        expected[group.key] = [*members, user_id(territory, territory.bots.liaison.localpart)]
    if PROTOCOLS_KEY in expected:
        # What is posted there is found again by asking the directory's assistant.
        expected[PROTOCOLS_KEY].append(user_id(territory, territory.bots.directory.localpart))
    return expected


async def join_members(
    admin: Admin,
    rooms: Rooms,
    states: dict[str, RoomState],
    expected: dict[str, list[str]],
) -> int:
    """Bring in those who never were; who left stays out. Returns how many joined."""
    joined = 0
    for key, members in expected.items():
        for member in members:
            if not states[key].is_settled(member):
                await admin.join(rooms[key], member)
                joined += 1
    return joined
