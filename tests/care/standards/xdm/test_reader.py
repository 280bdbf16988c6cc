"""Reading an archive: tolerant of names and of what is wrong inside."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care.standards.xdm.reader import read_xdm, sha1_of
from care.standards.xdm.reason import XdmFault, XdmReason, XdmRefused
from tests.care.standards.cda.documents import LETTER, REPORT
from tests.care.standards.xdm.archives import GOOD, pack, repack, unpack


def _faults(raw: bytes) -> frozenset[XdmFault]:
    return read_xdm(raw).faults


def test_a_wrong_hash_is_shown_with_a_warning() -> None:
    changed = LETTER.replace(b"CR du", b"CR de")
    read = read_xdm(repack(DOC0001_XML=changed))
    assert read.faults == {XdmFault.HASH_WRONG}
    assert read.documents[0].file is not None
    assert read.documents[0].file.content == changed


def test_a_wrong_size_too() -> None:
    assert _faults(repack(DOC0001_XML=LETTER + b" ")) == {XdmFault.HASH_WRONG, XdmFault.SIZE_WRONG}


def test_a_missing_file_is_said() -> None:
    read = read_xdm(repack(DOC0001_XML=None))
    assert read.faults == {XdmFault.FILE_MISSING}
    assert read.documents[0].file is None


def test_without_metadata_the_document_is_found() -> None:
    read = read_xdm(repack(METADATA_XML=None))
    assert read.faults == {XdmFault.NO_METADATA, XdmFault.FILE_UNDECLARED}
    assert read.documents[0].is_cda


@pytest.mark.parametrize("raw", [b"<a", b"<!DOCTYPE a><a/>", b"<a>" * 300, b""])
def test_unreadable_metadata_does_not_hide_the_document(raw: bytes) -> None:
    read = read_xdm(repack(METADATA_XML=raw))
    assert XdmFault.METADATA_UNREADABLE in read.faults
    assert [one.is_cda for one in read.documents] == [True]


def test_names_in_any_case_and_with_either_slash() -> None:
    files = {name.lower().replace("/", "\\"): content for name, content in unpack(GOOD).items()}
    read = read_xdm(pack(files))
    assert (len(read.documents), read.faults) == (1, frozenset())


def test_all_subsets_are_read() -> None:
    files = unpack(GOOD)
    files |= {name.replace("SUBSET01", "SUBSET02"): content for name, content in files.items()}
    read = read_xdm(pack(files))
    assert len(read.documents) == 2
    assert len(read.submissions) == 2
    assert read.faults == frozenset()


def test_two_patients_in_one_sending_are_said() -> None:
    files = unpack(GOOD)
    other = {
        name.replace("SUBSET01", "SUBSET02"): content.replace(
            b"284067635112353", b"155035960604289"
        )
        for name, content in files.items()
        if "SUBSET01" in name
    }
    assert XdmFault.SEVERAL_PATIENTS in _faults(pack(files | other))


def test_style_sheets_and_other_files_are_no_documents() -> None:
    sheet = (
        b'<xsl:stylesheet xmlns:xsl="x"><xsl:template match="ClinicalDocument"/></xsl:stylesheet>'
    )
    read = read_xdm(pack(unpack(GOOD) | {"IHE_XDM/SUBSET01/CDA.XSL": sheet, "photo.jpg": b"\xff"}))
    assert [one.name for one in read.others] == ["CDA.XSL", "photo.jpg"]
    assert len(read.documents) == 1


def test_a_bare_zip_with_a_document() -> None:
    read = read_xdm(pack({"report.xml": REPORT}))
    assert [one.is_cda for one in read.documents] == [True]


def test_a_zip_without_a_document_is_refused() -> None:
    with pytest.raises(XdmRefused) as refused:
        read_xdm(pack({"README.TXT": b"x"}))
    assert refused.value.reason is XdmReason.NO_DOCUMENT


def test_the_digest_is_that_of_the_standard() -> None:
    assert sha1_of(b"abc") == "a9993e364706816aba3e25717850c26c9cd0d89d"


@given(st.integers(0, len(GOOD)))
def test_truncated(length: int) -> None:
    if length < len(GOOD):
        with pytest.raises(XdmRefused):
            read_xdm(GOOD[:length])


@given(st.lists(st.tuples(st.integers(0, len(GOOD) - 1), st.binary(min_size=1, max_size=4))))
def test_bytes_overwritten(changes: list[tuple[int, bytes]]) -> None:
    changed = bytearray(GOOD)
    for place, written in changes:
        changed[place : place + len(written)] = written
    try:
        read = read_xdm(bytes(changed))
    except XdmRefused as refused:
        assert refused.reason in XdmReason
    else:
        assert read.documents


@given(st.integers(0, 5_000), st.binary(min_size=1, max_size=30))
def test_metadata_overwritten(place: int, written: bytes) -> None:
    metadata = bytearray(unpack(GOOD)["IHE_XDM/SUBSET01/METADATA.XML"])
    metadata[place : place + len(written)] = written
    assert read_xdm(repack(METADATA_XML=bytes(metadata))).documents
