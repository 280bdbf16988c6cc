"""An answer is known by our mail that it names and by who sends it: by both, or not at all."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from bots.mailbox.rooms import MailRoom
from care.access.act import RoomKind
from care.letters.rules import REGRET
from care.letters.store import load_source
from care.runtime.tables import TIMERS
from tests.bots.mailbox.asked import COLLEAGUE, SECRET, answered, asks
from tests.bots.mailbox.practice import Practice
from tests.care.letters.scene import KEYS, LABO, Paper, send_papers, write


def test_the_circle_is_told_that_it_came_and_the_mailbox_what_it_answers() -> None:
    practice = Practice()
    circle = practice.circle()
    dispatch = asks(practice, circle)
    ours = dispatch.message_id.strip("<>")
    letter = practice.gets(
        write(sender=COLLEAGUE, subject="Re: votre question", text="Oui.", thread=("x@y", ours))
    )
    assert letter.sheet.answered is not None
    assert answered(practice, dispatch) == [COLLEAGUE]
    (text,) = practice.mails
    assert (
        f"Répond à l’envoi du 20/11/2026 à 10 h 00 (un message), du cercle {circle.pseudonym}"
        in text
    )
    assert "Répondez classer" in text
    assert "entre professionnels" in text
    assert SECRET not in text
    with practice.units.database.begin() as connection:
        keys = set(connection.execute(TIMERS.select().with_only_columns(TIMERS.c.key)).scalars())
    assert f"dispatch:{dispatch.id}" in keys
    practice.turn()
    assert answered(practice, dispatch) == [COLLEAGUE]


def test_where_the_whole_circle_reads_it_is_said() -> None:
    practice = Practice()
    dispatch = asks(practice, practice.circle(), RoomKind.CIRCLE)
    practice.gets(write(sender=COLLEAGUE, thread=(dispatch.message_id.strip("<>"),)))
    assert "où tous ses membres le liront" in practice.mails[0]


@pytest.mark.parametrize(
    "more",
    [
        {"sender": LABO},
        {"thread": ("other@x",)},
        {"thread": ()},
        {"automatic": True},
    ],
    ids=["a stranger names our mail", "another mail", "no mail", "a machine"],
)
def test_in_doubt_it_answers_nothing(more: dict[str, Any]) -> None:
    practice = Practice()
    dispatch = asks(practice, practice.circle())
    given = {"sender": COLLEAGUE, "thread": (dispatch.message_id.strip("<>"),), **more}
    letter = practice.gets(write(**given))
    assert letter.sheet.answered is None
    assert answered(practice, dispatch) == []
    assert "cercle" not in practice.mails[0]


def test_what_was_taken_out_of_quarantine_proves_nothing() -> None:
    practice = Practice()
    dispatch = asks(practice, practice.circle())
    ours = dispatch.message_id.strip("<>")
    source = write(sender=COLLEAGUE, thread=(ours,))
    number = practice.come(source, reason="mail-sender-untrusted").number
    practice.turn()
    practice.says(f"{number} : libérer")
    assert practice.latest().sheet.is_outside
    assert answered(practice, dispatch) == []


def test_documents_that_answer_are_told_of_too_and_go_their_own_way() -> None:
    practice = Practice()
    dispatch = asks(practice, practice.circle())
    practice.gets(send_papers(Paper(), sender=COLLEAGUE, thread=(dispatch.message_id.strip("<>"),)))
    assert answered(practice, dispatch) == [COLLEAGUE]
    assert "Répondez classer" not in practice.mails[0]


def test_its_bytes_are_kept_for_a_while_only() -> None:
    practice = Practice()
    dispatch = asks(practice, practice.circle())
    other = practice.gets(write(sender=COLLEAGUE))
    letter = practice.gets(write(sender=COLLEAGUE, thread=(dispatch.message_id.strip("<>"),)))
    with practice.units.database.begin() as connection:
        assert load_source(connection, KEYS, other.number) is None
        assert load_source(connection, KEYS, letter.number) is not None
    practice.wait_until(practice.clock.now() + REGRET + timedelta(days=2))
    with practice.units.database.begin() as connection:
        assert load_source(connection, KEYS, letter.number) is None
    assert len(practice.said(MailRoom.LETTERS)) == 2
