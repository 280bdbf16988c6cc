"""Which mail is answered: the one pointed at, the last of the thread, or our own."""

from __future__ import annotations

import pytest

from tests.bots.mailbox.counterpart import COLLEAGUE, OTHER, Counterpart


@pytest.fixture
def room() -> Counterpart:
    return Counterpart()


def test_a_reply_to_a_mail_answers_it_even_outside_its_thread(room: Counterpart) -> None:
    mail = room.gets()
    card = room.writes("Oui, 80 mL.", to=mail)
    (left,) = room.mails
    assert left.in_reply_to == room.message_id
    assert left.folded.own == "Oui, 80 mL."
    assert "en attente d’envoi" in card
    assert list(room.said.values())[-1].thread is None
    assert room.writes("* Non.", edits=room.last).startswith("Ce message est déjà parti")
    room.writes("à tous : et demain matin.", to=mail)
    assert [one.address for one in room.mails[1].to] == [COLLEAGUE, OTHER]


def test_the_reply_to_the_card_of_an_answer_goes_to_whom_it_went(room: Counterpart) -> None:
    mail = room.gets()
    room.writes("Oui.", to=mail)
    card = list(room.said)[-1]
    room.gets(OTHER)
    room.writes("Et merci.", to=f"${card}")
    first, second = room.mails
    assert [one.address for one in second.to] == [COLLEAGUE]
    assert second.in_reply_to == first.message_id


def test_machines_are_not_answered(room: Counterpart) -> None:
    thread = room.gets(is_automatic=True)
    assert room.writes("Merci.", thread).startswith("Ce message vient d’une machine")
    assert room.mails == []


def test_our_own_mail_is_followed_up_in_the_thread_of_its_card(room: Counterpart) -> None:
    room.writes(f"mail {COLLEAGUE} : pouvez-vous relire ?")
    room.writes("envoyer")
    card = list(room.said)[-1]
    room.writes("C’est assez pressé.", f"${card}")
    first, second = room.mails
    assert [one.address for one in second.to] == [COLLEAGUE]
    assert second.in_reply_to == first.message_id
