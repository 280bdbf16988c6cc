"""Looking before deciding."""

from __future__ import annotations

from care.letters.deciding import Decider
from care.letters.looking import look_at, look_into
from care.mail.quarantine import discard
from tests.care.circles.hamlet import PAUL
from tests.care.letters.scene import Paper, Scene, send_papers, write


def test_a_letter_is_opened_and_one_in_quarantine_glimpsed_at() -> None:
    scene = Scene()
    letter = scene.come(send_papers(Paper()))
    aside = scene.come(
        write(subject="Échéance", text="Cliquez <a>", sender="x@ailleurs.example"),
        reason="mail-sender-untrusted",
    )
    with scene.units.unit("x") as work:
        assert look_at(work, scene.office, Decider(PAUL), letter.number) == letter
        opened = look_into(work, letter)
        assert opened.reading is not None
        assert opened.glimpse is None
        glimpse = look_into(work, aside).glimpse
        assert glimpse is not None
        assert glimpse.headers["subject"] == "Échéance"
        assert "Cliquez <a>" in glimpse.text
        discard(work, aside.inbox_number or 0)
        assert look_into(work, aside).glimpse is None
    assert scene.acts()[-1] == "letter.looked_at"


def test_hostile_bytes_show_their_headers_alone() -> None:
    scene = Scene()
    source = write(subject="Piège") + b"\r\n" + b"Content-Type: x\r\n" * 500
    aside = scene.come(source, reason="letter-mail-too-many-parts")
    with scene.units.unit("x") as work:
        glimpse = look_into(work, aside).glimpse
    assert glimpse is not None
    assert (glimpse.headers["subject"], glimpse.text) == ("Piège", "")
    assert glimpse.size == len(source)
