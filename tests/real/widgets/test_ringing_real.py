"""A reminder rings, the whole way: Liaison, Synapse, a push gateway, the rules of the phone."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from care.tasks.trial import TRIAL_AFTER
from tests.real.circles.town import Person
from tests.real.judge.judge import Judge
from tests.real.push_gateway import PushGateway, have_phone, running_gateway
from tests.real.widgets.test_j11_tasks_real import LUCIE, soon
from tests.real.widgets.wired_town import WiredTown, running_wired_town
from tests.widgets.front import new_browser

pytestmark = [pytest.mark.real, pytest.mark.timeout(600)]
# All that Synapse may tell of a message to whoever carries pushes.
_IDS_ONLY = {"event_id", "room_id", "counts", "devices", "prio"}
_TRIAL = "Test de notification"
_SECRETS = ("Lucie", "EXEMPLE", "pansement", "Paul", "paul:", "Ida", "ida:", "liaison", "Cercle ")


@dataclass
class Phones:
    """A circle whose pharmacist and nurse have Element on a phone."""

    town: WiredTown
    gateway: PushGateway
    alice: Person
    paul: Judge
    ida: Judge
    room: str


@asynccontextmanager
async def circle_with_phones(folder: Path) -> AsyncIterator[Phones]:
    """Everybody is in Lucie's circle."""
    async with AsyncExitStack() as stack:
        town = await stack.enter_async_context(running_wired_town(folder, pushes=True))
        gateway = await stack.enter_async_context(running_gateway())
        judges = []
        for name in ("paul", "ida"):
            judge = await stack.enter_async_context(Judge())
            await judge.login(town.server.url, name, "pw", isolation="signed")
            await have_phone(town.server.url, await town.server.login(name), gateway, name)
            judges.append(judge)
        paul, ida = judges
        camille, alice = await stack.enter_async_context(town.people("camille", "alice"))
        await camille.asks(f"nouveau cercle {LUCIE}", "Qui est dans le cercle")
        await camille.asks("moi, Fictif médecin traitant, Ida Soigne, Paul Inventé", "À quel titre")
        await camille.asks("4", "ouvert")
        room = await alice.enters("Cercle ")
        for judge in judges:
            while (invited := await judge.wait_invitation(town.liaison)) != room:
                await judge.join(invited)
            await judge.join(room)
        yield Phones(town, gateway, alice, paul, ida, room)


def tells_nothing(pushed: dict[str, object]) -> bool:
    """No word of the message, no name, not even who wrote it."""
    told = json.dumps(pushed, ensure_ascii=False)
    return set(pushed) <= _IDS_ONLY and not any(word in told for word in _SECRETS)


async def test_a_reminder_rings_the_one_phone_that_it_is_for(tmp_path: Path) -> None:
    async with circle_with_phones(tmp_path) as phones:
        gateway, paul, ida = phones.gateway, phones.paul, phones.ida
        weekday, due = soon(8, 15)
        await phones.alice.says(f"!tâche retrait pansement {weekday} 8h15 @Paul", phones.room)
        await paul.wait_message(phones.room, contains="Noté")
        phones.town.moves_to(due)
        rung = await paul.wait_message(phones.room, contains="⏰")
        seen = await ida.wait_message(phones.room, contains="⏰")
        assert rung.flawless
        assert rung.attention == "rings", "sound and highlight"
        assert seen.attention == "shows", "nobody else's phone makes a noise"
        pushed = await gateway.push_of("paul", rung.event_id)
        assert tells_nothing(pushed), pushed
        await gateway.push_of("ida", rung.event_id)

        before = len(gateway.of("paul"))
        await ida.react(phones.room, rung.event_id, "✅")
        done = await paul.wait_message(
            phones.room, contains="✅ fait", where=lambda one: one.edits is not None
        )
        assert done.attention == "none"
        await phones.alice.says("Merci !", phones.room)
        thanks = await paul.wait_message(phones.room, contains="Merci !")
        assert thanks.attention == "shows"
        await gateway.push_of("paul", thanks.event_id)
        assert len(gateway.of("paul")) == before + 1, "a sign and an edited card push nothing"
        assert [one["event_id"] for one in gateway.of("paul")].count(rung.event_id) == 1
        assert all(tells_nothing(one) for one in gateway.told)


async def test_a_test_of_notification_rings_its_owner_alone(tmp_path: Path) -> None:
    async with circle_with_phones(tmp_path) as phones:
        gateway, paul, town = phones.gateway, phones.paul, phones.town
        await asks_to_ring(town, paul)
        direct = await paul.wait_invitation(town.liaison)
        await paul.join(direct)
        # It may be said before he joined: a server pushes to members only.
        first = await paul.wait_message(direct, contains=_TRIAL)
        assert first.attention == "rings"
        await asks_to_ring(town, paul)
        rung = await paul.wait_message(
            direct, contains=_TRIAL, where=lambda one: one.event_id != first.event_id
        )
        assert rung.attention == "rings"
        pushed = await gateway.push_of("paul", rung.event_id)
        assert tells_nothing(pushed), pushed
        assert [one["event_id"] for one in gateway.of("paul")].count(rung.event_id) == 1
        assert not [one for one in gateway.of("ida") if one["room_id"] == direct]


async def asks_to_ring(town: WiredTown, person: Judge) -> None:
    """By the button of the page; the hour comes at once."""
    async with new_browser(town.url) as browser:
        await browser.enter(town.link(person.user_id, "session").partition("#lien=")[2])
        assert (await browser.ask("session/ring")).status == 200
    town.moves_to(town.clock.now() + TRIAL_AFTER)
