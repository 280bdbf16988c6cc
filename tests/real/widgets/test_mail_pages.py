"""Letters read, filed and discarded, and sendings followed, in a real browser."""

from __future__ import annotations

import pytest
from playwright.async_api import Browser, expect

from care.letters.model import LetterState
from care.mail.delivery import Happening
from tests.real.widgets.axe import complaints
from tests.real.widgets.reading import tab_round
from tests.real.widgets.window import DESK, PHONE, TABLET, Window, open_window, picture
from tests.widgets.circles import HOSTILE
from tests.widgets.house import House
from tests.widgets.post import (
    ALICE,
    CAMILLE,
    Paper,
    a_pdf,
    come,
    documents,
    furnish,
    last_sent,
    leave_team,
    letter,
    letters,
    news,
    open_circle,
    send_papers,
    send_words,
    settle,
)

pytestmark = [pytest.mark.real, pytest.mark.asyncio(loop_scope="module")]


async def test_a_mail_shows_within_a_second_and_is_filed(house: House, window: Window) -> None:
    settle(house)
    circle = open_circle(house)
    await window.page.goto(house.link(ALICE, "triage"))
    await window.sees("Rien n’attend. Ce qui arrive")
    await window.page.wait_for_timeout(1500)  # the page listens by now
    number = come(house, send_papers(Paper(pdf=a_pdf()))).number
    await window.sees("1 courrier attend")
    await window.sees("proche")
    await window.press(f"Classer ici le courrier n° {number} : EXEMPLE Jeanne, choix 1")
    await window.press("Oui, classer")
    await window.sees("Classé dans le cercle de EXEMPLE Jeanne.")
    await window.sees("Rien n’attend. Ce qui arrive")
    assert len(documents(house, circle)) == 1
    await window.press(f"Revenir dessus : courrier n° {number}")
    await window.sees("Décision annulée")
    await window.sees("1 courrier attend")


async def test_of_two_windows_one_wins(house: House, window: Window, other: Window) -> None:
    settle(house)
    open_circle(house)
    number = come(house, send_papers(Paper())).number
    await window.page.goto(house.link(ALICE, "triage"))
    await other.page.goto(house.link(CAMILLE, "triage"))
    await other.sees("1 courrier attend")
    await other.context.set_offline(True)
    await window.press(f"Garder dans la boîte le courrier n° {number}")
    await window.sees("Gardé dans la boîte")
    await other.context.set_offline(False)
    await other.sees("Gardé dans la boîte par FICTIF Alice")
    assert letter(house, number).state is LetterState.SHOWN


async def test_a_document_is_read_page_by_page_inside_our_policy(
    house: House, window: Window
) -> None:
    settle(house)
    number = come(house, send_papers(Paper(pdf=a_pdf("Leucocytes 15,2 G/L")))).number
    await window.page.goto(house.link(ALICE, f"triage/{number}"))
    asked: list[str] = []
    window.page.on("request", lambda request: asked.append(request.url))
    await window.page.get_by_role("button", name="Ouvrir 1.").click()
    await window.sees("Page 1 sur")
    drawn = "() => { const c = document.querySelector('canvas'); const d = c.getContext('2d')"
    drawn += ".getImageData(0, 0, c.width, c.height).data; return d.some((v) => v < 128); }"
    await window.page.wait_for_function(drawn)
    await window.page.get_by_text("Texte de la page").click()
    await window.sees("Leucocytes 15,2 G/L")
    sheet = window.page.get_by_role("group", name="page 1")
    await sheet.focus()
    await window.page.keyboard.press("PageDown")
    await window.sees("Page 2 sur")
    await window.page.keyboard.press("+")
    await window.sees("125")
    await window.page.keyboard.press("0")
    await picture(window.page, "viewer")
    async with window.page.expect_download() as saving:
        await window.press("Télécharger")
    saved = await saving.value
    assert saved.suggested_filename.endswith(".pdf")
    await window.page.keyboard.press("Escape")
    await expect(window.page.locator("canvas")).to_have_count(0)
    await expect(window.page.get_by_role("button", name="Ouvrir 1.")).to_be_focused()
    assert all(url.startswith((house.url, "blob:")) for url in asked), asked
    assert any("/pdf/pdf.worker" in url for url in asked)


async def test_what_is_no_document_is_told_and_may_be_saved(house: House, window: Window) -> None:
    settle(house)
    number = come(house, send_papers(Paper())).number  # its PDF is none
    await window.page.goto(house.link(ALICE, f"triage/{number}"))
    await window.page.get_by_role("button", name="Ouvrir 1.").click()
    await window.sees("ne peut pas être affiché ici")
    await expect(window.page.get_by_role("button", name="Télécharger")).to_be_visible()


async def test_hostile_names_and_words_do_nothing(house: House, window: Window) -> None:
    furnish(house)
    hostile = next(one for one in letters(house) if one.sheet.subject == HOSTILE)
    await window.page.goto(house.link(ALICE, "triage"))
    await window.sees(HOSTILE)
    await window.page.get_by_role("link", name="<img").first.click()
    await window.sees("Texte, sans rien ouvrir")
    await window.press(f"Sortir de quarantaine le courrier n° {hostile.number}")
    await window.sees("Sorti de quarantaine")
    assert await window.page.evaluate("document.querySelectorAll('main img').length") == 0
    assert await window.page.title() == "Courrier – Cercle"
    assert window.faults == []


async def test_who_left_the_team_sees_nothing_more(house: House, window: Window) -> None:
    settle(house)
    number = come(house, send_papers(Paper())).number
    await window.page.goto(house.link(CAMILLE, "triage"))
    await window.sees(f"Courrier n° {number}")
    leave_team(house, CAMILLE)
    come(house, send_papers(Paper("2")))
    await window.sees("Vous n’êtes dans l’équipe d’aucune boîte")
    await window.misses(f"Courrier n° {number}")


async def test_discarded_with_a_reason_by_keyboard(house: House, window: Window) -> None:
    settle(house)
    number = come(house, send_papers(Paper())).number
    await window.page.goto(house.link(ALICE, "triage"))
    opener = window.page.get_by_role("button", name=f"Écarter le courrier n° {number}")
    await opener.focus()
    await window.page.keyboard.press("Enter")
    await expect(window.page.get_by_label("Motif")).to_be_focused()
    await window.page.keyboard.type("envoyé par erreur")
    await window.page.keyboard.press("Enter")
    await window.sees("L’expéditeur est prévenu, quand il peut l’être.")
    assert letter(house, number).sheet.discarded_for == "envoyé par erreur"


async def test_a_sending_is_followed_replaced_and_withdrawn(house: House, window: Window) -> None:
    settle(house)
    first = send_words(house, open_circle(house))
    await window.page.goto(house.link(ALICE, "sending"))
    await window.sees("en attente d’envoi")
    await window.page.wait_for_timeout(1500)
    news(house, first, Happening.OPENED)
    await window.sees("lu,")
    await window.page.get_by_role("button", name="Remplacer l’envoi 1").click()
    await window.page.get_by_label("Texte de la nouvelle version").fill("Plaie rouge.")
    await window.press("Vérifier avant l’envoi")
    await window.sees("Plaie rouge.")
    await window.press("Envoyer")
    await window.sees("La nouvelle version part")
    await window.sees("Version 2, annule et remplace")
    assert last_sent(house).replaces == first.id
    await window.page.get_by_role("button", name="Annuler l’envoi").click()
    await window.press("Oui, annuler l’envoi")
    await window.sees("un avis part à chaque destinataire")


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_a_letter_is_for_everybody(house: House, chromium: Browser, scheme: str) -> None:
    furnish(house)
    number = letters(house)[0].number
    async with open_window(chromium, color_scheme=scheme, bypass_csp=True) as window:
        await window.page.goto(house.link(ALICE, f"triage/{number}"))
        await window.page.get_by_role("button", name="Ouvrir 1.").click()
        await window.sees("Page 1 sur")
        assert await complaints(window.page) == []
        stops = await tab_round(window.page)
        assert (stops.unreached, stops.hidden) == ([], [])
        for width in (195, 320, 640):
            await window.page.set_viewport_size({"width": width, "height": 600})
            assert await window.page.evaluate("document.documentElement.scrollWidth") <= width
        await picture(window.page, f"letter-open-{scheme}")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, TABLET, DESK], ids=lambda size: str(size[0]))
async def test_pictures(
    house: House, chromium: Browser, size: tuple[int, int], scheme: str
) -> None:
    furnish(house)
    name = f"{size[0]}-{scheme}"
    async with open_window(chromium, size, color_scheme=scheme) as window:
        await window.page.goto(house.link(ALICE, "triage"))
        await window.sees("4 courriers attendent")
        await picture(window.page, f"triage-{name}")
        await window.page.get_by_role("link", name="Lettre d’adressage").first.click()
        await window.sees("Documents et fichiers")
        await picture(window.page, f"letter-{name}")
        await window.page.get_by_role("link", name="Mes envois").click()
        await window.sees("non remis")
        await picture(window.page, f"sending-{name}")
