"""From bytes to what is in them."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from care.letters.reading import open_mail, read_letter
from care.runtime.errors import Refusal
from care.standards.rfc5322.composer import OutgoingFile
from care.standards.rfc5322.mss import MssHeaders
from care.standards.xdm.archive import read_archive
from tests.care.letters.scene import PDF, Paper, archive, send_papers, write
from tests.care.standards.xdm.archives import pack


def _file(name: str, content: bytes, media_type: str = "application/octet-stream") -> OutgoingFile:
    return OutgoingFile(name, media_type, content)


def test_every_document_is_read_beside_its_metadata() -> None:
    reading = read_letter(send_papers(Paper("1"), Paper("2")))
    assert [one.given.entry.unique_id for one in reading.pieces if one.given.entry] == [
        "1.2.9^1", "1.2.9^2",
    ]  # fmt: skip
    for piece in reading.pieces:
        assert piece.papers.metadata is not None
        assert piece.papers.document is not None
        assert piece.papers.metadata.number == piece.papers.document.number
    assert reading.is_about_a_patient


def test_all_subsets_are_read() -> None:
    first, second = archive(Paper("1")), archive(Paper("2"))
    files = {one.path: one.content for one in read_archive(first)}
    for one in read_archive(second):
        files[one.path.replace("SUBSET01", "SUBSET02")] = one.content
    reading = read_letter(send_papers(zip_=pack(files)))
    assert len(reading.pieces) == 2


def test_the_pdf_beside_a_document_is_the_same_document() -> None:
    zip_, pdf = (
        _file("IHE_XDM.ZIP", archive(Paper())),
        _file("x.pdf", PDF + b"2", "application/pdf"),
    )
    reading = read_letter(send_papers(Paper(), files=[zip_, pdf]))
    (piece,) = reading.pieces
    assert piece.given.pdf == PDF + b"2"
    assert reading.others == ()
    same = _file("x.pdf", Paper().pdf + b"1", "application/pdf")
    again = read_letter(send_papers(Paper(), files=[zip_, same]))
    assert (again.pieces[0].given.pdf, again.others) == (b"", ())


def test_a_pdf_is_never_paired_when_in_doubt() -> None:
    files = [
        _file("IHE_XDM.ZIP", archive(Paper("1"), Paper("2"))),
        _file("a.pdf", PDF + b"a", "application/pdf"),
        _file("b.pdf", PDF + b"b", "application/pdf"),
    ]
    reading = read_letter(send_papers(Paper(), files=files))
    assert [one.given.pdf for one in reading.pieces] == [b"", b""]
    assert [one.name for one in reading.others] == ["a.pdf", "b.pdf"]


def test_a_document_alone_is_a_document_without_metadata() -> None:
    reading = read_letter(write(files=[_file("cr.xml", Paper().cda, "text/xml")]))
    (piece,) = reading.pieces
    assert (piece.papers.metadata, piece.papers.document is not None) == (None, True)


def test_what_was_announced_and_is_not_there() -> None:
    files = [_file("cr.pdf", PDF, "application/pdf"), _file("photo.jpg", b"\xff\xd8", "image/jpeg")]
    reading = read_letter(
        write(subject="XDM/1.0/DDM+CR EXEMPLE JEANNE", files=files, mss=MssHeaders(True, ("1-1",)))
    )
    assert reading.is_announced
    (piece,) = reading.pieces
    assert (piece.given.pdf, piece.papers.is_whole) == (PDF, False)
    assert [one.name for one in reading.others] == ["photo.jpg"]
    plain = read_letter(write(subject="XDM/1.0/DDM+CR EXEMPLE JEANNE"))
    assert not plain.is_about_a_patient
    answer = read_letter(write(subject="Re: XDM/1.0/DDM+CR EXEMPLE JEANNE", files=files))
    assert not answer.is_about_a_patient


def test_a_zip_of_pictures_is_a_file_as_any_other() -> None:
    reading = read_letter(write(files=[_file("photos.zip", pack({"a.jpg": b"\xff\xd8"}))]))
    assert (reading.pieces, [one.name for one in reading.others]) == ((), ["photos.zip"])
    broken = read_letter(write(files=[_file("photos.zip", b"PK\x03\x04 no")]))
    assert [one.name for one in broken.others] == ["photos.zip"]


def test_a_bomb_is_one_whatever_it_calls_itself() -> None:
    bomb = pack({"a": b"0" * 30_000_000})
    with pytest.raises(Refusal, match="letter-archive-bomb"):
        read_letter(write(files=[_file("photos.zip", bomb)]))


def test_a_declared_file_of_another_kind_is_shown_and_filed_by_nobody() -> None:
    files = {one.path: one.content for one in read_archive(archive(Paper()))}
    name = next(path for path in files if path.endswith("DOC0001.XML"))
    files[name] = b"simple words"
    reading = read_letter(send_papers(zip_=pack(files)))
    (piece,) = reading.pieces
    assert not piece.papers.is_whole
    assert [one.content for one in reading.others] == [b"simple words"]
    del files[name]
    (missing,) = read_letter(send_papers(zip_=pack(files))).pieces
    assert not missing.papers.is_whole


def test_no_mail_at_all() -> None:
    with pytest.raises(Refusal, match="letter-mail-empty"):
        open_mail(b"  \r\n")


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 5_000), st.integers(0, 255), st.integers(0, 4_000))
def test_a_damaged_mail_is_read_or_refused_with_a_reason(at: int, byte: int, cut: int) -> None:
    source = bytearray(send_papers(Paper()))
    source[at % len(source)] = byte
    try:
        read_letter(bytes(source[: len(source) - cut]))
    except Refusal as refused:
        assert refused.reason.startswith("letter-")


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 100_000), st.integers(0, 255))
def test_a_damaged_document_is_read_or_refused_with_a_reason(at: int, byte: int) -> None:
    files = {one.path: one.content for one in read_archive(archive(Paper()))}
    name = sorted(files)[at % len(files)]
    content = bytearray(files[name])
    content[at % len(content)] = byte
    files[name] = bytes(content)
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as written:
        for path, one in files.items():
            written.writestr(path, one)
    try:
        read_letter(send_papers(zip_=packed.getvalue()))
    except Refusal as refused:
        assert refused.reason.startswith("letter-")
