"""Reading: never an error but the typed ones, whatever was done to a good document."""

from __future__ import annotations

from copy import deepcopy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from care.standards.cda.model import BodyKind
from care.standards.cda.n1 import write_cda_n1
from care.standards.cda.reader import read_cda
from care.standards.cda.reason import CdaFault, CdaRefused
from tests.care.standards.cda.documents import REPORT, document, file_body
from tests.care.standards.people import a_header

GOOD = (REPORT, write_cda_n1(a_header(), b"%PDF-1.4"))


def _read_or_refuse(raw: bytes) -> None:
    try:
        document = read_cda(raw)
    except CdaRefused:
        return
    assert document.header.title is not None
    assert all(result.name is not None for result in document.results)


@given(st.sampled_from(GOOD), st.integers(0, 6_000))
def test_truncated(raw: bytes, length: int) -> None:
    if length < len(raw):
        with pytest.raises(CdaRefused):
            read_cda(raw[:length])


@given(st.sampled_from(GOOD), st.lists(st.tuples(st.integers(0, 6_000), st.binary(max_size=4))))
def test_bytes_overwritten(raw: bytes, changes: list[tuple[int, bytes]]) -> None:
    changed = bytearray(raw)
    for place, written in changes:
        changed[place : place + len(written)] = written
    _read_or_refuse(bytes(changed))


@settings(deadline=None)
@given(st.sampled_from(GOOD), st.data())
def test_elements_lost_doubled_and_moved(raw: bytes, data: st.DataObject) -> None:
    root = etree.fromstring(raw)
    for _ in range(data.draw(st.integers(1, 6))):
        elements = [one for one in root.iter() if one.getparent() is not None]
        chosen, other = (data.draw(st.sampled_from(elements)) for _ in range(2))
        parent = chosen.getparent()
        match data.draw(st.sampled_from(["lose", "double", "move", "empty", "strip"])):
            case "lose":
                parent.remove(chosen)
            case "double":
                parent.append(deepcopy(chosen))
            case "move" if other is not chosen and chosen not in other.iterancestors():
                other.append(chosen)
            case "empty":
                chosen.clear()
            case "strip":
                for name in list(chosen.attrib):
                    del chosen.attrib[name]
        if len(elements) < 3:
            break
    _read_or_refuse(etree.tostring(root))


@given(st.sampled_from(GOOD), st.sampled_from(["utf-16", "utf-32", "cp1252", "latin-1", "cp850"]))
def test_other_charsets_than_the_one_claimed(raw: bytes, charset: str) -> None:
    _read_or_refuse(raw.decode().encode(charset, "replace"))


def test_windows_bytes_are_read_and_said() -> None:
    raw = document(file_body()).decode().replace("CR du", "Été du").encode("cp1252")
    read = read_cda(raw)
    assert read.header.title == "Été du 12/11"
    assert read.faults == {CdaFault.CHARSET_WRONG}


def test_a_large_file_inside_is_read() -> None:
    pdf = b"%PDF-" + b"0" * 12_000_000
    shown = read_cda(document(file_body(pdf))).shown
    assert shown is not None
    assert shown.content == pdf


def test_a_document_without_a_namespace_is_read() -> None:
    raw = REPORT.replace(b'xmlns="urn:hl7-org:v3" ', b"")
    assert len(read_cda(raw).results) == 3


def test_the_body_of_a_file_stays_one() -> None:
    assert read_cda(document(file_body())).body is BodyKind.FILE
