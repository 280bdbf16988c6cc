"""From another operator's server to the page, and from the page to the encrypted rooms."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from playwright.async_api import Browser

from care.dispatches.office import Office
from care.identity.birth_date import BirthDate
from care.identity.reason import Environment
from care.mail.mailboxes import Mailboxes, MailboxSeat
from care.matrix.disk import AccountFiles
from care.matrix.http import MatrixHttp
from care.pages.secret import make_id
from care.pages.workflow import PREFIX, create_link
from care.runtime.settings import Pages as SetPages
from care.runtime.worker import Worker
from deploy.pages import access_token
from deploy.web.serving import serving
from tests.care.letters.scene import BOX, Everybody, Paper
from tests.care.standards.people import JEANNE
from tests.ports import free_port
from tests.real.circles.town import Person
from tests.real.mail.receiving_town import ReceivingTown, running_receiving_town
from tests.real.widgets.window import open_window
from tests.widgets.circles import HOSTILE
from tests.widgets.house import HOST, landing
from tests.widgets.post import a_pdf
from widgets.engine.application import Surroundings, build_pages
from widgets.engine.membership import AssistantsRooms
from widgets.engine.shell import load_shell
from widgets.wiring import all_pages

pytestmark = [pytest.mark.real, pytest.mark.asyncio(loop_scope="module")]
OTHER_DAY = replace(JEANNE.traits, birth_date=BirthDate(1984, 6, 16))


async def told(person: Person, words: str, room: str) -> str:
    """A message with these words in that room, whether it came already or is to come."""
    for message in person.heard:
        text = message.text.replace("\u00a0", " ").replace("\u202f", " ")
        if words in text and message.room_id == room:
            return text
    return await person.hears(words, room)


@asynccontextmanager
async def pages_of(town: ReceivingTown, *team: str) -> AsyncIterator[str]:
    """The pages of the town, for the team of its mailbox; their address."""
    port = free_port()
    url = f"http://{HOST}:{port}"
    people = tuple(town.user(one) for one in team)
    seat = MailboxSeat(BOX, town.user("cabinet"), "Cabinet Fictif", people)
    office = Office(Mailboxes([seat]), Everybody(), Environment.TEST)
    server = town.town.server
    territory = server.territory.model_copy(update={"pages": SetPages(public_url=url)})
    folder = town.town.folder / "liaison"
    files = AccountFiles(folder / "secrets", folder / "state")
    worker, http = Worker(town.units.database), MatrixHttp(server.url)
    membership = AssistantsRooms(server.url, [partial(access_token, files)])
    around = Surroundings(territory, town.units, worker, http, membership, load_shell())
    application = landing()
    pages = all_pages(town.town.liaison, mail=office)
    application.add_subapp(PREFIX, build_pages(around, pages))
    try:
        async with serving(application, HOST, port):
            yield url
    finally:
        await http.close()
        worker.close()


async def test_a_mail_is_shown_filed_and_told_in_the_rooms(
    tmp_path: Path, chromium: Browser
) -> None:
    async with (
        running_receiving_town(tmp_path, "alice", "paul") as town,
        town.town.people("alice", "paul") as (alice, paul),
        pages_of(town, "alice", "paul") as url,
        open_window(chromium) as window,
    ):
        circle = town.open_circle("alice", "ida")
        room = await alice.enters("Cercle ")
        triage = await paul.enters("À trier")
        with town.units.unit(f"link {make_id()}") as work:
            link = create_link(work, url, town.user("alice"), "triage")
        await window.page.goto(link)
        await window.sees("Rien n’attend. Ce qui arrive")

        paper = Paper("1", traits=OTHER_DAY, pdf=a_pdf())
        await town.sends(paper, text=HOSTILE, name=HOSTILE)
        await window.sees("L’identité n’est pas la même chez nous (904).")
        await told(paul, "À trier n° 1", triage)
        await window.page.get_by_role("link", name="Lettre d’adressage").click()
        await window.page.get_by_role("button", name="Ouvrir 1.").click()
        await window.sees("Page 1 sur")
        await window.page.get_by_role("button", name="Classer ici le courrier n° 1").click()
        await window.press("Oui, classer")
        await window.sees("Classé dans le cercle de INVENTE Jeanne.")

        assert len(town.documents(circle)) == 1
        await told(alice, "Lettre d’adressage", room)
        await told(paul, "N° 1 classé par FICTIF Alice", triage)
        (receipt,) = await town.receipts(1)
        assert (receipt.is_positive, receipt.by_machine) == (True, False)

        await window.page.get_by_role("link", name="À classer").first.click()
        await window.sees("Rien n’attend. Ce qui arrive")
        await paul.says("annuler 1", triage)
        await window.sees("1 courrier attend")
        await paul.says("1 : aucun", triage)
        await window.sees("Gardé dans la boîte par INVENTE Paul")
        await window.sees("Rien n’attend. Ce qui arrive")
        assert town.user("alice") not in window.page.url
        assert JEANNE.traits.birth_name not in f"{window.page.url} {await window.page.title()}"
