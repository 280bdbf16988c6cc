"""The stories of documents are the same on SQLite and on PostgreSQL."""

from __future__ import annotations

from care.access.act import RoomKind
from care.accounts.store import save_account
from care.audit.verification import verify_trail
from care.circles.rooms import give_seat, note_read, want_room
from care.documents.curves import results_of
from care.documents.erasing import erase_documents
from care.documents.model import Audience, Outcome, Posted, Standing
from care.documents.posting import list_posted
from care.documents.reading import documents_of, open_document
from care.documents.store import load_documents, unsettled_documents
from care.runtime.clock import ManualClock
from care.runtime.database import Database
from care.runtime.units import Units
from deploy.migrate import upgrade
from tests.care.circles.hamlet import ACCOUNTS, ALICE, ANNE, KEYS, NOW, PAUL, open_one
from tests.care.documents.papers import Paper, bare, file, result, withdraw

V1 = Paper("1", results=(result(),))
V2 = Paper("2", version=2, results=(result(value="12"),))


def test_a_document_s_whole_life(database_url: str) -> None:
    database = Database(database_url)
    upgrade(database)
    units = Units(database, KEYS, ManualClock(NOW))
    try:
        with units.unit("open") as work:
            for account in ACCOUNTS.values():
                save_account(work.connection, account)
            circle = open_one(work, ALICE, PAUL, ANNE).circle.id
        outcomes = []
        for one in (V1, V1, V2, bare(V2.pdf), Paper("r", "r", confidentiality="R")):
            with units.unit(f"mail {len(outcomes)}") as work:
                outcomes.append(file(work, circle, one).outcome)
        assert outcomes == [
            Outcome.FILED, Outcome.DUPLICATE, Outcome.FILED, Outcome.DUPLICATE, Outcome.FILED,
        ]  # fmt: skip
        with units.unit("read") as work:
            room = want_room(work.connection, circle, RoomKind.CIRCLE)
            give_seat(work.connection, room, ANNE)
            list_posted(work, room, Posted("$1", "!r", PAUL), "plaie.jpg", NOW)
            list_posted(work, room, Posted("$1", "!r", PAUL), "plaie.jpg", NOW)
            assert len(unsettled_documents(work, circle)) == 3
            assert [one.document.label for one in documents_of(work, circle, ANNE)] == [
                "2",
                "1",
                "3",
            ]
            note_read(work.connection, room, ANNE, NOW)
            assert open_document(work, circle, "P1", ALICE).content
            assert open_document(work, circle, "P1", ALICE).content
            (curve,) = results_of(work, circle, ANNE, "crp")
            assert [point.result.value for point in curve.points] == ["12"]
        with units.unit("withdraw") as work:
            withdraw(work, circle, V2)
            withdraw(work, circle, V2)
            standings = [one.standing for one in load_documents(work.connection, KEYS, circle)]
            assert sorted(standings) == [
                Standing.CURRENT, Standing.CURRENT, Standing.SUPERSEDED, Standing.WITHDRAWN,
            ]  # fmt: skip
        with units.unit("erase") as work:
            erase_documents(work.connection, circle, Audience.EVERYBODY)
            assert len(load_documents(work.connection, KEYS, circle)) == 1
        assert verify_trail(database, KEYS).is_intact
    finally:
        database.close()
