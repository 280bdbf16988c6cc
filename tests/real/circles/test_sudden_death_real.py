"""Liaison or Synapse is killed at fifty points of « nouveau cercle »: one circle, one room, one
invitation each, two cards, and a trail that is whole.
"""

from __future__ import annotations

import asyncio
import os
import random
import signal
from pathlib import Path

import pytest

from care.circles.tables import CIRCLES, MEMBERS
from care.matrix.http import path
from care.patients.tables import PATIENTS
from tests.real.circles.town import Person, Town, running_town

pytestmark = [pytest.mark.real, pytest.mark.timeout(900)]

ROUNDS, KILLS_A_ROUND = 10, 5
MEMBERS_EACH = ("alice", "ida", "paul")


async def _kill_at_random(town: Town, chance: random.Random) -> int:
    """Kill and start again, five times, wherever they are by then; Synapse once in five."""
    for rank in range(KILLS_A_ROUND):
        await asyncio.sleep(chance.uniform(0.02, 1.6))
        if rank == 2:
            synapse = town.server.process
            assert synapse.pid is not None
            os.kill(synapse.pid, signal.SIGKILL)
            await asyncio.sleep(chance.uniform(0, 0.5))
            await synapse.restart(180)
        else:
            town.kill()
            await town.launch()
    return KILLS_A_ROUND


async def test_a_circle_survives_fifty_deaths(tmp_path: Path) -> None:
    chance = random.Random(50)
    async with running_town(tmp_path) as town, town.people(*MEMBERS_EACH) as people:
        alice = people[0]
        killed = 0
        for number in range(1, ROUNDS + 1):
            killing = asyncio.create_task(_kill_at_random(town, chance))
            who = f"CANARIROUND Numero{'abcdefghij'[number - 1]} {number:02d}/05/1950 F"
            await alice.asks(f"nouveau cercle {who}", "Qui est dans le cercle")
            await alice.asks("Ida Soigne, Paul Inventé", "À quel titre")
            await alice.asks("1", "ouvert")
            killed += await killing
            await _until_all_are_in(people, number)
        assert killed == 50
        await _until_all_is_said(town, people)
        town.kill()
        assert town.count(CIRCLES, PATIENTS, MEMBERS) == [ROUNDS, ROUNDS, 3 * ROUNDS]
        assert town.acts_on_circles().count("circle.opened") == ROUNDS
        await _one_room_and_one_invitation_each(town, people)


async def _until_all_are_in(people: list[Person], circles: int) -> None:
    async with asyncio.timeout(90):
        for person in people:
            while len([n for n in await person.rooms() if n.startswith("Cercle ")]) < circles:
                await asyncio.sleep(0.3)


async def _until_all_is_said(town: Town, people: list[Person]) -> None:
    """What a killed process had still to say is said by the next one."""
    async with asyncio.timeout(90):
        for room in await _circles_of(people[0]):
            while len((await _told_in(town, people[0], room))[1]) < 2:
                await asyncio.sleep(0.3)


async def _one_room_and_one_invitation_each(town: Town, people: list[Person]) -> None:
    rooms = await _circles_of(people[0])
    assert len(rooms) == ROUNDS
    for room in rooms:
        invited, cards = await _told_in(town, people[0], room)
        assert sorted(invited) == sorted(person.user_id for person in people)
        assert len(cards) == 2


async def _circles_of(person: Person) -> set[str]:
    return {room for name, room in (await person.rooms()).items() if name.startswith("Cercle ")}


async def _told_in(town: Town, person: Person, room: str) -> tuple[list[str], list[str]]:
    """Who was invited to a room, and which messages Liaison wrote there."""
    invited: list[str] = []
    cards: list[str] = []
    start = None
    while True:
        query = {"dir": "f", "limit": "100"} | ({"from": start} if start else {})
        page = await person.client.http.request("GET", path("rooms", room, "messages"), query=query)
        for event in page["chunk"]:
            if event["content"].get("membership") == "invite":
                invited.append(event["state_key"])
            if event["type"] == "m.room.encrypted" and event["sender"] == town.liaison:
                cards.append(event["event_id"])
        start = page.get("end")
        if not page["chunk"] or start is None:
            return invited, cards
