"""Nothing of an envelope can be read without its key, nor changed without being noticed."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from care.archive.envelope import CHUNK, EnvelopeReader, SealingWriter
from care.archive.keys import Lock, Opener, Passphrase, PrivateKey
from care.archive.reason import ArchiveRefused, Reason

KEY = PrivateKey(bytes(range(1, 33)))
OTHER = PrivateKey(bytes(range(2, 34)))
PHRASE = Passphrase("quatre mots tout à fait inventés")
HEADER = 73


def sealed(*parts: bytes, lock: Lock = KEY.public) -> bytes:
    """An envelope around `parts`."""
    file = io.BytesIO()
    writer = SealingWriter(file, lock)
    for part in parts:
        writer.write(part)
    writer.finish()
    return file.getvalue()


def opened(envelope: bytes, opener: Opener = KEY) -> bytes:
    """The whole of an envelope, verified."""
    reader = EnvelopeReader(io.BytesIO(envelope), opener)
    reader.verify()
    return reader.read()


def refused(envelope: bytes, opener: Opener = KEY) -> Reason:
    """Why an envelope does not open."""
    with pytest.raises(ArchiveRefused) as refusal:
        opened(envelope, opener)
    return refusal.value.reason


sizes = st.sampled_from([0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 3 * CHUNK + 7])


@given(st.lists(st.tuples(sizes, st.integers(0, 255)), max_size=3))
@settings(max_examples=40, deadline=None)
def test_what_is_written_is_read_however_it_was_cut(parts: list[tuple[int, int]]) -> None:
    written = [bytes([value]) * size for size, value in parts]
    assert opened(sealed(*written)) == b"".join(written)


@given(st.data())
@settings(max_examples=40, deadline=None)
def test_any_part_can_be_read_alone(data: st.DataObject) -> None:
    clear = b"".join(number.to_bytes(4, "big") for number in range(2 * CHUNK // 4 + 3))
    reader = EnvelopeReader(io.BytesIO(sealed(clear)), KEY)
    for _ in range(5):
        start = data.draw(st.integers(0, len(clear) + 5))
        length = data.draw(st.integers(0, CHUNK + 9))
        reader.seek(start)
        read = b""
        while len(read) < length and (more := reader.read(length - len(read))):
            read += more
        assert read == clear[start : start + length]


_WHOLE = sealed(b"a" * (2 * CHUNK + 5))


@given(st.integers(0, len(_WHOLE) - 1), st.integers(1, 255))
@settings(max_examples=150, deadline=None)
def test_any_changed_byte_is_noticed(place: int, difference: int) -> None:
    changed = bytearray(_WHOLE)
    changed[place] ^= difference
    assert refused(bytes(changed)) in {Reason.NOT_AN_ARCHIVE, Reason.WRONG_KEY, Reason.DAMAGED}


@given(st.integers(0, len(_WHOLE) - 1))
@settings(max_examples=150, deadline=None)
def test_a_cut_file_is_refused_at_once(length: int) -> None:
    with pytest.raises(ArchiveRefused):
        EnvelopeReader(io.BytesIO(_WHOLE[:length]), KEY)


def test_what_was_never_finished_is_a_cut_file() -> None:
    file = io.BytesIO()
    writer = SealingWriter(file, KEY.public)
    writer.write(b"a" * (CHUNK + 1))
    writer.close()
    del writer
    with pytest.raises(ArchiveRefused):
        EnvelopeReader(io.BytesIO(file.getvalue()), KEY)


def test_the_end_of_a_chunk_is_not_the_end() -> None:
    step = CHUNK + 16
    for chunks in (0, 1, 2):
        assert refused(_WHOLE[: HEADER + chunks * step]) is Reason.DAMAGED


def test_chunks_cannot_be_moved_repeated_nor_added() -> None:
    step = CHUNK + 16
    head, first, second, last = (
        _WHOLE[:HEADER], _WHOLE[HEADER : HEADER + step],
        _WHOLE[HEADER + step : HEADER + 2 * step], _WHOLE[HEADER + 2 * step :],
    )  # fmt: skip
    for parts in ([second, first, last], [first, first, last], [first, second, last, last],
                  [first, last], [first, second, b"a" + last]):  # fmt: skip
        assert refused(head + b"".join(parts)) is Reason.DAMAGED


def test_another_key_is_told_from_damage() -> None:
    assert refused(_WHOLE, OTHER) is Reason.WRONG_KEY
    assert refused(_WHOLE, PHRASE) is Reason.WRONG_KEY
    assert refused(b"PK\x03\x04" + bytes(100)) is Reason.NOT_AN_ARCHIVE
    assert refused(b"") is Reason.NOT_AN_ARCHIVE


def test_a_passphrase_opens_what_it_locked_and_nothing_else() -> None:
    envelope = sealed(b"SERIN-1948", lock=PHRASE)
    assert opened(envelope, PHRASE) == b"SERIN-1948"
    assert refused(envelope, Passphrase("quatre mots tout autres que cela")) is Reason.WRONG_KEY
    assert refused(envelope) is Reason.WRONG_KEY


def test_two_envelopes_share_nothing() -> None:
    one, other = sealed(b"SERIN-1948"), sealed(b"SERIN-1948")
    assert b"SERIN" not in one
    assert one[9:] != other[9:]


def test_a_zip_is_written_and_read_inside() -> None:
    file = io.BytesIO()
    writer = SealingWriter(file, KEY.public)
    with zipfile.ZipFile(writer, "w") as archive:
        archive.writestr("a.txt", b"a" * (3 * CHUNK))
        archive.writestr("b.txt", b"b")
    writer.finish()
    reader = io.BufferedReader(EnvelopeReader(io.BytesIO(file.getvalue()), KEY))
    with zipfile.ZipFile(reader) as archive:
        assert archive.testzip() is None
        assert (archive.read("b.txt"), len(archive.read("a.txt"))) == (b"b", 3 * CHUNK)
