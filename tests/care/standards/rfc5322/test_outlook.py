"""Outlook's wrapping."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from care.standards.rfc5322.outlook import is_tnef, open_tnef
from tests.care.standards.rfc5322.mails import tnef

GOOD = tnef(("cr.pdf", b"%PDF-1.4 x"), ("été.txt", b"abc"), text=b"Bonjour")


def test_the_files_and_the_text_come_out() -> None:
    opened = open_tnef(GOOD)
    assert opened is not None
    assert opened.files == (("cr.pdf", b"%PDF-1.4 x"), ("été.txt", b"abc"))
    assert opened.text == "Bonjour"


def test_it_is_told_by_its_type_or_name() -> None:
    assert is_tnef("application/ms-tnef", "x")
    assert is_tnef("application/octet-stream", "WINMAIL.DAT")
    assert not is_tnef("application/pdf", "x")


def test_what_is_none_stays_closed() -> None:
    assert open_tnef(b"") is None
    assert open_tnef(b"PK\x03\x04") is None


@given(st.lists(st.tuples(st.integers(4, len(GOOD) - 1), st.binary(min_size=1, max_size=4))))
def test_damage_is_never_an_error(changes: list[tuple[int, bytes]]) -> None:
    changed = bytearray(GOOD)
    for place, written in changes:
        changed[place : place + len(written)] = written
    opened = open_tnef(bytes(changed))
    assert opened is None or sum(len(content) for _, content in opened.files) <= 2 * len(GOOD)


@given(st.integers(0, len(GOOD)))
def test_truncation_is_never_an_error(length: int) -> None:
    open_tnef(GOOD[:length])
