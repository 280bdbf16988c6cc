"""The reader of the bridge: one unit of work per mail, all or nothing."""

from __future__ import annotations

from typing import cast

import pytest
from sqlalchemy import func, select

from care.letters.reader import LetterReader
from care.letters.tables import LETTERS
from care.mail.mailboxes import Mailboxes
from care.mail.ports import MailReader
from care.mail.tables import OUTBOX, RECEIPTS
from care.runtime.errors import Refusal
from care.runtime.tables import TIMERS
from tests.care.letters.scene import BOT, LIAISON, Everybody, Paper, Scene, send_papers, write


def test_it_is_a_mail_reader() -> None:
    reader: MailReader = Scene().reader
    assert cast("object", reader) is not None


def test_a_mailbox_without_a_room_keeps_its_mails_in_quarantine() -> None:
    scene = Scene()
    scene.reader = LetterReader(Mailboxes(), LIAISON, Everybody())
    with pytest.raises(Refusal, match="letter-no-room"):
        scene.come(write())


def test_a_unit_that_fails_leaves_nothing_behind() -> None:
    scene = Scene()
    circle = scene.circle()
    mail = scene.incoming(send_papers(Paper()))
    before = _counts(scene)
    with pytest.raises(ZeroDivisionError), scene.units.unit("mail") as work:
        scene.reader.handle(work, mail)
        raise ZeroDivisionError
    assert _counts(scene) == before
    assert scene.documents(circle) == []


def test_the_account_of_the_mailbox_is_woken_in_the_same_transaction() -> None:
    scene = Scene()
    scene.come(write())
    with scene.units.database.begin() as connection:
        keys = connection.execute(select(TIMERS.c.key).where(TIMERS.c.owner == BOT)).scalars().all()
    assert sorted(keys) == ["letters:remind:2026-11-21", "letters:show"]


def _counts(scene: Scene) -> list[int]:
    with scene.units.database.begin() as connection:
        return [
            connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in (LETTERS, OUTBOX, RECEIPTS, TIMERS)
        ]
