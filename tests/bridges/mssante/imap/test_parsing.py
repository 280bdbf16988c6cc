"""What a server answers, read without ever failing otherwise than by saying so."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridges.mssante.imap.parsing import (
    Response,
    Unreadable,
    fetched_items,
    parse_listed,
    tokens,
)


def line(text: bytes, *more: bytes) -> Response:
    """An answer."""
    return Response((text, *more))


def test_a_listed_message_has_what_is_asked() -> None:
    listed = parse_listed(
        line(
            b"* 3 FETCH (UID 12 FLAGS (\\Seen $CercleTaken) RFC822.SIZE 4321 INTERNALDATE "
            b'" 7-Jan-2030 08:15:00 +0000")'
        )
    )
    assert listed is not None
    assert (listed.uid, listed.size) == (12, 4321)
    assert listed.flags == {r"\seen", "$cercletaken"}
    assert listed.internal_date == datetime(2030, 1, 7, 8, 15, tzinfo=UTC)


def test_a_body_is_the_literal_whatever_it_holds() -> None:
    body = b') "* OK" {5}\r\n\0\xff'
    items = fetched_items(line(b"* 1 FETCH (UID 4 BODY[] ", body, b")"))
    assert items == {"UID": "4", "BODY[]": body}


def test_a_part_of_a_body_keeps_its_name() -> None:
    items = fetched_items(line(b"* 1 FETCH (BODY[HEADER]<0> ", b"x", b" UID 4)"))
    assert items == {"BODY[HEADER]<0>": b"x", "UID": "4"}


def test_quoted_strings_are_unquoted() -> None:
    assert tokens(line(rb'* X "a \"b\" \\c" NIL ()')) == ("*", "X", rb'a "b" \c', "NIL", ())


def test_other_answers_are_not_messages() -> None:
    for text in (b"* 3 EXISTS", b"* SEARCH 1 2", b"* OK [UIDNEXT 5] x", b""):
        assert fetched_items(line(text)) is None
    assert parse_listed(line(b"* 1 FETCH (FLAGS ())")) is None
    assert parse_listed(line(b"* 1 FETCH (UID x RFC822.SIZE 1)")) is None


def test_codes_are_found() -> None:
    assert line(b"* OK [UIDVALIDITY 77] fine").code() == ("UIDVALIDITY", "77")
    assert line(b"* OK [PERMANENTFLAGS (\\Seen \\*)] x").code() == (
        "PERMANENTFLAGS",
        r"(\Seen \*)",
    )
    assert line(b"C1 NO [UNAVAILABLE] later").code() == ("UNAVAILABLE", "")
    assert line(b"C1 OK done").code() is None


@pytest.mark.parametrize("text", [b"* 1 FETCH (UID 4", b"* 1 FETCH (A))", b'* 1 FETCH (A "b)'])
def test_what_is_cut_is_unreadable(text: bytes) -> None:
    with pytest.raises(Unreadable):
        fetched_items(line(text))


def test_depth_is_bounded() -> None:
    with pytest.raises(Unreadable):
        tokens(line(b"(" * 100_000 + b")" * 100_000))


@given(st.lists(st.binary(max_size=80), min_size=1, max_size=5))
def test_nothing_else_ever_happens(parts: list[bytes]) -> None:
    response = Response((b"* 1 FETCH (" + parts[0], *parts[1:]))
    with suppress(Unreadable):
        parse_listed(response)
    response.code()
