"""A letter read by the page, and its files: the bytes alone, under a policy that runs nothing."""

from __future__ import annotations

import pytest

from care.letters.store import forget_source
from care.standards.rfc5322.composer import OutgoingFile
from tests.widgets.front import BrowserFront
from tests.widgets.house import House
from tests.widgets.post import (
    ALICE,
    Paper,
    archive,
    come,
    open_circle,
    send_papers,
    settle,
    write,
)
from widgets.triage.reading import LetterFile

HTML = b"<html><body onload=alert(1)><img src=http://example.invalid/x></body></html>"


async def test_words_quotes_and_files(house: House, browser: BrowserFront) -> None:
    settle(house)
    open_circle(house)
    text = "Bonjour,\n\nVoici.\n\n> Ligne citée\n> une autre\n"
    zipped = OutgoingFile("IHE_XDM.ZIP", "application/zip", archive(Paper()))
    page = OutgoingFile("page.html", "text/html", HTML)
    number = come(house, send_papers(Paper(), text=text, files=[zipped, page])).number
    await browser.enter(house.secret(ALICE))
    shown = (await browser.ask("triage/letter", {"number": number})).body
    assert shown["text"].strip() == "Bonjour,\n\nVoici."
    assert "Ligne citée" in shown["quoted"]
    files = [(one["kind"], one["document"]) for one in shown["files"]]
    assert files == [("pdf", True), ("other", False)]
    assert shown["waiting"]["number"] == number
    assert not shown["sender"]["verified"]


async def _fetch(browser: BrowserFront, form: object) -> tuple[int, bytes, dict[str, str]]:
    headers = {"Origin": browser.url, "Authorization": f"Bearer {browser.token}"}
    where = f"{browser.url}/pages/api/file/triage/attached"
    async with browser.http.post(where, json=form, headers=headers) as got:
        return got.status, await got.read(), dict(got.headers)


async def test_files_are_bytes_that_nothing_keeps_or_runs(
    house: House, browser: BrowserFront
) -> None:
    settle(house)
    page = OutgoingFile("Ordonnance élevée.html", "text/html", HTML)
    number = come(house, send_papers(Paper(), zip_=archive(Paper()), text="x")).number
    plain = come(house, write(text="x", files=[page]), reason="mail-sender-untrusted").number
    await browser.enter(house.secret(ALICE))
    status, content, headers = await _fetch(browser, {"number": number, "rank": 1})
    assert (status, headers["Content-Type"]) == (200, "application/pdf")
    assert content.startswith(b"%PDF-")
    assert headers["Cache-Control"] == "no-store"
    assert headers["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Disposition"].startswith("attachment;")
    assert (await _fetch(browser, {"number": number, "rank": 9}))[0] == 403
    await browser.ask("triage/release", {"number": plain})
    status, content, headers = await _fetch(browser, {"number": plain + 1, "rank": 1})
    assert (status, content) == (200, HTML)
    assert headers["Content-Type"] == "application/octet-stream"
    assert "Ordonnance%20%C3%A9lev%C3%A9e.html" in headers["Content-Disposition"]


async def test_quarantine_shows_a_header_and_no_file(house: House, browser: BrowserFront) -> None:
    settle(house)
    page = OutgoingFile("page.html", "text/html", HTML)
    source = write(text="Cliquez ici", files=[page])
    number = come(house, source, reason="mail-sender-untrusted").number
    await browser.enter(house.secret(ALICE))
    shown = (await browser.ask("triage/letter", {"number": number})).body
    assert shown["files"] == []
    assert "De" in {one["label"] for one in shown["headers"]}
    assert shown["text"].strip() == "Cliquez ici"


async def test_files_that_are_kept_no_more_are_told(house: House, browser: BrowserFront) -> None:
    settle(house)
    number = come(house, send_papers(Paper())).number
    await browser.enter(house.secret(ALICE))
    await browser.ask("triage/keep", {"number": number})
    with house.units.unit("forget") as work:
        forget_source(work.connection, number)
    shown = (await browser.ask("triage/letter", {"number": number})).body
    assert shown["cautions"] == ["Ses fichiers ne sont plus gardés ici."]
    assert shown["files"] == []
    assert (await browser.ask("triage/undo", {"number": number})).code == "letter-too-late"


@pytest.mark.parametrize(
    ("media_type", "content", "kind"),
    [
        ("application/pdf", b"%PDF-1.7", "pdf"),
        ("application/pdf", b"<html>", "other"),
        ("image/png", b"\x89PNG", "picture"),
        ("image/svg+xml", b"<svg>", "other"),
        ("text/html", b"<html>", "other"),
    ],
)
def test_the_bytes_say_which_viewer_opens_a_file(
    media_type: str, content: bytes, kind: str
) -> None:
    assert LetterFile("x", media_type, content).kind == kind
