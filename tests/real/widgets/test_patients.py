"""« Mes patients » and « Le cercle » in a real browser: found as one types, hostile, offline."""

from __future__ import annotations

import pytest
from playwright.async_api import Browser, Download, expect

from care.access.act import RoomKind
from care.audit.model import Face
from care.circles.lists import put_in_list
from care.circles.model import Circle, Role
from care.circles.telling import tell_patient
from care.patients.workflow import change_alerts
from tests.real.widgets.scenes import kept_offline
from tests.real.widgets.window import PHONE, Window, open_window
from tests.widgets.circles import (
    HOSTILE,
    consent,
    identity,
    open_one,
    say,
    settle_in,
    to_do,
    user_of,
)
from tests.widgets.house import House

pytestmark = [pytest.mark.real, pytest.mark.asyncio(loop_scope="module")]
NURSE = user_of(Role.NURSE)
NAMES = ("LEFEVRE", "MARTIN", "BERNARD", "PETIT", "DURAND", "MOREAU", "GARCIA", "ROUX", "VINCENT")


def many(house: House, count: int) -> None:
    """That many circles of the nurse, and one of somebody whose name is written with an accent."""
    settle_in(house)
    for number in range(count):
        name = f"{NAMES[number % len(NAMES)]} {chr(65 + number // 26)}{chr(65 + number % 26)}"
        open_one(house, Role.NURSE, who=identity(name, "ESSAI", 1 + number % 28))
    open_one(house, Role.NURSE, who=identity("LEFÈVRE-DUPONT", "ÉLODIE", 5))


async def test_patients_are_found_as_one_types_with_slips_and_without_accents(
    house: House, window: Window
) -> None:
    many(house, 12)
    await window.page.goto(house.link(NURSE, "patients"))
    await window.sees("13 patients")
    field = window.page.get_by_label("Chercher un patient")
    for typed in ("elodie", "lefevre dup", "Lefevre-Dupomt", "ELODEI", "dupont él"):
        await field.fill(typed)
        await expect(window.page.get_by_role("listitem").filter(has_text="LEFÈVRE")).to_be_visible()
        await window.sees("1 patient")
    await field.fill("xylophone")
    await window.sees("Personne ne correspond.")
    await field.fill("")
    await window.sees("13 patients")


async def test_hundreds_are_drawn_as_one_scrolls(house: House, chromium: Browser) -> None:
    many(house, 120)
    async with open_window(chromium, PHONE) as window:
        await window.page.goto(house.link(NURSE, "patients"))
        await window.sees("121 patients")
        cards = window.page.locator("li.patient")
        assert await cards.count() < 100
        await window.page.evaluate("scrollTo(0, document.body.scrollHeight)")
        await window.page.get_by_label("Trier par").select_option("name")
        await expect(cards.first).to_contain_text("BERNARD")
        while await window.page.get_by_role("button", name="Afficher la suite").count():
            await window.page.evaluate("scrollTo(0, document.body.scrollHeight)")
        await expect(cards).to_have_count(121)


async def test_lists_are_made_filled_named_and_dropped(house: House, window: Window) -> None:
    settle_in(house)
    open_one(house, Role.NURSE)
    open_one(house, Role.NURSE, who=identity("MODELE", "PIERRE", 2))
    await window.page.goto(house.link(NURSE, "patients"))
    await window.page.get_by_role("button", name="Listes : EXEMPLE Jeanne").click()
    await window.page.get_by_label("Nouvelle liste").fill("Diabète")
    await window.press("Ajouter")
    await expect(window.page.get_by_label("Diabète")).to_be_checked()
    await window.press("Terminer")
    await window.press("Diabète")
    await window.sees("1 patient")
    await window.press("Renommer cette liste")
    await window.page.get_by_label("Nom de la liste").fill("À revoir")
    await window.press("Enregistrer")
    await window.press("À revoir")
    await window.misses("MODELE Pierre")
    await window.press("Supprimer cette liste")
    await window.press("Oui, supprimer")
    await window.sees("MODELE Pierre")
    await expect(window.page.get_by_role("button", name="À revoir")).to_have_count(0)


async def test_the_pages_are_read_without_network_and_say_since_when(
    house: House, window: Window
) -> None:
    settle_in(house)
    circle = open_one(house, Role.NURSE)
    await window.page.goto(house.link(NURSE, "patients"))
    await window.sees("EXEMPLE Jeanne")
    await kept_offline(window)
    await window.page.get_by_role("link", name="EXEMPLE Jeanne", exact=True).click()
    await window.sees("Équipe de soins")
    await kept_offline(window)
    assert window.page.url == f"{house.url}/pages/circle/{circle.id}"
    await window.context.set_offline(True)
    await window.page.reload()
    await window.sees("Hors ligne : vous voyez ce qui était connu")
    await window.sees("06 00 00 00 12")
    for name in ("Modifier", "Ajouter quelqu’un", "Retirer", "Télécharger en PDF"):
        await expect(window.page.get_by_role("button", name=name)).to_have_count(0)
    await window.page.get_by_role("link", name="Mes patients").first.click()
    await window.sees("Hors ligne : vous voyez ce qui était connu")
    await window.sees("EXEMPLE Jeanne")
    await expect(window.page.get_by_role("button", name="Listes")).to_have_count(0)
    await window.context.set_offline(False)
    await expect(window.page.get_by_text("Hors ligne")).to_have_count(0)


def hostile_circle(house: House) -> Circle:
    """A circle in which every free text is an attack."""
    settle_in(house)
    circle = open_one(house, Role.NURSE, Role.DOCTOR)
    say(house, circle, HOSTILE, file=True)
    say(house, circle, HOSTILE, kind=RoomKind.PROFESSIONALS, file=True)
    consent(house, circle, HOSTILE)
    to_do(house, circle, HOSTILE)
    with house.units.unit("hostile") as work:
        change_alerts(work, circle.patient, (HOSTILE[:100],), "x", Face.ROOM)
        tell_patient(work, circle.patient)
        put_in_list(work, NURSE, HOSTILE[:38], circle.id)
    return circle


async def test_hostile_words_stay_words_everywhere(house: House, window: Window) -> None:
    circle = hostile_circle(house)
    await window.page.goto(house.link(NURSE, "patients"))
    await window.sees(HOSTILE[:38])
    await window.page.goto("about:blank")
    await window.page.goto(house.link(NURSE, f"circle/{circle.id}"))
    await expect(window.page.get_by_text(HOSTILE, exact=True)).to_have_count(4)
    await window.page.get_by_role("button", name="Modifier les alertes").click()
    await window.page.get_by_role("button", name="Noter un consentement").click()
    assert await window.page.locator("main img, main script").count() == 0
    title = await window.page.title()
    assert title == "Le cercle – Cercle"


async def test_guessed_addresses_show_the_same_refusal(house: House, window: Window) -> None:
    settle_in(house)
    hers = open_one(house, Role.DOCTOR)
    await window.page.goto(house.link(NURSE, "patients"))
    await window.sees("Vous n’êtes encore dans aucun cercle.")
    seen = set()
    for guess in (hers.id.text, "c" + "0" * 32, "1"):
        await window.page.goto(f"{house.url}/pages/circle/{guess}")
        await window.sees("Vous n’êtes pas, ou plus, dans ce cercle.")
        seen.add(await window.page.inner_text("main"))
    assert len(seen) == 1


async def test_a_file_is_downloaded_and_nothing_of_it_is_kept(house: House, window: Window) -> None:
    settle_in(house)
    circle = open_one(house, Role.NURSE)
    await window.page.goto(house.link(NURSE, f"circle/{circle.id}"))
    names = []
    for button in ("Télécharger en PDF", "Télécharger pour un logiciel (FHIR)"):
        async with window.page.expect_download() as started:
            await window.press(button)
        file: Download = await started.value
        names.append(file.suggested_filename)
        content = (await file.path()).read_bytes()
        assert content.startswith((b"%PDF", b"{"))
    assert [name.rpartition(".")[2] for name in names] == ["pdf", "json"]
    assert not [name for name in names if "exemple" in name.lower()]
    kept = await window.page.evaluate("caches.keys().then((names) => names.length)")
    assert kept <= 1
    cached = await window.page.evaluate(
        """async () => {
          const found = [];
          for (const name of await caches.keys())
            for (const one of await (await caches.open(name)).keys()) found.push(one.url);
          return found;
        }"""
    )
    assert not [url for url in cached if "/api/" in url or "blob:" in url]


async def test_on_paper_there_are_no_buttons_and_the_three_sections(
    house: House, window: Window
) -> None:
    settle_in(house)
    circle = open_one(house)
    await window.page.goto(house.link(NURSE, f"circle/{circle.id}"))
    await window.sees("Équipe de soins")
    await window.page.emulate_media(media="print")
    for button in await window.page.get_by_role("button").all():
        assert not await button.is_visible()
    for heading in ("Proches et aidants", "Équipe de soins", "Organisations"):
        await window.sees(heading)
    await expect(window.page.get_by_text("Qui a fait quoi")).not_to_be_visible()
    assert len(await window.page.pdf(format="A4")) > 1000
