"""What leaves is the same on SQLite and on PostgreSQL."""

from __future__ import annotations

from care.audit.verification import verify_trail
from care.dispatches.drafts import forget_draft, keep_draft, recall_draft
from care.dispatches.model import Form, Piece, Wanted
from care.dispatches.pieces import find_piece, keep_piece, last_file
from care.dispatches.store import (
    dispatches_of_circle,
    dispatches_of_mailbox,
    dispatches_of_sender,
    load_dispatch,
)
from care.dispatches.workflow import standings_of, withdraw
from care.runtime.database import Database
from deploy.migrate import upgrade
from tests.care.dispatches.territory import (
    ALICE,
    BOX_ALICE,
    BOX_RAD_2,
    IDA,
    KEYS,
    START,
    Territory,
)
from tests.care.dispatches.test_resending import again as resend
from tests.care.dispatches.test_resending import fails, tries
from tests.care.dispatches.test_workflow import DOCTOR, draft, leave, words


def test_a_document_s_life_from_words_to_its_withdrawal(database_url: str) -> None:
    database = Database(database_url)
    upgrade(database)
    try:
        town = Territory(database)
        circle = town.open_circle()
        with town.unit() as work:
            said = Piece("$1", IDA, START, "Plaie propre.")
            shown = Piece("$2", IDA, START, name="a.jpg", link={"url": "mxc://x/y"})
            for piece in (said, said, shown):
                keep_piece(work, circle.id.text, "!room", piece)
            assert find_piece(work.connection, work.keys, "$1") == said
            assert last_file(work.connection, work.keys, circle=circle.id.text) == shown
        prepared = draft(town, circle, words())
        with town.unit() as work:
            keep_draft(work, "!room", prepared, b"abc")
            keep_draft(work, "!room", prepared, b"abc")
            assert recall_draft(work, "!room", ALICE) == (prepared, b"abc")
            forget_draft(work, "!room", ALICE)
        first = leave(town, prepared, cause="$event")
        assert leave(town, prepared, cause="$event") == first
        again = Wanted(Form.DOCUMENT, (), "Corrigé.", replaces=first.id)
        second = leave(town, draft(town, circle, again))
        plain = leave(town, draft(town, None, Wanted(Form.MAIL, DOCTOR, "Bonjour")))
        fails(town, second, BOX_RAD_2)
        assert resend(town, second) == [BOX_RAD_2]
        assert [len(one.recipients) for one in tries(town, second)] == [1, 1]
        with town.unit() as work:
            withdraw(work, town.office, ALICE, second.id)
            connection, keys = work.connection, work.keys
            assert len(dispatches_of_circle(connection, keys, circle.id.text)) == 3
            assert len(dispatches_of_sender(connection, keys, ALICE)) == 4
            assert [d.id for d in dispatches_of_mailbox(connection, keys, BOX_ALICE)] == [plain.id]
            assert [one.where.value for one in standings_of(work, first)] == ["waiting"]
            states = [load_dispatch(connection, keys, one.id) for one in (first, second)]
        assert [one.state.value for one in states if one] == ["replaced", "withdrawn"]
        assert verify_trail(database, KEYS).is_intact
    finally:
        database.close()
