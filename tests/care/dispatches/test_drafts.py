"""What is about to leave waits for a day, each person's in each room."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from care.dispatches.drafts import forget_draft, keep_draft, recall_draft
from care.dispatches.model import Draft, FileNote, Form
from care.dispatches.tables import DISPATCH_DRAFTS
from tests.care.dispatches.territory import ALICE, BOX_ALICE, IDA, START, Territory

DRAFT = Draft(ALICE, BOX_ALICE, Form.MAIL, ALICE, START, text="secret",
              files=(FileNote("a", "b/c", 3),))  # fmt: skip


def test_a_draft_is_kept_sealed_for_who_wrote_it_there() -> None:
    town = Territory()
    with town.unit() as work:
        keep_draft(work, "!room", DRAFT, b"abc")
        keep_draft(work, "!room", DRAFT, b"abc")
        assert recall_draft(work, "!room", ALICE) == (DRAFT, b"abc")
        assert recall_draft(work, "!room", IDA) is None
        assert recall_draft(work, "!other", ALICE) is None
        (row,) = work.connection.execute(select(DISPATCH_DRAFTS))
        assert b"secret" not in row.state
        assert b"abc" not in row.content
        forget_draft(work, "!room", ALICE)
        assert recall_draft(work, "!room", ALICE) is None


def test_a_day_later_it_is_forgotten_with_its_file() -> None:
    town = Territory()
    with town.unit() as work:
        keep_draft(work, "!room", DRAFT, b"abc")
    town.clock.advance(timedelta(days=1, seconds=1))
    with town.unit() as work:
        assert recall_draft(work, "!room", ALICE) is None
        forget_draft(work, "!elsewhere", IDA)
        assert list(work.connection.execute(select(DISPATCH_DRAFTS))) == []
