"""Writing an archive: what is written is what is read."""

from __future__ import annotations

from dataclasses import replace

import pytest

from care.standards.xdm.archive import ArchiveFile
from care.standards.xdm.reader import read_xdm
from care.standards.xdm.writer import OutgoingDocument, write_xdm
from tests.care.standards.cda.documents import LETTER, REPORT
from tests.care.standards.people import AT
from tests.care.standards.xdm.archives import ENTRY, GOOD, SUBMISSION, WORDS, unpack


def test_everything_comes_back() -> None:
    read = read_xdm(GOOD)
    (document,) = read.documents
    assert document.entry == ENTRY
    assert document.file is not None
    assert document.file.content == LETTER
    assert document.is_cda
    assert read.submissions == (SUBMISSION,)
    assert (read.faults, read.others) == (frozenset(), ())


def test_the_files_have_the_names_of_the_standard() -> None:
    assert list(unpack(GOOD)) == [
        "README.TXT", "INDEX.HTM", "IHE_XDM/SUBSET01/METADATA.XML", "IHE_XDM/SUBSET01/DOC0001.XML",
    ]  # fmt: skip


def test_people_who_open_it_by_hand_are_told() -> None:
    files = unpack(GOOD)
    readme = files["README.TXT"].decode()
    assert "Dr Alice FICTIF <&>" in readme
    assert "\r\n" in readme
    assert "Dr Alice FICTIF &lt;&amp;&gt;" in files["INDEX.HTM"].decode()
    assert 'href="IHE_XDM/SUBSET01/DOC0001.XML"' in files["INDEX.HTM"].decode()


def test_the_same_sending_is_the_same_bytes() -> None:
    assert write_xdm(SUBMISSION, [OutgoingDocument(ENTRY, LETTER)], WORDS, AT) == GOOD


def test_several_documents_and_a_pdf_beside() -> None:
    second = replace(ENTRY, entry_id="", unique_id="1.2.3.6", replaces=())
    pdf = replace(second, mime_type="application/pdf")
    raw = write_xdm(
        SUBMISSION,
        [OutgoingDocument(second, REPORT), OutgoingDocument(pdf, b"%PDF-1.4")],
        WORDS,
        AT,
        [ArchiveFile("copie.pdf", b"%PDF-1.4")],
    )
    read = read_xdm(raw)
    assert [one.entry.entry_id for one in read.documents] == ["Document01", "Document02"]
    assert [one.file.name for one in read.documents if one.file] == ["DOC0001.XML", "DOC0002.PDF"]
    assert [one.name for one in read.others] == ["copie.pdf"]
    assert read.faults == frozenset()


def test_nothing_to_send_is_an_error() -> None:
    with pytest.raises(ValueError, match="document"):
        write_xdm(SUBMISSION, [], WORDS, AT)
