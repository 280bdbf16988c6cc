"""What left is forgotten with its circle, and nothing else is."""

from __future__ import annotations

from care.dispatches.erasing import erase_mails, erase_pieces
from care.dispatches.model import Form, Piece, Wanted
from care.dispatches.pieces import find_piece, keep_piece
from care.mail.queue import load_outgoing
from tests.care.dispatches.territory import IDA, START, Territory
from tests.care.dispatches.test_workflow import DOCTOR, draft, leave, words


def test_its_mails_go_and_those_of_others_stay() -> None:
    town = Territory()
    circle = town.open_circle()
    about = leave(town, draft(town, circle, words()))
    other = leave(town, draft(town, None, Wanted(Form.MAIL, DOCTOR, "Bonjour")))
    with town.unit() as work:
        connection, keys = work.connection, work.keys
        erase_mails(connection, circle.id)
        assert load_outgoing(connection, keys, about.mailbox, about.message_id) is None
        assert load_outgoing(connection, keys, other.mailbox, other.message_id) is not None


def test_what_was_said_in_a_room_goes_with_the_room() -> None:
    town = Territory()
    circle = town.open_circle()
    with town.unit() as work:
        for room in ("!a", "!b"):
            keep_piece(work, circle.id.text, room, Piece(f"${room}", IDA, START, "mots"))
        erase_pieces(work.connection, "!a")
        assert find_piece(work.connection, work.keys, "$!a") is None
        assert find_piece(work.connection, work.keys, "$!b") is not None
