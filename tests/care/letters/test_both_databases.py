"""The whole path is the same on SQLite and on PostgreSQL."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from care.audit.verification import verify_trail
from care.documents.model import Standing
from care.identity.birth_date import BirthDate
from care.letters.deciding import Decider
from care.letters.model import LetterState
from care.letters.workflow import (
    discard_letter,
    file_letter,
    keep_letter,
    release_letter,
    undo_decision,
)
from care.runtime.database import Database
from care.runtime.errors import Refusal
from deploy.migrate import upgrade
from tests.care.circles.hamlet import ALICE, PAUL
from tests.care.letters.scene import KEYS, Paper, Scene, send_papers, write
from tests.care.standards.people import JEANNE


def test_a_mailbox_s_whole_day(database_url: str) -> None:
    database = Database(database_url)
    upgrade(database)
    try:
        scene = Scene(database)
        circle = scene.circle()
        filed = scene.come(send_papers(Paper("1")))
        scene.come(send_papers(Paper("1")))
        scene.come(send_papers(Paper("2", version=2, replaces=("1",))))
        standings = [one.standing for one in scene.documents(circle)]
        assert standings == [Standing.SUPERSEDED, Standing.CURRENT]
        question = scene.come(write(message_id="q@x.example"))
        assert scene.come(write(thread=("q@x.example",))).thread == question.thread
        other_day = replace(JEANNE.traits, birth_date=BirthDate(1984, 6, 16))
        doubtful = [scene.come(send_papers(Paper(f"d{n}", traits=other_day))) for n in range(3)]
        aside = scene.come(write(sender="x@ailleurs.example"), reason="mail-sender-untrusted")
        scene.clock.advance(timedelta(minutes=1))
        with scene.units.unit("decide") as work:
            file_letter(work, scene.office, Decider(PAUL), doubtful[0].number, 1)
            keep_letter(work, scene.office, Decider(PAUL), doubtful[1].number)
            discard_letter(work, scene.office, Decider(ALICE), doubtful[2].number, "erreur")
            undo_decision(work, scene.office, Decider(ALICE), filed.number)
            release_letter(work, scene.office, Decider(ALICE), aside.number)
        with pytest.raises(Refusal, match="letter-is-filed"), scene.units.unit("late") as work:
            keep_letter(work, scene.office, Decider(ALICE), doubtful[0].number)
        states = [one.state for one in scene.letters()]
        assert states.count(LetterState.FILED) == 3
        assert states.count(LetterState.TO_TRIAGE) == 1
        assert len({one.message_id for one in scene.receipts()}) == len(scene.receipts())
        assert verify_trail(database, KEYS).is_intact
    finally:
        database.close()
