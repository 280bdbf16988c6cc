"""Rows of the national files, from what the API said."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from care.directory.columns import ACTIVITIES, MAILBOXES, SKILLS
from care.directory.national_files import RowCount, find_file
from care.directory.sources.fhir_records import PersonRecord, PlaceRecord, RoleRecord
from care.directory.sources.fhir_rows import (
    activity_rows,
    shared_mailbox_rows,
    write_national_files,
)

PERSON = PersonRecord(
    *("8", "10199900373", "810199900373", "DR", "MME", "FICTIF", "ALICE"),
    professions=(("10", "Médecin"), ("21", "Pharmacien")),
    skills=(("SM54", "Médecine générale"),),
    mailboxes=("a.fictif@pro.mssante.example",),
)
PLACE = PlaceRecord(
    finess="760990010",
    legal_name="CABINET | FICTIF",
    postal_code="76600",
    commune_code="76351",
    mailboxes=("cabinet@pro.mssante.example",),
)
WORK: list[tuple[RoleRecord, PlaceRecord | None]] = [(RoleRecord("p", "o", "L"), PLACE)]


def test_a_row_for_each_profession_and_activity() -> None:
    rows = list(activity_rows(PERSON, WORK))
    assert [(row.profession_code, row.commune_code) for row in rows] == [
        ("10", "76351"),
        ("21", "76351"),
    ]
    assert [row.commune_code for row in activity_rows(PERSON, [])] == ["", ""]


def test_mailboxes_of_a_place_name_it_by_its_national_id() -> None:
    assert list(shared_mailbox_rows(PLACE)) == [
        ("ORG", "cabinet@pro.mssante.example", "1760990010", "CABINET | FICTIF", "76600")
    ]


def test_the_files_read_back_as_they_were_meant(tmp_path: Path) -> None:
    published = datetime(2026, 11, 14, 5, tzinfo=UTC)
    write_national_files(tmp_path, published, [(PERSON, WORK)], [PLACE])
    found = {kind: find_file(tmp_path, kind) for kind in (ACTIVITIES, SKILLS, MAILBOXES)}
    assert {file.published_at for file in found.values()} == {published}
    rows = {kind: list(file.rows(RowCount())) for kind, file in found.items()}
    assert [len(rows[kind]) for kind in (ACTIVITIES, SKILLS, MAILBOXES)] == [2, 1, 2]
    assert "CABINET FICTIF" in rows[ACTIVITIES][0]
    assert rows[MAILBOXES][1][:2] == ("ORG", "cabinet@pro.mssante.example")
