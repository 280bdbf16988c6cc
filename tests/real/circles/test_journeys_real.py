"""J11 (steps 1 and 5), X4, X10, X14 and X15, with real clients on a real server."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from care.matrix.disk import AccountFiles
from care.matrix.http import MatrixError, path
from care.matrix.past import open_past
from tests.real.circles.town import Person, Town, running_town

pytestmark = pytest.mark.real

LUCIE = "CANARISPECIMEN Lucie 01/12/1935 F à 76351"


async def _open_lucie(camille: Person, *others: Person) -> str:
    """The coordinator opens the circle; everybody comes in; its room."""
    await camille.asks(f"nouveau cercle {LUCIE}", "Qui est dans le cercle")
    await camille.asks(
        "moi, Fictif médecin traitant, Ida Soigne, Paul Inventé, Appui Estuaire comme organisation,"
        " sa fille Anne Canaritante",
        "À quel titre",
    )
    await camille.asks("4", "ouvert")
    rooms = {await person.enters("Cercle ") for person in (camille, *others)}
    (room,) = rooms
    return room


async def test_a_circle_from_its_opening_to_a_departure(tmp_path: Path) -> None:
    async with (
        running_town(tmp_path) as town,
        town.people("camille", "alice", "ida", "paul", "dac", "anne", "kim") as people,
    ):
        camille, alice, ida, paul, dac, anne, kim = people
        room = await _open_lucie(camille, alice, ida, paul, dac, anne)

        card = await paul.hears("CANARISPECIMEN", room)
        assert "provisoire" in card
        members = await paul.hears("Proches et aidants", room)
        assert "fille" in members
        assert "Organisations" in members
        assert await _pinned(paul, room) == 2

        await _a_newcomer_reads_the_cards_and_is_told_the_past(ida, kim, room)
        await _a_relative_never_sees_the_professionals_room(alice, ida, anne, room)
        await _who_leaves_reads_nothing_more(paul, ida, room, town)
        await _consent_is_withdrawn(camille, ida, anne, room, town)


async def _a_newcomer_reads_the_cards_and_is_told_the_past(
    ida: Person, kim: Person, room: str
) -> None:
    await ida.says("Pansement refait, plaie propre.", room)
    await ida.says("!ajouter Kim Masse", room)
    assert await kim.enters("Cercle ") == room
    assert "CANARISPECIMEN" in await kim.hears("CANARISPECIMEN", room)
    told = await kim.hears("Résumé du cercle")
    assert "Pansement refait, plaie propre." in told
    await ida.says("Bienvenue", room)
    assert await kim.hears("Bienvenue", room)


async def _a_relative_never_sees_the_professionals_room(
    alice: Person, ida: Person, anne: Person, room: str
) -> None:
    await alice.says("!équipe", room)
    team = await ida.enters("Équipe ")
    await ida.says("La famille est épuisée.", team)
    assert await alice.hears("La famille est épuisée.", team)
    assert not any(name.startswith("Équipe") for name in await anne.rooms())
    with pytest.raises(MatrixError) as refused:
        await anne.client.http.request("POST", path("join", team), {})
    assert refused.value.status == 403
    with pytest.raises(MatrixError) as refused:
        await alice.client.http.request(
            "POST", path("rooms", team, "invite"), {"user_id": anne.user_id}
        )
    assert refused.value.status == 403


async def _who_leaves_reads_nothing_more(paul: Person, ida: Person, room: str, town: Town) -> None:
    """J11 step 5: access ends, and cannot be taken back."""
    await paul.client.http.request("POST", path("rooms", room, "leave"), {})
    await _until_out(ida, room, paul.user_id)
    await ida.says("Après le départ de Paul", room)
    with pytest.raises(MatrixError) as refused:
        await paul.client.http.request("POST", path("join", room), {})
    assert refused.value.status == 403
    await _until_ended(town, 1)
    await paul.asks("mes patients", "aucun cercle")
    assert not any("Après le départ" in message.text for message in paul.heard)


async def _consent_is_withdrawn(
    camille: Person, ida: Person, anne: Person, room: str, town: Town
) -> None:
    """X15: read-only, members removed, the trail kept."""
    await camille.asks("mes patients", "1 patient")
    await camille.asks("1", "Conversation")
    await camille.asks("opposition au partage, écrite", "n’ont plus accès")
    await _until_reads(anne, "s’oppose au partage", room, town)
    for person in (ida, anne):
        await _until_gone(person, room)
        with pytest.raises(MatrixError):
            await person.client.http.request("POST", path("join", room), {})
    await camille.asks(f"gérer {await _pseudonym(town, room)}", "vous le gérez")
    acts = town.acts_on_circles()
    assert acts[0] == "circle.opened"
    assert {"consent.consent", "consent.opposition", "circle.suspended"} <= set(acts)
    assert acts.count("circle.member_added") == acts.count("circle.member_ended") == 7


async def _pseudonym(town: Town, room: str) -> str:
    async with town.server.http(town.server.admin) as http:
        answer = await http.request("GET", f"/_synapse/admin/v1/rooms/{room}")
    return str(answer["name"]).removeprefix("Cercle ")


async def _pinned(person: Person, room: str) -> int:
    async with asyncio.timeout(90):
        while True:
            try:
                state = path("rooms", room, "state", "m.room.pinned_events")
                answer = await person.client.http.request("GET", state)
                return len(answer["pinned"])
            except MatrixError:
                await asyncio.sleep(0.1)


async def _until_ended(town: Town, count: int) -> None:
    """Liaison has noticed so many departures: it hears each conversation by itself."""
    async with asyncio.timeout(90):
        while town.acts_on_circles().count("circle.member_ended") < count:
            await asyncio.sleep(0.2)


async def _until_reads(person: Person, words: str, room: str, town: Town) -> None:
    """Their device can read it: said just before they are removed, it may be told with that."""
    home = town.folder / person.user_id[1:].partition(":")[0]
    async with asyncio.timeout(90):
        while True:
            async with open_past(
                town.server.url, AccountFiles(home / "secrets", home / "state")
            ) as past:
                said = [str(one.content.get("body")) async for one in past.events(room)]
            if any(words in one for one in said):
                return
            await asyncio.sleep(0.2)


async def _until_out(person: Person, room: str, gone: str) -> None:
    async with asyncio.timeout(90):
        while True:
            answer = await person.client.http.request("GET", path("rooms", room, "joined_members"))
            if gone not in answer["joined"]:
                return
            await asyncio.sleep(0.1)


async def _until_gone(person: Person, room: str) -> None:
    async with asyncio.timeout(90):
        while True:
            answer = await person.client.http.request("GET", path("joined_rooms"))
            if room not in answer["joined_rooms"]:
                return
            await asyncio.sleep(0.1)
