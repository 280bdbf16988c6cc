"""Every page in each of the states that it has: empty, full, with an error, offline."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass

from playwright.async_api import Route, expect

from tests.bots.liaison.village import ALICE, IDA
from tests.real.widgets.neighbourhood import MOMENT, Neighbourhood
from tests.real.widgets.window import Window

BROKEN = json.dumps(
    {
        "code": "broken",
        "sentence": "Une erreur est survenue de notre côté.",
        "incident": "",
        "wait": 0,
    }
)


@dataclass(frozen=True)
class Scene:
    """A page. `full` and `empty`: words that are seen once it is there, for `busy`, who has much,
    and for somebody who has nothing; a page of a circle has no empty state.
    """

    name: str
    busy: str
    full: str
    empty: str = ""
    of_circle: bool = False

    def purpose(self, place: Neighbourhood) -> str:
        """What its links are for."""
        return f"{self.name}/{place.circle}" if self.of_circle else self.name


SCENES = (
    Scene("day", IDA, "retrait pansement", "Rien à faire pour le moment."),
    Scene("patients", ALICE, "EXEMPLE Jeanne", "Vous n’êtes encore dans aucun cercle."),
    Scene("circle", ALICE, "Consentements et oppositions", of_circle=True),
    Scene("triage", ALICE, "2 courriers attendent", "Vous n’êtes dans l’équipe d’aucune boîte"),
    Scene("sending", ALICE, "non remis", "Aucun envoi par MSSanté pour l’instant."),
    Scene("session", ALICE, "Cette page", "Cette page"),
)


async def show(place: Neighbourhood, window: Window, scene: Scene, person: str, words: str) -> None:
    """Open the page of somebody by a link, until its words are seen."""
    await window.page.clock.set_fixed_time(MOMENT)
    await window.page.goto("about:blank")
    await window.page.goto(place.house.link(person, scene.purpose(place)))
    await window.sees(words)


async def states(place: Neighbourhood, window: Window, scene: Scene) -> AsyncIterator[str]:
    """Take the page through its states; the window is in the state that is named."""
    if scene.empty:
        await show(place, window, scene, place.idle, scene.empty)
        yield "empty"
        await window.context.clear_cookies()
    await show(place, window, scene, scene.busy, scene.full)
    yield "full"
    await kept_offline(window)
    await window.context.set_offline(True)
    await window.page.reload()
    await window.sees("Hors ligne :")
    yield "offline"
    await window.context.route("**/api/call/**", _break)
    await forget_views(window)
    await window.context.set_offline(False)
    await window.page.reload()
    told = window.page.get_by_role("alert").or_(window.page.locator(".notice.problem"))
    await expect(told.first).to_be_visible()
    yield "error"
    await window.context.unroute("**/api/call/**", _break)


async def forget_views(window: Window) -> None:
    """What this browser kept to show is gone."""
    await window.page.evaluate(
        """() => new Promise((done) => {
          const open = indexedDB.open("cercle");
          open.onsuccess = () => {
            const kept = open.result.transaction("views", "readwrite");
            kept.objectStore("views").clear();
            kept.oncomplete = () => { open.result.close(); done(true); };
          };
        })"""
    )


async def kept_offline(window: Window) -> None:
    """Until the browser has what the page needs without a network: its files and what it shows."""
    await window.page.evaluate(
        """async () => {
          await navigator.serviceWorker.ready;
          const ended = (asked) =>
            new Promise((ok) => { asked.onsuccess = () => ok(asked.result); });
          const base = await ended(indexedDB.open("cercle"));
          const store = (name) => base.transaction(name).objectStore(name);
          const page = location.pathname.split("/")[2];
          for (let kept = false; !kept; await new Promise((ok) => setTimeout(ok, 50))) {
            const me = await ended(store("keys").get("person"));
            const views = await ended(store("views").getAllKeys());
            kept = navigator.serviceWorker.controller !== null &&
              views.some((name) => name.startsWith(`${me?.person} ${page}/`));
          }
          base.close();
        }"""
    )


async def _break(route: Route) -> None:
    await route.fulfill(status=500, content_type="application/json", body=BROKEN)
