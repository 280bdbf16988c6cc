"""Everybody who should stay outside, each tried in a real browser."""

from __future__ import annotations

import pytest
from playwright.async_api import Browser, expect

from care.pages.model import IDLE_LASTS, LINK_LASTS
from care.runtime.clock import ManualClock
from tests.real.widgets.elsewhere import other_site
from tests.real.widgets.window import Window, open_window, refused_frame
from tests.widgets.front import new_browser
from tests.widgets.house import ALICE, BOB, NAMES, House

pytestmark = [pytest.mark.real, pytest.mark.asyncio(loop_scope="module")]
HOSTILE = '<img src=x onerror="alert(1)"><script>alert(2)</script>'


async def test_a_link_opens_and_leaves_no_secret_behind(house: House, window: Window) -> None:
    link = house.link()
    await window.page.goto(link)
    await window.sees(NAMES[ALICE])
    assert window.page.url == f"{house.url}/pages/session"
    secret = link.partition("#lien=")[2]
    kept = await window.page.evaluate(
        "JSON.stringify([history.length, document.cookie, {...localStorage}, {...sessionStorage}])"
    )
    assert secret not in kept
    assert "cercle" not in kept
    await window.page.reload()
    await window.sees(NAMES[ALICE])


async def test_a_replayed_link_opens_nothing(house: House, window: Window, other: Window) -> None:
    link = house.link()
    await window.page.goto(link)
    await window.sees(NAMES[ALICE])
    await other.page.goto(link)
    await other.sees("Ce lien a déjà servi.")
    await other.misses(NAMES[ALICE])


async def test_a_link_that_is_too_old_opens_nothing(
    house: House, window: Window, clock: ManualClock
) -> None:
    link = house.link()
    clock.advance(LINK_LASTS)
    await window.page.goto(link)
    await window.sees("il durait dix minutes")


async def test_another_person_s_link_is_refused_and_burnt(
    house: House, window: Window, other: Window
) -> None:
    await window.page.goto(house.link(BOB))
    await window.sees(NAMES[BOB])
    stolen = house.link(ALICE)
    await window.page.goto("about:blank")
    await window.page.goto(stolen)
    await window.sees("Ce lien n’est pas pour vous")
    await window.misses(NAMES[ALICE])
    await other.page.goto(stolen)
    await other.sees("Ce lien a déjà servi.")


async def test_a_stolen_cookie_is_worth_nothing_in_another_browser(
    house: House, window: Window, other: Window
) -> None:
    await window.page.goto(house.link())
    await window.sees(NAMES[ALICE])
    await other.context.add_cookies(await window.context.cookies())  # type: ignore[arg-type]
    await other.page.goto(f"{house.url}/pages/session")
    await other.sees("Ce navigateur n’est pas celui qui a ouvert la page.")
    await other.misses(NAMES[ALICE])


async def test_the_key_of_a_browser_cannot_be_taken_out_of_it(house: House, window: Window) -> None:
    await window.page.goto(house.link())
    await window.sees(NAMES[ALICE])
    taken = await window.page.evaluate(
        """async () => {
          const open = indexedDB.open("cercle");
          const base = await new Promise((ok) => { open.onsuccess = () => ok(open.result); });
          const get = base.transaction("keys").objectStore("keys").get("browser");
          const key = await new Promise((ok) => { get.onsuccess = () => ok(get.result); });
          return crypto.subtle.exportKey("pkcs8", key).then(() => "taken", (e) => e.name);
        }"""
    )
    assert taken == "InvalidAccessError"


async def test_a_page_left_for_a_week_is_closed(
    house: House, window: Window, clock: ManualClock
) -> None:
    await window.page.goto(house.link())
    await window.sees(NAMES[ALICE])
    clock.advance(IDLE_LASTS)
    await window.page.reload()
    await window.sees("restée longtemps sans servir")
    await window.misses(NAMES[ALICE])


async def test_a_page_disconnected_elsewhere_closes_by_itself(
    house: House, window: Window, other: Window
) -> None:
    await window.page.goto(house.link())
    await window.sees("1 page ouverte")
    await other.page.goto(house.link())
    await window.sees("2 pages ouvertes")
    await other.press("Déconnecter les autres pages")
    await window.sees("Cette page a été déconnectée.")
    await window.misses(NAMES[ALICE])
    await other.sees("1 page ouverte")


async def test_a_link_can_be_pasted_where_it_cannot_be_followed(
    house: House, window: Window
) -> None:
    await window.page.goto(f"{house.url}/pages/session")
    await window.sees("Page fermée")
    field = window.page.get_by_label("Ou collez ici le lien reçu")
    await field.fill("https://elsewhere.example/#lien=abc")
    await window.press("Ouvrir")
    await window.sees("Ce n’est pas un lien de l’assistant.")
    await field.fill(house.link())
    await window.press("Ouvrir")
    await window.sees(NAMES[ALICE])


@pytest.mark.parametrize("kind", ["text/plain", "application/json"])
async def test_another_site_cannot_act_in_the_person_s_name(
    house: House, window: Window, kind: str
) -> None:
    await window.page.goto(house.link())
    await window.sees(NAMES[ALICE])
    script = f"""
      const tries = ["call/session/close-all", "enter/challenge", "edits"].map((path) =>
        fetch("{house.url}/pages/api/" + path, {{
          method: "POST", mode: "{"cors" if "json" in kind else "no-cors"}",
          credentials: "include", headers: {{"Content-Type": "{kind}"}}, body: "{{}}",
        }}).then((r) => r.text(), () => "blocked"));
      Promise.all(tries).then((all) => {{ document.title = "tried " + all.join("|"); }});
    """
    files = {"/": ("text/html", f"<script>{script}</script>")}
    async with other_site(files) as evil:
        hostile = await window.context.new_page()
        await hostile.goto(evil)
        await hostile.wait_for_function("document.title.startsWith('tried')")
        assert "token" not in await hostile.title()
        await hostile.set_content(
            f'<form id="f" method="post" enctype="text/plain" target="_self" '
            f'action="{house.url}/pages/api/call/session/close-all">'
            f"<input name='{{\"a\":\"' value='\"}}'></form>"
        )
        await hostile.evaluate("document.getElementById('f').submit()")
        await hostile.wait_for_url(f"{house.url}/**")
        assert "other-site" in await hostile.content()
    await window.page.reload()
    await window.sees("1 page ouverte")


async def test_another_site_cannot_show_our_pages(house: House, chromium: Browser) -> None:
    files = {"/": ("text/html", f'<iframe src="{house.url}/pages/session"></iframe>')}
    async with other_site(files) as evil, open_window(chromium) as window:
        await window.page.goto(evil)
        await expect(window.page.locator("iframe")).to_have_count(1)
        await window.page.wait_for_load_state("networkidle")
        await refused_frame(window.page)
        window.faults.clear()  # the browser says that it refused


async def test_hostile_words_stay_words(house: House, window: Window) -> None:
    await window.page.goto(house.link())
    await window.name_this_browser(HOSTILE)
    await window.sees(HOSTILE)
    await window.page.reload()
    await window.sees(HOSTILE)
    assert await window.page.locator("main img, main script").count() == 0
    for address in (
        f"/pages/session?x={HOSTILE}#{HOSTILE}",
        f"/pages/session?widgetId={HOSTILE}&parentUrl=javascript:alert(1)",
        "/pages/session#lien=<img%20src=x%20onerror=alert(1)>",
    ):
        await window.page.goto(house.url + address)
        await window.sees(HOSTILE)


async def test_code_that_gets_in_does_not_run(house: House, window: Window) -> None:
    """The second wall: even if words became markup, the policy of the page runs none of it."""
    await window.page.goto(house.link())
    await window.sees(NAMES[ALICE])
    refused = await window.page.evaluate(
        """() => new Promise((done) => setTimeout(() => {
          const tries = {
            markup: () => { document.body.innerHTML = "<b>x</b>"; },
            code: () => globalThis.eval("1"),
            timer: () => setTimeout("alert(1)", 0),
          };
          done(Object.keys(tries).filter((one) => {
            try { tries[one](); return false; } catch { return true; }
          }));
        }, 0))"""
    )
    assert refused == ["markup", "code", "timer"]
    window.faults.clear()


async def test_paths_and_ids_cannot_be_guessed(house: House, window: Window) -> None:
    async with new_browser(house.url) as bob:
        hers = (await bob.enter(house.secret(BOB))).body["session"]
        await window.page.goto(house.link())
        await window.sees(NAMES[ALICE])
        for path in ("admin", "api"):
            await window.page.goto(f"{house.url}/pages/{path}")
            await window.sees("Page inconnue")
        for path in ("circle/4f00", f"circle/{hers}"):
            await window.page.goto(f"{house.url}/pages/{path}")
            await window.sees("Vous n’êtes pas, ou plus, dans ce cercle.")
        statuses = await window.page.evaluate(
            """async (id) => Promise.all(
              ["show", "close", "close-all", "ring"].map((name) =>
                fetch(`/pages/api/call/session/${name}`, {
                  method: "POST", headers: {"Content-Type": "application/json"},
                  body: JSON.stringify(name === "close" ? {id} : {}),
                }).then((r) => r.status)))""",
            hers,
        )
        assert statuses == [401, 401, 401, 401]
        assert (await bob.ask("session/show")).status == 200


async def test_no_request_leaves_for_elsewhere(house: House, window: Window) -> None:
    asked: list[str] = []
    window.page.on("request", lambda request: asked.append(request.url))
    await window.page.goto(house.link())
    await window.sees(NAMES[ALICE])
    assert len(asked) > 4
    assert [url for url in asked if not url.startswith(f"{house.url}/")] == []
    assert not [url for url in asked if "alice" in url or "%40" in url]
