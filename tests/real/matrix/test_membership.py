"""People are invited and removed once, whatever is lost on the way."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from care.matrix.http import MatrixError
from care.matrix.membership import invite, membership_of, remove
from tests.real.matrix.delivery.fault_proxy import FaultProxy, fault_proxy
from tests.real.matrix.delivery.people import Someone, someone
from tests.real.matrix.steward import all_events
from tests.real.servers import RunningHomeserver

pytestmark = pytest.mark.real


@pytest_asyncio.fixture
async def proxy(homeserver: RunningHomeserver) -> AsyncIterator[FaultProxy]:
    async with fault_proxy(homeserver.url) as made:
        yield made


@pytest_asyncio.fixture
async def alice(
    homeserver: RunningHomeserver, proxy: FaultProxy, tmp_path: Path
) -> AsyncIterator[Someone]:
    async with someone(homeserver, tmp_path, "alice", url=proxy.url) as person:
        yield person


@pytest.mark.parametrize("direct", [True, False])
async def test_an_answer_lost_is_no_second_invitation_nor_removal(
    homeserver: RunningHomeserver, proxy: FaultProxy, alice: Someone, direct: bool
) -> None:
    room = await alice.open_direct()
    person = await homeserver.create_user(f"muet{'d' if direct else 'g'}")
    assert await membership_of(alice.http, room, person) is None
    proxy.lose_next = ["/state/m.room.member/" if direct else "/invite"]
    await invite(alice.http, room, person, direct=direct)
    assert await membership_of(alice.http, room, person) == "invite"
    proxy.lose_next = ["/kick"]
    await remove(alice.http, room, person)
    assert await membership_of(alice.http, room, person) == "leave"
    assert proxy.lose_next == []
    about = [one for one in await all_events(homeserver, room) if one.get("state_key") == person]
    assert [one["content"]["membership"] for one in about] == ["invite", "leave"]
    assert about[0]["content"].get("is_direct", False) is direct


async def test_who_is_in_needs_no_invitation_and_who_never_was_no_removal(
    homeserver: RunningHomeserver, alice: Someone
) -> None:
    room = await alice.open_direct()
    await invite(alice.http, room, alice.user_id)
    stranger = await homeserver.create_user("jamaisvu")
    await remove(alice.http, room, stranger)
    assert await membership_of(alice.http, room, alice.user_id) == "join"


async def test_what_the_server_refuses_is_refused(
    homeserver: RunningHomeserver, alice: Someone
) -> None:
    room = await alice.open_direct()
    with pytest.raises(MatrixError):
        await invite(alice.http, room, "@personne:ailleurs.test")
    async with homeserver.http(homeserver.admin) as elsewhere:
        with pytest.raises(MatrixError):
            await remove(elsewhere, room, alice.user_id)
        with pytest.raises(MatrixError):
            await invite(elsewhere, room, "@root:cercle.test")
