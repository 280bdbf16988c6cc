"""The page says who said what, and what nobody can know."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from care.archive.conversation import render_event
from care.archive.transcript import Teller
from care.matrix.past import PastEvent
from tests.care.archive.kept_circle import NURSE, OPENED, SON, file, said, text

TELLER = Teller({NURSE: "FICTIF Ana"}, ZoneInfo("Europe/Paris"))


def told(event: PastEvent, **more: object) -> str:
    """What the page says of one event; empty when nothing."""
    return "".join(TELLER.tell([render_event(event, **more)])).replace("\u00a0", " ")


def test_words_are_left_as_they_were() -> None:
    assert told(text(0, 'j\'ai vu "Paul" !')) == (
        '07/01/2029 9 h 15 – FICTIF Ana : j\'ai vu "Paul" !'
    )


def test_lines_of_one_message_stay_together() -> None:
    assert (
        told(text(0, "un\n07/01/2029 9 h 16 – FICTIF Ana : faux")).splitlines()[1].startswith(" ")
    )


def test_files_are_named_or_said_missing() -> None:
    assert told(file(0, "mxc://a/b"), file="media/000001.png").endswith(
        "plaie.PNG (fichier media/000001.png)"
    )
    assert told(file(0, "mxc://a/b"), missing="404").endswith("(fichier absent du serveur)")


def test_corrections_and_doubts_are_shown() -> None:
    corrected = {"body": "* b", "m.new_content": {"msgtype": "m.text", "body": "b"}}
    assert told(said(0, corrected)).endswith("FICTIF Ana corrige : b")
    assert told(text(0, "a", trusted=False)).endswith("a (appareil non vérifié)")


def test_what_cannot_be_read_is_said_once() -> None:
    unread = PastEvent("$u", SON, OPENED, "m.room.encrypted", {}, None, True, unread=True)
    assert told(unread).endswith(f"{SON} : message que personne n’a pu lire")
    erased = PastEvent("$u", NURSE, OPENED, "m.room.encrypted", {}, None, True, True, erased=True)
    assert told(erased).endswith("FICTIF Ana : message effacé")


def test_comings_and_goings_are_told_and_the_rest_is_not() -> None:
    came = PastEvent("$m", SON, OPENED, "m.room.member", {"membership": "join"}, NURSE)
    assert told(came).endswith("FICTIF Ana entre")
    invited = PastEvent("$m", SON, OPENED, "m.room.member", {"membership": "invite"}, NURSE)
    reaction = PastEvent("$m", SON, OPENED, "m.reaction", {})
    assert told(invited) == told(reaction) == ""
