"""Opening a ZIP that a stranger made."""

from __future__ import annotations

import stat
import struct
import zipfile
from io import BytesIO

import pytest

from care.standards.xdm.archive import ArchiveFile, Bounds, read_archive
from care.standards.xdm.reason import XdmReason, XdmRefused
from tests.care.standards.xdm.archives import pack


def _named(name: str) -> bytes:
    """A ZIP whose entry has a name that no library would write."""
    raw = pack({"X" * len(name.encode()): b"content"})
    return raw.replace(b"X" * len(name.encode()), name.encode())


def _linked() -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        entry = zipfile.ZipInfo("link")
        entry.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(entry, "/etc/passwd")
    return packed.getvalue()


def _flagged(flag: int) -> bytes:
    raw = bytearray(pack({"a": b"content"}, zipfile.ZIP_STORED))
    place = raw.index(b"PK\x01\x02")
    struct.pack_into("<H", raw, place + 8, flag)
    return bytes(raw)


def _method(method: int) -> bytes:
    raw = bytearray(pack({"a": b"content"}, zipfile.ZIP_STORED))
    struct.pack_into("<H", raw, raw.index(b"PK\x01\x02") + 10, method)
    return bytes(raw)


def _overlapping() -> bytes:
    raw = bytearray(pack({"a": b"0" * 100, "b": b"1" * 100}, zipfile.ZIP_STORED))
    second = raw.rindex(b"PK\x01\x02")
    struct.pack_into("<I", raw, second + 42, 10)
    return bytes(raw)


def _lying_about_its_size() -> bytes:
    raw = bytearray(pack({"a": b"0" * 60_000_000}))
    for mark, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        struct.pack_into("<I", raw, raw.index(mark) + offset, 1000)
    return bytes(raw)


BAD = {
    "not an archive": (b"%PDF-1.4", XdmReason.NOT_AN_ARCHIVE),
    "empty": (b"", XdmReason.NOT_AN_ARCHIVE),
    "hidden behind a program": (b"MZ" + pack({"a": b"x"}), XdmReason.NOT_AN_ARCHIVE),
    "damaged": (pack({"a": b"x" * 1000})[:-30], XdmReason.DAMAGED),
    "wrong checksum": (pack({"a": b"hello"}, 0).replace(b"hello", b"jello"), XdmReason.DAMAGED),
    "too many entries": (pack({str(n): b"" for n in range(501)}), XdmReason.TOO_MANY_ENTRIES),
    "far too many entries": (
        pack({str(n): b"" for n in range(70_000)}),
        XdmReason.TOO_MANY_ENTRIES,
    ),
    "up": (_named("../../etc/passwd"), XdmReason.UNSAFE_NAME),
    "up the other way": (_named("..\\..\\windows"), XdmReason.UNSAFE_NAME),
    "in the middle": (_named("a/../b"), XdmReason.UNSAFE_NAME),
    "root": (_named("/etc/passwd"), XdmReason.UNSAFE_NAME),
    "drive": (_named("C:\\x"), XdmReason.UNSAFE_NAME),
    "stream": (_named("a.txt:b"), XdmReason.UNSAFE_NAME),
    "hidden end": (_named("a.xml\0.exe"), XdmReason.UNSAFE_NAME),
    "control": (_named("a\nb"), XdmReason.UNSAFE_NAME),
    "long": (pack({"a" * 300: b""}), XdmReason.UNSAFE_NAME),
    "link": (_linked(), XdmReason.UNSAFE_NAME),
    "same name twice": (pack({"a.xml": b"1", "A.XML": b"2"}), XdmReason.NAME_TWICE),
    "encrypted": (_flagged(1), XdmReason.ENCRYPTED),
    "unknown method": (_method(99), XdmReason.UNKNOWN_METHOD),
    "overlapping": (_overlapping(), XdmReason.OVERLAPPING),
    "ratio": (pack({"a": b"0" * 10_000_000}), XdmReason.BOMB),
    "sum": (pack({str(n): b"0" * 190_000 for n in range(400)}), XdmReason.BOMB),
    "lying": (_lying_about_its_size(), XdmReason.DAMAGED),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_refused(name: str) -> None:
    raw, reason = BAD[name]
    with pytest.raises(XdmRefused) as refused:
        read_archive(raw)
    assert refused.value.reason is reason


def test_size_comes_first() -> None:
    with pytest.raises(XdmRefused) as refused:
        read_archive(pack({"a": b"x" * 2000}, 0), Bounds(packed=1000))
    assert refused.value.reason is XdmReason.TOO_BIG


def test_real_bytes_are_counted_not_only_announced_ones() -> None:
    with pytest.raises(XdmRefused) as refused:
        read_archive(pack({"a": b"x" * 2000}, 0), Bounds(unpacked=1000))
    assert refused.value.reason is XdmReason.BOMB


def test_a_good_archive_in_order() -> None:
    files = read_archive(pack({"b/c.txt": b"1", "a": b"2"}))
    assert files == (ArchiveFile("b/c.txt", b"1"), ArchiveFile("a", b"2"))
    assert (files[0].folder, files[0].name) == ("b", "c.txt")


def test_an_archive_inside_an_archive_is_a_file() -> None:
    inner = pack({"a": b"0" * 100_000})
    assert read_archive(pack({"inner.zip": inner}))[0].content == inner
