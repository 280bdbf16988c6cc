"""What an archive holds."""

from __future__ import annotations

from care.standards.xdm.archive import ArchiveFile
from care.standards.xdm.model import DocumentEntry, XdmDocument
from tests.care.standards.cda.documents import REPORT
from tests.care.standards.xdm.archives import ENTRY


def test_the_ins_of_the_sender() -> None:
    assert ENTRY.ins is not None
    assert ENTRY.ins.matricule.text == "284067635112353"
    assert DocumentEntry().ins is None


def test_nothing_that_identifies_is_printed() -> None:
    assert "284067635112353" not in repr(ENTRY)
    assert "EXEMPLE" not in repr(ENTRY)
    assert "secret" not in repr(ArchiveFile("a", b"secret"))


def test_a_document_is_told_by_its_bytes() -> None:
    assert XdmDocument(DocumentEntry(), ArchiveFile("x.bin", REPORT)).is_cda
    assert not XdmDocument(DocumentEntry(), ArchiveFile("x.xml", b"<html/>")).is_cda
    assert not XdmDocument(DocumentEntry(), None).is_cda
