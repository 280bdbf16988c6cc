"""Documents go into the archive with their files, come out readable, are erased with the rest."""

from __future__ import annotations

import json
from pathlib import Path

from sqlalchemy import func, select

from care.archive.erasing import erase_circle, erase_room
from care.archive.gathering import gather
from care.archive.opening import open_archive
from care.archive.paperwork import DocumentShelf, list_documents
from care.archive.store import kept_rooms
from care.archive.unpacking import unpack
from care.archive.writing import write_archive
from care.circles.model import CircleId
from care.documents.contents import keep_file, keep_results, keep_withdrawal
from care.documents.model import Audience, Document, DocumentId, Form, Standing
from care.documents.store import add_document
from care.runtime.database import METADATA
from care.runtime.units import UnitOfWork, Units
from tests.care.archive.kept_circle import ASSISTANT, CIRCLE, keep_circle
from tests.care.archive.test_envelope import KEY
from tests.care.archive.test_writing import history
from tests.care.documents.papers import LABORATORY, Paper, received, result

OTHER = CircleId("c" + "2" * 32)
BILAN = Paper("1", results=(result(),), title="Bilan CANARITANTE")
SECRET = Paper("2", "s2", confidentiality="R")


def keep(work: UnitOfWork, number: int, paper: Paper, audience: Audience) -> Document:
    ready = received(paper)
    document = Document(
        DocumentId(f"d{number:032x}"), CIRCLE, number, audience, Standing.CURRENT, work.now,
        ready.description, (LABORATORY,), forms=frozenset(form for form, _ in ready.files),
        has_alert=ready.has_alert,
    )  # fmt: skip
    add_document(work, document)
    for form, content in ready.files:
        keep_file(work, CIRCLE, document.id, form, content)
    keep_results(work, CIRCLE, document.id, ready.results)
    keep_withdrawal(work, CIRCLE, "9.9.9", LABORATORY, work.now)
    return document


def keep_both(units: Units) -> None:
    with units.unit("keep") as work:
        keep_circle(work)
        keep(work, 1, BILAN, Audience.EVERYBODY)
        keep(work, 2, SECRET, Audience.PROFESSIONALS)


async def test_in_and_out_again(units: Units, tmp_path: Path) -> None:
    keep_both(units)
    with units.unit("gather") as work:
        found = gather(work, CIRCLE, ASSISTANT, "Europe/Paris")
    path = tmp_path / "a.cercle"
    done = await write_archive(path, KEY.public, found, history(), DocumentShelf(units))
    assert (done.files, done.missing) == (5, 1)
    assert b"CANARITANTE" not in path.read_bytes()
    with open_archive(path, KEY) as archive:
        unpack(archive, tmp_path / "out")
        first, second = json.loads(archive.read("circle.json"))["documents"]
    assert (first["number"], second["number"]) == ("1", "P2")
    assert first["description"]["title"] == BILAN.title
    assert first["results"][0]["value"] == "98"
    out = tmp_path / "out"
    assert (out / first["files"]["pdf"]).read_bytes() == BILAN.pdf
    assert (out / first["files"]["cda"]).read_bytes() == BILAN.cda
    told = (out / "documents.txt").read_text(encoding="utf-8")
    assert "1. 12/11/2026 – CR d’examens biologiques" in told.replace("\u00a0", " ")
    assert "CRP : 98 mg/L (attendu ≤ 5 mg/L) [HH]" in told.replace("\u00a0", " ")
    assert first["files"]["pdf"] in told


async def test_a_file_that_is_no_more_is_counted(units: Units, tmp_path: Path) -> None:
    keep_both(units)
    with units.unit("gather") as work:
        found = gather(work, CIRCLE, ASSISTANT, "Europe/Paris")

    class Empty:
        def take(self, file: object) -> None:
            return None

    done = await write_archive(tmp_path / "a", KEY.public, found, history(), Empty())
    assert (done.files, done.missing) == (1, 5)


def test_a_room_s_documents_go_with_it_then_all_of_them(units: Units) -> None:
    keep_both(units)
    with units.unit("erase") as work:
        rooms = kept_rooms(work.connection, CIRCLE, ASSISTANT)
        team = next(one for one in rooms if one.kind.value == "professionals")
        erase_room(work, CIRCLE, team)
        records, files = list_documents(work, CIRCLE)
        assert [one["number"] for one in records] == ["1"]
        assert {one.form for one in files} == {Form.PDF, Form.CDA}
    with units.unit("erase all") as work:
        circle = gather(work, CIRCLE, ASSISTANT, "Europe/Paris").circle
        erase_circle(work, circle, ASSISTANT)
        left = {
            table.name: work.connection.execute(select(func.count()).select_from(table)).scalar()
            for table in METADATA.sorted_tables
            if table.name.startswith("document")
        }
    assert len(left) == 6
    assert set(left.values()) == {0}
