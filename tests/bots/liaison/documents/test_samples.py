"""The public samples of the ANS, where they are at hand: each comes by mail and makes its card.

They are no part of the project; without them these tests are skipped. The same patterns, of our own
making, are in the other files of this folder.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from care.documents.figures import write_unit
from care.documents.model import Form, Given, Received
from care.documents.receiving import receive
from care.standards.cda.model import CdaDocument
from care.standards.cda.reader import read_cda
from care.standards.pdf.conformity import is_pdfa
from tests.bots.liaison.documents.shelf import comes, documents_in, with_doctor
from tests.house.sources import ROOT

FOLDER = ROOT.parent / "shared" / "data" / "cda"
SAMPLES = sorted(FOLDER.glob("*.xml")) if FOLDER.is_dir() else []
AT = datetime(2026, 11, 12, 9, 0, tzinfo=UTC)
pytestmark = pytest.mark.skipif(not SAMPLES, reason="the public samples are not at hand")


def prepare(path: Path) -> tuple[CdaDocument, Received]:
    raw = path.read_bytes()
    read = read_cda(raw)
    return read, receive(Given(cda=raw, read=read, name=path.name), AT)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_each_makes_a_whole_card(path: Path) -> None:
    read, ready = prepare(path)
    files = dict(ready.files)
    assert files.get(Form.PDF, b"%PDF").startswith(b"%PDF")
    if Form.PDF not in files:
        assert is_pdfa(files[Form.RENDERED])
    village, room = with_doctor()
    comes(village, ready)
    (card,) = documents_in(room)
    header = read.header
    assert header.type_label in card.split("\n")[0]
    assert str(next(one.name for one in header.authors if str(one.name))) in card
    assert not ready.description.cautions
    assert ready.description.class_code
    for result in ready.results[:10]:
        assert result.is_antecedent or result.name in card
        assert write_unit(result.unit) in card
    (file,) = room.files.values()
    assert file.content == files[Form.PDF if Form.PDF in files else Form.RENDERED]


def test_the_table(capsys: pytest.CaptureFixture[str]) -> None:
    with capsys.disabled():
        print()  # noqa: T201
        for path in SAMPLES:
            for line in _rows(path):
                print(line)  # noqa: T201
    assert SAMPLES


def _rows(path: Path) -> list[str]:
    read, ready = prepare(path)
    told, files = ready.description, dict(ready.files)
    traits = read.header.patient.traits if read.header.patient else None
    author = told.authors[0]
    written = told.written.day if told.written else "-"
    acted = told.acted.day if told.acted else "-"
    pdf = Form.PDF if Form.PDF in files else Form.RENDERED
    rows = [
        path.stem,
        f"    type    {told.type_code} {told.type_label} (class {told.class_code})",
        f"    title   {told.title}",
        f"    id      {told.ids[0]}, set {told.set_id}, version {told.version}",
        f"    author  {author.name}, {author.profession}, {author.organization}",
        f"    patient {traits.birth_name} {traits.given_names}" if traits else "    patient -",
        f"    dates   written {written}, act {acted}",
        f"    pdf     {pdf.value} {len(files[pdf]) // 1024} kB",
    ]
    rows += [
        f"    result  {' › '.join((*one.path, one.name))} = {one.value} {one.unit}"
        f" [{one.expected}] {''.join(one.interpretations)}"
        f" {one.code} {one.sampled.when if one.sampled else '-'}"
        for one in ready.results
    ]
    return rows
