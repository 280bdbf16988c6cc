"""What an administrator asks of Synapse really happens."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from care.matrix.http import MatrixError
from homeserver.provisioning.admin import Admin
from tests.real.servers import RunningHomeserver

pytestmark = [pytest.mark.real, pytest.mark.asyncio(loop_scope="session")]


@pytest_asyncio.fixture(loop_scope="session")
async def admin(homeserver: RunningHomeserver) -> AsyncIterator[Admin]:
    async with homeserver.http(homeserver.admin) as http:
        yield Admin(http)


async def test_accounts_are_made_listed_and_renamed(
    homeserver: RunningHomeserver, admin: Admin
) -> None:
    user_id = "@lea.admin:cercle.test"
    await admin.create_account(user_id, "mot-de-passe-lea", "ESSAI Léa")
    assert (await admin.list_accounts())[user_id].display_name == "ESSAI Léa"
    await admin.set_display_name(user_id, "NEUVE Léa")
    account = (await admin.list_accounts())[user_id]
    assert (account.display_name, account.admin, account.deactivated) == ("NEUVE Léa", False, False)
    await admin.set_password(user_id, "un-autre-mot-de-passe")
    assert (await homeserver.login("lea.admin", "un-autre-mot-de-passe")).user_id == user_id


async def test_long_lists_are_read_to_their_end(
    homeserver: RunningHomeserver, admin: Admin, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = {f"page{number}" for number in range(7)}
    for name in sorted(names):
        await homeserver.create_user(name)
    monkeypatch.setattr("homeserver.provisioning.admin._PAGE", 3)
    listed = {user_id[1:].split(":")[0] for user_id in await admin.list_accounts()}
    assert names <= listed


async def test_somebody_is_brought_into_a_closed_room(
    homeserver: RunningHomeserver, admin: Admin
) -> None:
    user_id = await homeserver.create_user("marc.admin")
    room = await admin.create_room({"preset": "private_chat"})
    await admin.join(room, user_id)
    members = [event for event in await admin.room_state(room) if event["state_key"] == user_id]
    assert [event["content"]["membership"] for event in members] == ["join"]
    assert room in await admin.joined_rooms()


async def test_state_is_written_and_read(admin: Admin) -> None:
    room = await admin.create_room({"preset": "private_chat"})
    await admin.set_state(room, "fr.cercle.room", {"key": "essai"})
    assert await admin.get_state(room, "fr.cercle.room") == {"key": "essai"}
    with pytest.raises(MatrixError):
        await admin.get_state(room, "fr.cercle.nothing")
