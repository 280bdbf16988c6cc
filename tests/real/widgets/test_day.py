"""« Ma journée » by thumb, by keyboard and in a cellar, in a real browser."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from playwright.async_api import Browser, Page, expect

from care.circles.model import Circle
from care.runtime.clock import ManualClock
from care.tasks.model import ASSIGNEE, SCHEDULE, URGENT, State
from care.tasks.store import load_tasks
from tests.real.widgets.scenes import kept_offline
from tests.real.widgets.window import DESK, PHONE, TABLET, Window, open_window, picture
from tests.widgets.day.scene import (
    acts_in_room,
    add_in_room,
    at,
    leaves,
    open_day_circle,
    task_now,
)
from tests.widgets.house import ALICE, BOB, House

pytestmark = [pytest.mark.real, pytest.mark.asyncio(loop_scope="module")]
LONG = (
    "rappeler la famille au sujet du retour à domicile, avec la fiche de liaison du service, "
    "l’ordonnance de sortie et anticonstitutionnellementanticonstitutionnellement"
)


@pytest.fixture
def clock() -> ManualClock:
    """A morning, here and in the browser: what is for tomorrow stays so while a test lasts."""
    return ManualClock(datetime.now(UTC).replace(hour=9, minute=0, second=0, microsecond=0))


async def enter(house: House, window: Window, person: str = ALICE) -> None:
    """Open the day, with the service worker in place."""
    await window.page.clock.install(time=house.units.clock.now())
    await window.page.goto(house.link(person, "day"))
    await expect(window.page.get_by_role("heading", name="Ma journée")).to_be_visible()
    await kept_offline(window)


def texts(house: House, person: str, circle: Circle | None) -> list[str]:
    """The open tasks as they are kept."""
    with house.database.begin() as connection:
        circles = [circle.id.text] if circle else []
        every = load_tasks(connection, house.units.keys, circles, person)
    return sorted(task.text for task in every)


async def until(holds: Callable[[], bool]) -> None:
    """The page shows at once what the server is told a moment later."""
    async with asyncio.timeout(90):
        while not holds():
            await asyncio.sleep(0.05)


async def focused(page: Page) -> str:
    """What has the focus, as a screen reader names it."""
    named = await page.evaluate(
        "document.activeElement.getAttribute('aria-label') ?? document.activeElement.innerText"
    )
    return str(named).replace("\u00a0", " ")


async def test_added_in_one_s_own_words_and_asked_when_unclear(
    house: House, window: Window
) -> None:
    circle = open_day_circle(house)
    await enter(house, window)
    await window.sees("Rien à faire pour le moment.")
    await window.press("Ajouter une tâche")
    await window.page.get_by_label("Que faut-il faire ?").fill("bilan dans 3 jours à 8h15")
    await window.page.get_by_label("Pour quel patient ?").select_option("EXEMPLE Jeanne")
    await window.page.get_by_label("C’est urgent").check()
    await window.press("Noter")
    await window.sees("Noté : bilan,")
    await window.press("Ajouter une tâche")
    await window.page.get_by_label("Que faut-il faire ?").fill("livraison")
    await window.page.get_by_label("Quand ? (facultatif)").fill("dans 8 jours")
    await window.page.keyboard.press("Enter")
    await window.sees("Quand exactement ?")
    await window.page.get_by_role("group").get_by_role("button").nth(0).click()
    await window.sees("Noté : livraison,")
    await window.sees("À faire : 2")
    await until(lambda: texts(house, ALICE, circle) == ["bilan", "livraison"])


async def test_finished_taken_back_put_off_and_handed_over(house: House, window: Window) -> None:
    circle = open_day_circle(house)
    bilan = add_in_room(house, "bilan", circle, **{ASSIGNEE: ALICE, SCHEDULE: at(house, None)})
    soin = add_in_room(house, "pansement", circle, **{ASSIGNEE: ALICE, SCHEDULE: at(house, 8, -1)})
    await enter(house, window)
    await window.press("Fait : pansement")
    await window.sees("Fait : pansement.")
    await window.sees("Fait : 1")
    assert await focused(window.page) == "Fait : bilan"
    await window.press("Annuler")
    await window.sees("De nouveau à faire : pansement.")
    await until(lambda: task_now(house, soin).state is State.TODO)
    await window.press("Modifier : pansement")
    await window.press("Demain")
    await window.sees("Reporté demain à 8")
    await until(lambda: task_now(house, soin).schedule == at(house, 8, 1))
    await window.press("Modifier : bilan")
    await window.press("Marquer urgent")
    await window.sees("Marqué urgent : bilan.")
    await window.page.get_by_label("Confier à").select_option("EXEMPLE Bob – infirmier")
    await window.press("Confier")
    await window.sees("Confié à EXEMPLE Bob")
    await window.sees("À faire : 1")
    await until(lambda: task_now(house, bilan).assignee == BOB)
    assert task_now(house, bilan).is_urgent


async def test_a_change_in_the_room_is_there_by_itself(house: House, window: Window) -> None:
    circle = open_day_circle(house)
    task = add_in_room(house, "bilan", circle, **{SCHEDULE: at(house, 23)})
    await enter(house, window)
    await window.sees("bilan")
    acts_in_room(house, BOB, "finish", task)
    await window.sees("Fait : 1")
    add_in_room(house, "nouvelle", circle)
    await window.sees("nouvelle")


async def test_in_a_cellar_the_day_is_there_and_what_is_done_is_kept(
    house: House, window: Window
) -> None:
    circle = open_day_circle(house)
    bilan = add_in_room(house, "bilan", circle, **{SCHEDULE: at(house, None)})
    soin = add_in_room(house, "pansement", circle, **{SCHEDULE: at(house, None)})
    await enter(house, window)
    await window.sees("pansement")
    await window.context.set_offline(True)
    await window.press("Fait : bilan")
    await window.press("Modifier : pansement")
    await window.press("Marquer urgent")
    await window.press("Ajouter une tâche")
    await window.page.get_by_label("Que faut-il faire ?").fill("descendre les poubelles")
    await window.page.get_by_label("Quand ? (facultatif)").fill("demain 20h")
    await window.press("Noter")
    await window.sees("« demain 20h », à lire par le serveur")
    await window.sees("3 modifications en attente d’envoi")
    await window.page.reload()
    await window.sees("3 modifications en attente d’envoi")
    await window.sees("Hors ligne")
    await window.sees("Fait : 1")
    assert task_now(house, bilan).state is State.TODO
    await window.context.set_offline(False)
    await window.misses("en attente d’envoi")
    await window.sees("demain à 20")
    assert task_now(house, bilan).state is State.DONE
    assert task_now(house, soin).is_urgent
    assert texts(house, ALICE, None) == ["descendre les poubelles"]


async def test_both_sides_changed_the_same_task_and_the_page_says_it(
    house: House, window: Window
) -> None:
    circle = open_day_circle(house)
    task = add_in_room(house, "bilan", circle, **{SCHEDULE: at(house, 8, -1)})
    await enter(house, window)
    await window.sees("bilan")
    await window.context.set_offline(True)
    await window.press("Modifier : bilan")
    await window.press("Demain")
    await window.sees("1 modification en attente d’envoi")
    house.units.clock.advance(timedelta(minutes=5))  # type: ignore[attr-defined]
    acts_in_room(house, BOB, "postpone", task, at(house, 9, 3))
    await window.context.set_offline(False)
    await window.sees("EXEMPLE Bob a aussi déplacé cette tâche, après vous.")
    await picture(window.page, "day-conflict-390-light")
    assert task_now(house, task).schedule == at(house, 9, 3)
    await window.press("J’ai lu")
    await window.misses("a aussi déplacé")


async def test_who_leaves_a_circle_loses_its_tasks_at_once(house: House, window: Window) -> None:
    circle = open_day_circle(house)
    add_in_room(house, "canaribilan", circle, ALICE)
    add_in_room(house, "à moi", None, BOB)
    await enter(house, window, BOB)
    await window.sees("canaribilan")
    leaves(house, BOB, circle)
    await window.misses("canaribilan")
    await window.sees("à moi")
    kept = await window.page.evaluate(
        """async () => {
          const open = indexedDB.open("cercle");
          const base = await new Promise((ok) => { open.onsuccess = () => ok(open.result); });
          const all = base.transaction("views").objectStore("views").getAll();
          return new Promise((ok) => { all.onsuccess = () => ok(JSON.stringify(all.result)); });
        }"""
    )
    assert "canaribilan" not in kept
    joined = open_day_circle(house, "FICTIVE")
    add_in_room(house, "nouveau cercle", joined, ALICE)
    await window.sees("nouveau cercle")


async def test_nothing_of_a_patient_in_addresses_and_titles(house: House, window: Window) -> None:
    circle = open_day_circle(house, "CANARI")
    add_in_room(house, "canaribilan", circle)
    asked: list[str] = []
    window.page.on("request", lambda request: asked.append(request.url))
    await enter(house, window)
    await window.sees("canaribilan")
    assert await window.page.title() == "Ma journée – Cercle"
    told = " ".join([window.page.url, *asked]).lower()
    assert "canari" not in told
    assert circle.id.text not in told


async def test_the_whole_by_keyboard(house: House, window: Window) -> None:
    circle = open_day_circle(house)
    for text in ("un", "deux"):
        add_in_room(house, text, circle, **{SCHEDULE: at(house, None)})
    await enter(house, window)
    await window.sees("deux")
    await window.page.get_by_role("button", name="Fait : un").focus()
    await window.page.keyboard.press("Enter")
    await window.sees("Fait : 1")
    assert await focused(window.page) == "Fait : deux"
    await window.page.keyboard.press("Tab")
    await window.page.keyboard.press("Space")
    assert await focused(window.page) == "Modifier : deux"
    await window.page.keyboard.press("Tab")
    while await focused(window.page) != "Demain":
        await window.page.keyboard.press("Tab")
    await window.page.keyboard.press("Enter")
    await window.sees("Reporté demain : deux.")
    assert await focused(window.page) in {"Fait : deux", "Demain"}
    await until(lambda: texts(house, ALICE, circle) == ["deux"])


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, TABLET, DESK], ids=lambda size: str(size[0]))
async def test_looks(house: House, chromium: Browser, size: tuple[int, int], scheme: str) -> None:
    jeanne, leo = open_day_circle(house), open_day_circle(house, "FICTIVE")
    async with open_window(chromium, size, color_scheme=scheme) as window:
        name = f"{size[0]}-{scheme}"
        await enter(house, window)
        await picture(window.page, f"day-empty-{name}")
        add_in_room(house, "retrait pansement", jeanne, **{SCHEDULE: at(house, 8, -1)})
        add_in_room(house, LONG, leo, **{URGENT: True})
        add_in_room(house, "commander des compresses", leo)
        add_in_room(house, "bilan sanguin", jeanne, **{SCHEDULE: at(house, 8, 4)})
        await window.sees("bilan sanguin")
        await picture(window.page, f"day-{name}")
        await window.context.set_offline(True)
        await window.press("Modifier : retrait pansement")
        await window.press("Autre date")
        await window.press("Fait : bilan sanguin")
        await window.sees("1 modification en attente d’envoi")
        await picture(window.page, f"day-offline-{name}")
        await window.press("Ajouter une tâche")
        await picture(window.page, f"day-add-{name}")
        width = await window.page.evaluate("document.documentElement.scrollWidth")
        assert width <= size[0]
        await window.context.set_offline(False)
        await window.misses("en attente d’envoi")


async def test_read_at_two_hundred_percent(house: House, chromium: Browser) -> None:
    circle = open_day_circle(house)
    add_in_room(house, LONG, circle, **{URGENT: True})
    async with open_window(chromium, (320, 640)) as window:
        await enter(house, window)
        await window.press(f"Modifier : {LONG}")
        await window.press("Autre date")
        await picture(window.page, "day-320-light")
        assert await window.page.evaluate("document.documentElement.scrollWidth") <= 320
