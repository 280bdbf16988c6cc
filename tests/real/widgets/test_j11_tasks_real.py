"""J11 step 3: tasks of a circle, from its room, its members' phones and their pages."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.async_api import expect

from care.matrix.http import path
from care.matrix.model import IncomingMessage
from care.pages.secret import make_id
from tests.real.circles.town import Person
from tests.real.widgets.scenes import kept_offline
from tests.real.widgets.window import PHONE, open_chromium, open_window
from tests.real.widgets.wired_town import WiredTown, running_wired_town

pytestmark = [pytest.mark.real, pytest.mark.timeout(600)]
PARIS = ZoneInfo("Europe/Paris")
_WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
LUCIE = "EXEMPLE Lucie 01/12/1935 F à 76351"


def soon(hour: int, minute: int) -> tuple[str, datetime]:
    """A day of the week that is not today, at whatever hour tests run; and that moment of it."""
    day = (datetime.now(PARIS) + timedelta(days=3)).date()
    due = datetime(day.year, day.month, day.day, hour, minute, tzinfo=PARIS)
    return _WEEKDAYS[day.weekday()], due.astimezone(UTC)


async def open_lucie(camille: Person, *others: Person) -> str:
    """The circle of Lucie with her doctor, nurse, pharmacist and daughter; its room."""
    await camille.asks(f"nouveau cercle {LUCIE}", "Qui est dans le cercle")
    members = "moi, Fictif médecin traitant, Ida Soigne, Paul Inventé, sa fille Anne Canaritante"
    await camille.asks(members, "À quel titre")
    await camille.asks("4", "ouvert")
    (room,) = {await person.enters("Cercle ") for person in (camille, *others)}
    return room


def mentioned(message: IncomingMessage) -> list[str]:
    """Whose phones the message is to ring."""
    return list(message.content.get("m.mentions", {}).get("user_ids", []))


async def sign(person: Person, message: IncomingMessage, emoji: str = "✅") -> None:
    """React to a message."""
    relates = {"rel_type": "m.annotation", "event_id": message.event_id, "key": emoji}
    where = path("rooms", message.room_id, "send", "m.reaction", make_id())
    await person.client.http.request("PUT", where, {"m.relates_to": relates})


async def test_a_task_from_the_room_to_the_phone_and_back(tmp_path: Path) -> None:
    async with (
        running_wired_town(tmp_path) as town,
        town.people("camille", "alice", "ida", "paul", "anne") as people,
    ):
        camille, alice, ida, paul, anne = people
        room = await open_lucie(camille, alice, ida, paul, anne)
        weekday, due = soon(8, 15)
        await alice.says(f"!tâche retrait pansement {weekday} 8h15 @Paul", room)
        card = await paul.told("☐ retrait pansement", room)
        assert "8 h 15" in card
        assert all(mentioned(one) == [] for one in paul.heard)
        assert "retrait pansement" in await paul.told("Noté", room)

        await _rings_at_its_hour(town, due, room, people)
        await _done_by_a_sign(paul, ida, room)
        await _late_ones_come_first(town, alice, ida, room)
        await _page_and_room_change_the_same_task(town, alice, ida, paul, room)
        await _relatives_see_what_is_for_all(alice, ida, anne, room)
        await _a_relative_has_her_own_pages(town, camille, anne, room)


async def _rings_at_its_hour(
    town: WiredTown, due: datetime, room: str, people: list[Person]
) -> None:
    """Everybody reads the reminder; only the phone of who is to do it rings; and once."""
    _, alice, ida, paul, anne = people
    town.moves_to(due - timedelta(minutes=1), stops=True)
    await alice.says("Il est presque l’heure.", room)
    for person in (ida, paul, anne):
        await person.hears("Il est presque l’heure.", room)
        assert not any("⏰" in message.text for message in person.heard)
    town.moves_to(due)
    for person in (ida, paul, anne):
        await person.hears("⏰", room)
        assert mentioned(person.heard[-1]) == [paul.user_id]
        assert "en retard" not in person.heard[-1].text


async def _done_by_a_sign(paul: Person, ida: Person, room: str) -> None:
    (rung,) = [message for message in paul.heard if "⏰" in message.text]
    await sign(paul, rung)
    told = await ida.hears("✅ fait : retrait pansement", room)
    assert told
    card = ida.heard[-1]
    assert card.edits is not None, "the card says it in its place"


async def _late_ones_come_first(town: WiredTown, alice: Person, ida: Person, room: str) -> None:
    await alice.says("!tâche bilan de plaie demain 9h @Ida", room)
    await alice.says("!tâche appeler le laboratoire @Ida", room)
    await ida.hears("appeler le laboratoire", room)
    tomorrow = town.clock.now().astimezone(PARIS) + timedelta(days=1)
    town.moves_to(tomorrow.replace(hour=10, minute=0).astimezone(UTC))
    await ida.hears("⏰", room)
    day = await ida.asks("ma journée", "Ma journée")
    late, rest = day.index("En retard"), day.index("Sans date")
    assert late < day.index("bilan de plaie") < rest < day.index("appeler le laboratoire")
    assert "retrait pansement" not in day
    assert "Lucie" in day, "it says whom it is for"


async def _page_and_room_change_the_same_task(
    town: WiredTown, alice: Person, ida: Person, paul: Person, room: str
) -> None:
    """In a cellar the nurse marks it urgent and puts it off; in the room the doctor moves it too:
    each field keeps what was said last, the room shows it, and the page tells who else spoke.
    """
    async with open_chromium() as chromium, open_window(chromium, PHONE) as window:
        await window.page.clock.install(time=town.clock.now())
        await window.page.goto(town.link(ida.user_id, "day"))
        await window.sees("bilan de plaie")
        await kept_offline(window)
        await window.context.set_offline(True)
        await window.press("Modifier : bilan de plaie")
        await window.press("Marquer urgent")
        await window.press("Demain")
        await window.sees("2 modifications en attente d’envoi")
        await window.page.reload()
        await window.sees("2 modifications en attente d’envoi")

        await alice.says("!tâches", room)
        listed = await alice.hears("À faire dans ce cercle", room)
        number = re.search(r"(\d+)\. bilan de plaie", listed)
        assert number is not None, listed
        await alice.says(f"!reporter {number[1]} dans 3 jours à 16h", room)
        await alice.hears("Reporté", room)
        card = await paul.hears("16 h 00", room)
        assert "(urgent)" not in card

        await window.context.set_offline(False)
        card = await paul.hears("(urgent)", room)
        assert "bilan de plaie" in card
        assert "16 h 00" in card, "the doctor spoke last of when"
        await window.sees("FICTIF Alice a aussi déplacé cette tâche, après vous.")
        await window.sees("à 16 h 00")
        await expect(window.page.locator("main .mark.urgent")).to_be_visible()


async def _relatives_see_what_is_for_all(
    alice: Person, ida: Person, anne: Person, room: str
) -> None:
    """What is said among professionals is not for the family, in no place."""
    await alice.says("!équipe", room)
    team = await ida.enters("Équipe ")
    await alice.enters("Équipe ")
    await alice.says("!tâche évoquer la fin de vie avec le médecin dans 5 jours à 9h @Ida", team)
    await ida.hears("évoquer la fin de vie", team)
    await anne.says("!tâches", room)
    listed = await anne.hears("À faire dans ce cercle", room)
    assert "appeler le laboratoire" in listed
    assert "fin de vie" not in listed
    await ida.says("!tâches", team)
    assert "fin de vie" in await ida.hears("À faire dans ce cercle", team)
    assert not any("fin de vie" in message.text for message in anne.heard)


async def _a_relative_has_her_own_pages(
    town: WiredTown, camille: Person, anne: Person, room: str
) -> None:
    """The daughter's phone: her mother's circle, without what is among professionals; and nothing
    any more once she has left it, though the page is open."""
    async with open_chromium() as chromium, open_window(chromium, PHONE) as window:
        await window.page.goto(town.link(anne.user_id, "patients"))
        await window.sees("EXEMPLE Lucie")
        menu = window.page.get_by_role("navigation", name="Mes pages")
        await expect(menu.get_by_role("link")).to_have_text(
            ["Ma journée", "Mes patients", "Ma session"]
        )
        await window.page.get_by_role("link", name="EXEMPLE Lucie", exact=True).click()
        await window.sees("appeler le laboratoire")
        await window.sees("bilan de plaie")
        for kept_from_her in ("fin de vie", "Entre professionnels", "Consentements"):
            await window.misses(kept_from_her)
        await camille.says("!retirer Canaritante", room)
        await window.sees("Vous n’êtes pas, ou plus, dans ce cercle.")
        await window.misses("EXEMPLE Lucie")
        await window.page.get_by_role("link", name="Mes patients").first.click()
        await window.sees("Vous n’êtes encore dans aucun cercle.")
